"""One way to do each verb of approvals: an administrator asks that somebody be one, too."""

from datetime import timedelta

from chungtay.access.acting import PostHolder
from chungtay.access.roles import Role
from chungtay.approvals.actions import ask
from chungtay.approvals.models import Approval

APPOINT = "access.appoint"


def people(world, name, role, place=None):
    """The one account of this name, with this post."""
    kept = world.__dict__.setdefault("approvals_people", {})
    if name not in kept:
        kept[name] = world.account(name, role, place or world.ward)
    return kept[name]


def administrator(world, place=None):
    return people(world, "quan-tri" if place is None else f"quan-tri-{place.pk}",
                  "administrator", place)  # fmt: skip


def chief(world):
    return people(world, "truong", "police_chief")


def deputy(world):
    return people(world, "pho", "police_deputy")


def wanted(world, name="moi", role=Role.ADMINISTRATOR, place=None):
    """What is asked for: whom to appoint to what, where, as ids and codes."""
    place = place or world.ward
    account = people(world, name, None, place).account
    return {"place": place.pk, "account": account.pk, "role": role.value}


def asked(world, name="moi", at=None, place=None, **more):
    """An approval that waits."""
    at = at or world.at
    asker = PostHolder(administrator(world, place).account, at)
    return ask(
        actor=asker, at=at, place=place or world.ward, verb=APPOINT,
        args=wanted(world, name, place=place, **more),
    )  # fmt: skip


def _ask(world):
    return dict(place=world.ward, verb=APPOINT, args=wanted(world))


def _decide(world):
    return dict(approval=asked(world), yes=True)


def asked_before(world, days):
    """An approval asked so many days ago, by somebody who held the post by then."""
    long_ago = world.at - timedelta(days=days)
    post = administrator(world).account.posts.get()
    post.starts_at = long_ago - timedelta(days=1)
    post.save(update_fields=["starts_at"])
    return asked(world, at=long_ago)


def _escalate(world):
    return dict(approval=asked_before(world, 1))


def _expire(world):
    return dict(approval=asked_before(world, 8))


EXAMPLES = {
    "approvals.ask": _ask,
    "approvals.decide": _decide,
    "approvals.escalate": _escalate,
    "approvals.expire": _expire,
}
_ask.actor = administrator
_decide.actor = chief
_escalate.actor = _expire.actor = lambda world: world.system


def add(world):
    """One more approval the officer asked for, and one decided by them."""
    number = next(_numbers)
    chiefly = people(world, "truong-2", "police_chief")
    from chungtay.access.actions import appoint
    from chungtay.approvals.actions import decide

    mine = world.officer
    if not mine.account.posts.filter(role=Role.ADMINISTRATOR).exists():
        for role in (Role.ADMINISTRATOR, Role.POLICE_CHIEF):
            appoint(
                actor=world.system, at=world.at, place=world.ward, account=mine.account, role=role
            )
    at = world.at
    officer = PostHolder(mine.account, at)
    for n in range(2):
        made = ask(
            actor=officer, at=at, place=world.ward, verb=APPOINT,
            args=wanted(world, f"nguoi-{number}-{n}"),
        )  # fmt: skip
    decide(actor=chiefly, at=at, approval=made, yes=True)
    for n in range(2):
        theirs = asked(world, f"khac-{number}-{n}")
    decide(actor=officer, at=at, approval=theirs, yes=False, reason="not_needed")


_numbers = iter(range(1, 9999))
LISTS = {"approvals:waiting": add}
NOT_LISTS = {}


def _waiting(world, place):
    """An approval at any place, as if somebody there had asked."""
    from chungtay.journal.models import Entry

    entry = Entry.objects.create(
        verb="approvals.ask", actor_id=world.system.actor_id, at=world.at, place=place
    )
    made = Approval.objects.create(
        place=place, verb=APPOINT, args=wanted(world), roles=[Role.POLICE_CHIEF],
        asked_by_id=world.system.actor_id, asked_at=world.at, asked_in=entry,
        expires_at=world.at + timedelta(days=365),
    )  # fmt: skip
    return {"approval_id": made.pk}


OBJECTS = {"approvals:approval": _waiting, "approvals:decide": _waiting}

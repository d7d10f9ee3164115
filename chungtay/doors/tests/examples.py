"""One way to do each verb of doors, for the tests that every verb gets."""

from itertools import count

from chungtay.access.actions import appoint
from chungtay.access.models import Account
from chungtay.access.roles import Role
from chungtay.access.tests.standing_in import post_at
from chungtay.doors import actions
from chungtay.doors.models import Invitation
from chungtay.doors.owning import Invited, Owner
from chungtay.doors.tests.doing import SECRET, account, post_of, protect

_numbers = count(1)


def _locked(world):
    post = post_of(account(world))
    boss = world.account(f"quantri{next(_numbers)}", "administrator")
    actions.lock_account(actor=boss, at=world.at, post=post)
    return dict(post=post)


def _protected(world):
    made = account(world)
    protect(world, made)
    return dict(post=post_of(made))


def invited(world, name="Lê Quang Vinh"):
    """An invitation to the ward, and the token of its link."""
    return actions.invite(
        actor=world.system, at=world.at, place=world.ward, name=name, role=Role.DESK_OFFICER
    )


def _factor(world):
    made = account(world)
    protect(world, made)
    return dict(account=made, factor=made.authenticator_set.get(type="totp").pk)


EXAMPLES = {
    "doors.lock_account": lambda world: dict(post=post_of(account(world))),
    "doors.unlock_account": _locked,
    "doors.reset_password": lambda world: dict(post=post_of(account(world))),
    "doors.forget_factors": _protected,
    "doors.invite": lambda world: dict(
        place=world.ward, name="Lê Quang Vinh", role=Role.DESK_OFFICER
    ),
    "doors.withdraw_invitation": lambda world: dict(invitation=invited(world)[0]),
    "doors.accept_invitation": lambda world: dict(
        invitation=invited(world)[0], username="vinh.lq", password="một câu đủ dài 2026"
    ),
    "doors.change_password": lambda world: dict(
        account=account(world), password="một câu khác hẳn"
    ),
    "doors.add_factor": lambda world: dict(account=account(world), kind="totp", secret=SECRET),
    "doors.remove_factor": _factor,
    "doors.end_sessions": lambda world: dict(account=account(world), keep=""),
}
OWN = {"doors.change_password", "doors.add_factor", "doors.remove_factor", "doors.end_sessions"}
for _name, _build in EXAMPLES.items():
    if _name in OWN:
        _build.actor = lambda world: Owner(Account.objects.get(username="moi"))
    elif _name == "doors.accept_invitation":
        _build.actor = lambda world: Invited(
            Invitation.objects.unscoped(why="the only one of the test").latest("pk").link
        )
    else:
        _build.actor = lambda world: world.account(f"quantri{next(_numbers)}", "administrator")


def _as_administrator(world):
    """The lists are the administrator's: the officer who looks at them is one, too."""
    looking = world.officer.account
    if not looking.posts.filter(role=Role.ADMINISTRATOR).exists():
        appoint(
            actor=world.system, at=world.at, place=world.ward, account=looking,
            role=Role.ADMINISTRATOR,
        )  # fmt: skip


def _one_account(world):
    _as_administrator(world)
    account(world, f"moi{next(_numbers)}")


def _one_invitation(world):
    _as_administrator(world)
    invited(world, f"Người mời {next(_numbers)}")


LISTS = {"doors:accounts": _one_account, "doors:invitations": _one_invitation}
NOT_LISTS = {
    "doors:second_step": "a form",
    "doors:again": "a form",
    "doors:account": "one's own account",
    "doors:password": "a form",
    "doors:protect": "a choice of two",
    "doors:add_code": "a form",
    "doors:add_key": "a form",
    "doors:new_codes": "a question",
    "doors:end_sessions": "behind POST",
    "doors:new_password": "a form behind a link",
    "doors:accept_invitation": "a form behind a link",
    "doors:invite": "a form",
}


def _invited_at(world, place):
    role = Role.GROUP_HEAD if place.kind == "group" else Role.DESK_OFFICER
    made, _token = actions.invite(
        actor=world.system, at=world.at, place=place, name="Nguyễn Thị Mới", role=role
    )
    return {"invitation_id": made.pk}


OBJECTS = {
    "doors:withdraw_invitation": _invited_at,
    "doors:account_of": post_at,
    "doors:lock": post_at,
    "doors:unlock": post_at,
    "doors:reset_password": post_at,
    "doors:forget_factors": post_at,
}

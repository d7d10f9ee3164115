"""One way to do each verb of releases, and rows for its pages."""

from django.db.models import F

from chungtay.access.models import Account
from chungtay.access.roles import Role
from chungtay.blood.actions import come, make_call
from chungtay.blood.models import Call
from chungtay.blood.tests.examples import asks, wanted
from chungtay.donors.tests.examples import NAMES, donor
from chungtay.kit import clock
from chungtay.kit.vietnamese import fold
from chungtay.people.models import Organisation, Person
from chungtay.releases import actions
from chungtay.releases.mine import Oneself
from chungtay.releases.models import Clearance, Leave, Release, Serving
from chungtay.releases.tests.scene import (
    HOUR,
    MINUTE,
    Tapping,
    actor_of,
    ask_of,
    asked,
    call_of,
    came,
    cleared,
    commander,
    fresh,
    granted,
    leave_of,
    off_shifts,
    officer,
    on_shift,
    phone,
    release_of,
    said,
    serving,
    spare,
    stand_in,
)
from chungtay.rosters.tests import examples as rosters


def _saying(world):
    account = officer(world)
    one = donor(world, 2)
    return dict(place=account.place, account=account, phone=phone(world, one))


def _escalating(world):
    leave = leave_of(cleared(world))
    Leave.objects.unscoped(why="five minutes have passed").filter(pk=leave.pk).update(
        asked_at=world.at - 5 * MINUTE, escalates_at=world.at
    )
    return dict(leave=fresh(leave))


def _another(world):
    release = granted(world)
    return dict(release=release, stand_in=spare(world, "Hồ Anh Thư"))


def _missing(world):
    release = granted(world)
    rosters.absence(world, stand_in(world), days=2)
    return dict(ask=ask_of(release))


def _begin(world):
    word = serving(world)
    made = make_call(actor=world.system, at=world.at, **wanted(world))
    (ask,) = asks(made)
    return dict(place=world.ward, ask=ask, serving=word)


def _late(world):
    """A shift was put on after the place was taken."""
    word = serving(world)
    made = make_call(actor=world.system, at=world.at, **wanted(world))
    (ask,) = asks(made)
    come(actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask)
    on_shift(world, word.account)
    return dict(ask=ask)


def _gone(world):
    """The shift was taken off while the steps are under way."""
    release = came(world)
    off_shifts(world, release)
    return dict(release=release)


def _leave(world):
    release = came(world)
    clearance = asked(world, release)
    Clearance.objects.unscoped(why="answered, and nobody asked yet").filter(pk=clearance.pk).update(
        result="may", answered_at=world.at, answered_in=clearance.asked_in
    )
    return dict(release=release)


EXAMPLES = {
    "releases.say_serving": _saying,
    "releases.confirm_serving": lambda world: dict(serving=said(world)),
    "releases.deny_serving": lambda world: dict(serving=said(world)),
    "releases.take_back_serving": lambda world: dict(serving=serving(world)),
    "releases.begin": _begin,
    "releases.come_on_duty": _late,
    "releases.go_off_duty": _gone,
    "releases.ask_doctor": lambda world: dict(ask=ask_of(came(world))),
    "releases.answer_doctor": lambda world: dict(
        clearance=asked(world), result="may", doctor="Lê Thu Thảo"
    ),
    "releases.ask_leave": _leave,
    "releases.escalate": _escalating,
    "releases.decide": lambda world: dict(
        release=cleared(world), yes=True, stand_in=stand_in(world)
    ),
    "releases.change_stand_in": _another,
    "releases.miss_cover": _missing,
    "releases.let_go": lambda world: dict(ask=ask_of(came(world))),
    "releases.withdraw": lambda world: dict(release=came(world)),
    "releases.end": lambda world: dict(release=came(world), ending="silent"),
}  # fmt: skip


def _owner(world):
    """Whoever said it, or would."""
    account = Account.objects.get(name=NAMES[2])
    return Oneself(account, world.ward.pk)


def _donors(verb):
    def tapping(world):
        word = Serving.objects.unscoped(why="tests look at everything").latest("pk")
        return Tapping(actor_of(word), verb)

    return tapping


def _by(name, who):
    build = EXAMPLES[f"releases.{name}"]

    def builder(world):
        return build(world)

    builder.actor = who
    EXAMPLES[f"releases.{name}"] = builder


for _name in (
    "begin", "come_on_duty", "go_off_duty", "ask_leave", "escalate", "miss_cover", "let_go", "end",
):  # fmt: skip
    _by(_name, lambda world: world.system)
for _name in ("say_serving", "take_back_serving", "withdraw"):
    _by(_name, _owner)
for _name in ("confirm_serving", "deny_serving", "ask_doctor"):
    _by(_name, _donors(f"releases.{_name}"))
for _name in ("decide", "change_stand_in"):
    _by(_name, commander)


def _ones(world):
    """One more release of somebody else that waits for the commander; the reader is one."""
    from chungtay.access.actions import appoint

    account = world.officer.account
    if not account.posts.filter(role="police_chief").exists():
        appoint(
            actor=world.system, at=world.at, place=world.ward, account=account,
            role=Role.POLICE_CHIEF,
        )  # fmt: skip
    one_more(world)
    clearances = Clearance.objects.unscoped(why="tests look at everything").filter(answered_in=None)
    for clearance in clearances:
        actions.answer_doctor(
            actor=world.system, at=world.at, clearance=clearance, result="may", doctor="Bs Thảo"
        )


def one_more(world):
    """Another officer of another name on duty said yes, long before the deadline of now."""
    count = Release.objects.unscoped(why="tests look at everything").count()
    name = f"Nguyễn Văn {'ABCDEFGH'[count]}"
    account = officer(world, name)
    one = donor(world, 2)
    Person.objects.unscoped(why="named for a test").filter(pk=one.person_id).update(
        name=name, folded=fold(name)
    )
    word = actions.say_serving(
        actor=Oneself(account), at=world.at, place=account.place, account=account,
        phone=phone(world, one),
    )  # fmt: skip
    verb = "releases.confirm_serving"
    actions.confirm_serving(actor=Tapping(one.actor_id, verb), at=world.at, serving=word)
    rosters.beat(world, keeper=account)
    made = make_call(actor=world.system, at=world.at, **wanted(world))
    ask = next(a for a in asks(made) if a.donor_id == one.pk)
    come(actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask)
    _still_running(made.pk)
    asked(world, release_of(ask))
    return release_of(ask)


def _still_running(call_id):
    """Pages are looked at now, whenever the world of the test is."""
    calls = Call.objects.unscoped(why="put where it is looked for").filter(pk=call_id)
    calls.update(deadline=clock.now() + 20 * HOUR)


LISTS = {"releases:waiting": _ones, "releases:clearances": one_more}
NOT_LISTS = {
    "releases:own": "one's own word and steps",
    "releases:own_take_back": "a question before an act",
    "releases:own_ask_doctor": "an act",
    "releases:own_withdraw": "a question before an act",
}


def _released(world, place):
    """A release there that waits for its commander, and by now for the deputy too."""
    release = cleared(world)
    _still_running(release.call_id)
    Release.objects.unscoped(why="put where it is looked for").filter(pk=release.pk).update(
        place=place
    )
    Leave.objects.unscoped(why="put where it is looked for").filter(release=release).update(
        place=place, escalated_in=F("asked_in")
    )
    return {"release_id": release.pk}


def _questioned(world, place):
    """A question of a hospital there that waits for its doctor; its desk is the one of the walk."""
    release = came(world)
    _still_running(release.call_id)
    hospitals = Organisation.objects.unscoped(why="put where it is looked for")
    hospitals.filter(pk=call_of(release).hospital_id).update(actor=world.some_organisation)
    clearance = asked(world, release)
    rows = Clearance.objects.unscoped(why="put where it is looked for")
    rows.filter(pk=clearance.pk).update(place=place)
    return {"clearance_id": clearance.pk}


OBJECTS = {
    "releases:release": _released,
    "releases:approve": _released,
    "releases:decline": _released,
    "releases:clearance": _questioned,
}

"""One way to do each verb of rosters, for the tests that every verb gets; rows for its pages."""

from datetime import datetime, timedelta
from itertools import count

from chungtay.access.acting import PostHolder
from chungtay.access.actions import appoint
from chungtay.access.models import Account
from chungtay.access.roles import Role
from chungtay.journal.models import Actor
from chungtay.rosters import actions
from chungtay.rosters.models import Absence, Alarm, Watch

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_numbers = count(1)


def officer(world, name="", role=Role.AREA_OFFICER, place=None, since=None):
    """An account with a post in the ward, held for a year already."""
    name = name or f"Cán bộ {next(_numbers)}"
    account = Account(
        username=f"cb{next(_numbers)}", name=name, rank="Thượng úy",
        actor=Actor.objects.create(kind="account"), place=place or world.ward,
    )  # fmt: skip
    account.set_unusable_password()
    account.save()
    appoint(
        actor=world.system, at=since or world.at - 365 * DAY, place=place or world.ward,
        account=account, role=role,
    )  # fmt: skip
    return account


def chief(world):
    """Whoever leads the ward's police, as one who acts."""
    found = Account.objects.filter(username="truong").first()
    if found:
        return PostHolder(found, world.at)
    return world.account("truong", "police_chief", world.ward)


def beat(world, name="", place=None, at=None, keeper=None):
    made = actions.open_beat(
        actor=world.system, at=at or world.at - 30 * DAY, place=place or world.ward,
        name=name or f"Địa bàn {next(_numbers)}",
    )  # fmt: skip
    if keeper:
        give(world, made, keeper, at)
    return made


def give(world, made, keeper, at=None):
    return actions.give_beat(
        actor=world.system, at=at or world.at - 30 * DAY, beat=made, officer=keeper
    )


def watch(world, name="", place=None, at=None, **more):
    told = {"kind": Watch.Kind.DESK, "needed": 1} | more
    return actions.open_watch(
        actor=world.system, at=at or world.at - 30 * DAY, place=place or world.ward,
        name=name or f"Trực ban {next(_numbers)}", **told,
    )  # fmt: skip


def shift(world, who=None, starts=None, hours=12, where=None, place=None):
    where = where or watch(world, place=place)
    starts = starts or world.at + HOUR
    return actions.put_on_shift(
        actor=world.system, at=world.at, watch=where,
        officer=who or officer(world, place=place or where.place),
        starts_at=starts, ends_at=starts + hours * HOUR,
    )  # fmt: skip


def absence(world, who=None, starts=None, days=5, reason=Absence.Reason.LEAVE, place=None):
    starts = starts or world.at
    return actions.mark_absent(
        actor=world.system, at=world.at, place=place or world.ward,
        officer=who or officer(world, place=place), reason=reason, starts_at=starts,
        ends_at=starts + days * DAY if days else None,
    )  # fmt: skip


def cover(world, duty=None, who=None, starts=None, hours=4, place=None):
    duty = duty or shift(world, place=place)
    starts = starts or getattr(duty, "starts_at", world.at)
    return actions.cover(
        actor=world.system, at=world.at, duty=duty,
        stand_in=who or officer(world, place=duty.place), starts_at=starts,
        ends_at=starts + hours * HOUR,
    )  # fmt: skip


def at(day, hour=7, minute=0):
    """A moment of 2021 in Viet Nam: at("12/8")."""
    from chungtay.kit.clock import VN

    date, month = day.split("/")
    return datetime(2021, int(month), int(date), hour, minute, tzinfo=VN)


def _alarm(world):
    return actions.tell_gap(
        actor=world.system, at=world.at, beat=beat(world), starts_at=world.at,
        reason=Alarm.Reason.UNASSIGNED,
    )  # fmt: skip


def _span(world, hours=12):
    return {"starts_at": world.at + HOUR, "ends_at": world.at + (1 + hours) * HOUR}


def _own(world):
    return absence(world, world.officer.account)


def _kept(world):
    return dict(beat=beat(world, keeper=officer(world)))


def _cover(world):
    duty = shift(world)
    return dict(duty=duty, stand_in=officer(world), starts_at=duty.starts_at, ends_at=duty.ends_at)


PLANNED = {
    "rosters.open_beat": lambda world: dict(place=world.ward, name="Địa bàn 3"),
    "rosters.lay_out_beat": lambda world: dict(beat=beat(world), groups=[]),
    "rosters.close_beat": lambda world: dict(beat=beat(world)),
    "rosters.give_beat": lambda world: dict(beat=beat(world), officer=officer(world)),
    "rosters.take_back_beat": _kept,
    "rosters.open_watch": lambda world: dict(
        place=world.ward, kind=Watch.Kind.CHECKPOINT, name="Chốt kiệt 12", needed=2, strenuous=True
    ),
    "rosters.close_watch": lambda world: dict(watch=watch(world)),
    "rosters.put_on_shift": lambda world: dict(
        watch=watch(world), officer=officer(world), **_span(world)
    ),
    "rosters.move_shift": lambda world: dict(shift=shift(world), **_span(world, 8)),
    "rosters.take_off_shift": lambda world: dict(shift=shift(world)),
    "rosters.copy_week": lambda world: dict(
        place=world.ward, source=world.at.date(), into=(world.at + 7 * DAY).date()
    ),
    "rosters.set_duty_number": lambda world: dict(place=world.ward, phone="0236 3822 041"),
    "rosters.bring_turns": lambda world: dict(
        place=world.ward,
        turns=[actions.Turn(watch(world).pk, officer(world).pk, *_span(world).values())],
    ),
    "rosters.cover": _cover,
    "rosters.end_cover": lambda world: dict(cover=cover(world)),
}
for _builder in PLANNED.values():
    _builder.actor = chief
BY_CLOCK = {
    "rosters.tell_gap": lambda world: dict(
        beat=beat(world), starts_at=world.at, reason=Alarm.Reason.UNASSIGNED
    ),
    "rosters.end_alarm": lambda world: dict(alarm=_alarm(world)),
}
for _builder in BY_CLOCK.values():
    _builder.actor = lambda world: world.system
EXAMPLES = {
    "rosters.mark_absent": lambda world: dict(
        place=world.ward, officer=world.officer.account, reason=Absence.Reason.LEAVE,
        starts_at=world.at,
    ),
    "rosters.end_absence": lambda world: dict(absence=_own(world)),
    "rosters.correct_absence": lambda world: dict(
        absence=_own(world), reason=Absence.Reason.TRAINING, starts_at=world.at,
        ends_at=world.at + DAY,
    ),
    "rosters.take_back_absence": lambda world: dict(absence=_own(world)),
} | PLANNED | BY_CLOCK  # fmt: skip


def _calendar(world):
    world.officer.account.refresh_from_db()
    return dict(place=world.ward, account=world.officer.account)


def _given(world):
    actions.give_calendar(actor=world.officer, at=world.at, **_calendar(world))
    return _calendar(world)


EXAMPLES |= {"rosters.give_calendar": _calendar, "rosters.end_calendar": _given}

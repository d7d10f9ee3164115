"""A hospital, calls of it, and one way to do each verb of blood."""

from datetime import timedelta
from math import log
from uuid import uuid4

from chungtay.access.acting import PostHolder
from chungtay.access.actions import appoint
from chungtay.access.roles import Role
from chungtay.blood.actions import (
    come,
    make_call,
    record_gift,
    stand_down,
)
from chungtay.blood.models import Ask, Call, CallClosure, ResponseModel
from chungtay.blood.verifying import number_of
from chungtay.donors.asking import moment, on_zalo_at
from chungtay.donors.tests.examples import donor
from chungtay.journal.models import Entry, Waiting
from chungtay.kit import clock
from chungtay.people.actions import register_organisation
from chungtay.people.models import Organisation
from chungtay.transfusion.groups import Component, Group
from chungtay.upkeep.actions import list_number


def hospital(world, name="Bệnh viện Sông Hàn"):
    found = Organisation.objects.visible_to(world.system).filter(name=name).first()
    return found or register_organisation(
        actor=world.system, at=world.at, place=world.other_ward, name=name,
        kind=Organisation.Kind.HOSPITAL,
    )  # fmt: skip


def hospital_at(world, place):
    return register_organisation(
        actor=world.system, at=world.at, place=place, name=f"Bệnh viện {uuid4().hex[:6]}",
        kind=Organisation.Kind.HOSPITAL,
    )  # fmt: skip


def listed(world, of=None):
    """The number that a hospital lists."""
    of = of or hospital(world)
    return number_of(of.pk) or list_number(
        actor=world.system, at=world.at, hospital=of, phone="0236 3821 118",
        source="trang điện tử của bệnh viện",
    )  # fmt: skip


def wanted(world, **changes):
    """What a call asks, as keyword arguments of `make_call`."""
    of = changes.get("hospital") or hospital(world)
    real = of.kind == Organisation.Kind.HOSPITAL
    return dict(
        place=world.ward, hospital=of, called_back=listed(world, of) if real else None,
        component=Component.PLATELETS, group=Group.B_POS, units=2,
        deadline=world.at + timedelta(hours=3),
        urgency=Call.Urgency.CRITICAL, where="Khoa Huyết học, tầng 2, nhà B",
        confirmed_by="Điều dưỡng Hồ Thị Vân",
    ) | changes  # fmt: skip


def call(world, donors=0, **changes):
    """A call with so many donors asked, whose questions have left."""
    for _ in range(donors):
        donor(world)
    actor = changes.pop("actor", world.officer)
    made = make_call(actor=actor, at=world.at, **wanted(world, **changes))
    questions_left()
    return made


def questions_left():
    Waiting.objects.filter(message__purpose="blood.ask").delete()


def askable(group, component, at, rested):
    """Donors of one group who may be asked for a component, and reached on Zalo."""
    return on_zalo_at(component, moment(at, rested)).filter(group=group.value)


def asks(made):
    return list(
        Ask.objects.unscoped(why="tests look at everything").filter(call=made).order_by("pk")
    )


def ask(world, **changes):
    return asks(call(world, donors=1, **changes))[0]


def call_of(ask):
    return Call.objects.unscoped(why="tests look at everything").get(pk=ask.call_id)


def desk(world, of=None, place=None, name="van"):
    """The blood desk of a hospital, signed in."""
    of = of or hospital(world)
    account = world.account(name).account
    appoint(
        actor=world.system, at=world.at, place=place or world.ward, account=account,
        role=Role.HOSPITAL_DESK, organisation=of.actor_id,
    )  # fmt: skip
    return PostHolder(account, world.at)


def coming(world, at=None):
    """Somebody who has a place since `at`."""
    found = ask(world)
    come(actor=world.system, at=at or world.at, ask=found)
    return found


def one_more(world):
    return dict(place=world.ward, hospital=hospital(world), on=clock.today(world.at))


def taught(world, *, yes=0.99, reach=1.0):
    """A model after which everybody says yes alike, so that a test can count: for one unit three
    are asked in a critical call, and two in another."""
    entry = Entry.objects.create(
        verb="tests", actor_id=world.system.actor_id, at=world.at - timedelta(days=8),
        place=world.ward, subject="", key="",
    )  # fmt: skip
    return ResponseModel.objects.create(
        place=world.ward.province, names=["constant"], weights=[log(yes / (1 - yes))], sure=[1.0],
        median=20.0, spread=1.1, reach=reach, rows=1, answers=1, fitted_in=entry,
    )  # fmt: skip


def long_over(world):
    """A call of last month with three asked, of whom one comes."""
    at, planned = world.at - timedelta(days=30), Call.Urgency.PLANNED
    for _ in range(3):
        donor(world)
    made = make_call(
        actor=world.officer, at=at,
        **wanted(world, urgency=planned, deadline=at + timedelta(hours=3)),
    )  # fmt: skip
    come(actor=world.system, at=at + timedelta(minutes=12), ask=asks(made)[0])
    stand_down(actor=world.officer, at=at + timedelta(hours=3), call=made)
    return made


def learning(world):
    long_over(world)
    return dict(place=world.ward.province)


def with_someone_left(world):
    """A call after which a donor came into the register."""
    made = call(world)
    donor(world)
    return made


EXAMPLES = {
    "blood.make_call": wanted,
    "blood.ask_donors": lambda world: dict(call=with_someone_left(world)),
    "blood.turn_elsewhere": lambda world: dict(call=call(world)),
    "blood.come": lambda world: dict(ask=ask(world)),
    "blood.not_today": lambda world: dict(ask=ask(world)),
    "blood.cannot_come": lambda world: dict(ask=ask(world)),
    "blood.stop_asking": lambda world: dict(ask=ask(world)),
    "blood.set_out": lambda world: dict(ask=coming(world), minutes=0),
    "blood.no_show": lambda world: dict(ask=coming(world)),
    "blood.expire_place": lambda world: dict(ask=coming(world, world.at - timedelta(minutes=15))),
    "blood.allow_call": lambda world: one_more(world),
    "blood.allow_desk_call": lambda world: one_more(world),
    "blood.record_gift": lambda world: dict(ask=ask(world)),
    "blood.take_back_gift": lambda world: dict(
        gift=record_gift(actor=world.officer, at=world.at, ask=ask(world))
    ),
    "blood.stand_down": lambda world: dict(call=call(world), reason=CallClosure.Reason.STOPPED),
}  # fmt: skip
for _name in (
    "allow_call",
    "allow_desk_call",
    "expire_place",
    "turn_elsewhere",
):
    EXAMPLES[f"blood.{_name}"].actor = lambda world: world.system

"""One way to do each verb of upkeep."""

from uuid import uuid4

from chungtay.access.actions import appoint
from chungtay.access.roles import Role
from chungtay.blood.actions import record_gift
from chungtay.blood.models import Given
from chungtay.blood.tests.examples import ask, call, call_of, hospital, hospital_at, learning
from chungtay.upkeep.actions import report_call
from chungtay.upkeep.actions.caring import AFTER
from chungtay.upkeep.models import Finding


def doubted(world):
    """A call that a donor reported."""
    found = ask(world)
    report_call(actor=world.system, at=world.at, ask=found)
    return call_of(found)


def given(world, at=None):
    """Which ask a gift answered."""
    found = ask(world)
    record_gift(actor=world.system, at=at or world.at, ask=found)
    return Given.objects.unscoped(why="tests look at everything").get(ask=found)


EXAMPLES = {
    "upkeep.fit_responses": learning,
    "upkeep.report_call": lambda world: dict(ask=ask(world)),
    "upkeep.settle_doubts": lambda world: dict(
        call=doubted(world), verdict=Finding.Verdict.GENUINE
    ),
    "upkeep.list_number": lambda world: dict(
        hospital=hospital(world), phone="0236 3821 118", source="trang điện tử của bệnh viện"
    ),
    "upkeep.send_care_note": lambda world: dict(given=given(world, world.at - AFTER)),
}
for _name in ("fit_responses", "settle_doubts", "list_number", "send_care_note"):
    EXAMPLES[f"upkeep.{_name}"].actor = lambda world: world.system

NOT_LISTS = {"upkeep:number": "a form"}


def _read_by(world, role):
    """The officer of the test reads as this role too."""
    account = world.officer.account
    if not account.posts.filter(role=role).exists():
        appoint(actor=world.system, at=world.at, place=world.ward, account=account, role=role)


def _doubted(world):
    _read_by(world, Role.POLICE_CHIEF)
    return doubted(world)


def _hospital(world):
    _read_by(world, Role.ADMINISTRATOR)
    return hospital(world, f"Bệnh viện {uuid4().hex[:6]}")


LISTS = {"upkeep:numbers": _hospital, "upkeep:doubts": _doubted}
OBJECTS = {
    "upkeep:settle": lambda world, place: {
        "call_id": call(world, place=place, actor=world.system).pk
    },
    "upkeep:number": lambda world, place: {"hospital_id": hospital_at(world, place).pk},
}

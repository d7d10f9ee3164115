"""The afternoon of 28/9/2021: a COVID patient of group B, critical; the captain has the desk.

Each step is a function of its own, so that it can also be left out, which the product refuses.
"""

from datetime import date, datetime

from chungtay.answers.answering import Answering
from chungtay.blood import actions as blood
from chungtay.blood.models import Ask, Call
from chungtay.blood.verifying import number_of
from chungtay.releases import actions as releases
from chungtay.releases.models import Clearance, Release
from chungtay.site.demo.s2 import names
from chungtay.site.demo.s2.ward import Ward, moment
from chungtay.transfusion.groups import Component, Group

DAY = date(2021, 9, 28)
CALLS, STANDS_IN = names.SECRETARY, "phuong"
DOCTOR = "Lê Minh Hằng"


def call(ward: Ward, at: datetime) -> Call:
    """The hospital telephones, the secretary of the Youth Union calls the members of the bank."""
    assert ward.hospital
    made: Call = blood.make_call(
        actor=ward.acting(CALLS, at), at=at, place=ward.place, hospital=ward.hospital,
        called_back=number_of(ward.hospital.pk),
        component=Component.PLATELETS, group=Group.B_POS, units=1,
        deadline=at.replace(hour=21, minute=0), urgency=Call.Urgency.CRITICAL,
        where="Khoa Hồi sức, cổng số 2", confirmed_by=f"Bác sĩ trực {DOCTOR}",
        note="Mang khẩu trang, đi cổng riêng.",
    )  # fmt: skip
    return made


def ask_of(ward: Ward, made: Call, username: str) -> Ask:
    """The question one officer got."""
    asks = Ask.objects.unscoped(why="the demo world answers for its people")
    found: Ask = asks.get(call=made, donor=ward.donors[username])
    return found


def phone(ward: Ward, username: str, verb: str) -> Answering:
    """That officer with the telephone in hand, about to tap one answer."""
    return Answering(ward.donors[username].actor_id, verb, ward.place.pk)


def says_yes(ward: Ward, ask: Ask, username: str, at: datetime) -> None:
    blood.come(actor=phone(ward, username, "blood.come"), at=at, ask=ask)


def asks_doctor(ward: Ward, ask: Ask, username: str, at: datetime) -> None:
    """ "Tôi thấy khỏe, hỏi bác sĩ giúp"."""
    tap = phone(ward, username, "releases.ask_doctor")
    releases.ask_doctor(actor=tap, at=at, ask=ask)


def doctor_answers(ward: Ward, ask: Ask, at: datetime) -> None:
    """The haematologist, by telephone: he may come; the secretary writes it down."""
    asked = Clearance.objects.unscoped(why="the question to the doctor").filter(ask=ask)
    found = asked.crossing("ask", why="whose question it is").select_related("ask").get()
    releases.answer_doctor(
        actor=ward.acting(CALLS, at), at=at, clearance=found, result=Clearance.Result.MAY,
        doctor=DOCTOR,
    )  # fmt: skip


def commander_agrees(ward: Ward, ask: Ask, at: datetime, stand_in: str = STANDS_IN) -> None:
    found = Release.objects.unscoped(why="what the commander is asked").running().get(ask=ask)
    releases.decide(
        actor=ward.acting(names.CHIEF, at), at=at, release=found, yes=True,
        stand_in=ward.accounts.get(stand_in),
    )  # fmt: skip


def sets_out(ward: Ward, ask: Ask, username: str, at: datetime) -> None:
    blood.set_out(actor=phone(ward, username, "blood.set_out"), at=at, ask=ask, minutes=0)


def gives(ward: Ward, ask: Ask, at: datetime) -> None:
    blood.record_gift(actor=ward.acting(CALLS, at), at=at, ask=ask)


def afternoon(ward: Ward) -> None:
    """From the call to the gift, as the captain went through it."""
    ward.call = call(ward, moment(DAY, 14, 5))
    other = ask_of(ward, ward.call, "toai")
    blood.not_today(actor=phone(ward, "toai", "blood.not_today"), at=moment(DAY, 14, 7), ask=other)
    mine, who = ask_of(ward, ward.call, names.CAPTAIN), names.CAPTAIN
    says_yes(ward, mine, who, moment(DAY, 14, 9))
    asks_doctor(ward, mine, who, moment(DAY, 14, 10))
    doctor_answers(ward, mine, moment(DAY, 14, 24))
    commander_agrees(ward, mine, moment(DAY, 14, 27))
    sets_out(ward, mine, who, moment(DAY, 14, 31))
    gives(ward, mine, moment(DAY, 17, 50))

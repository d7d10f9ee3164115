"""The afternoon of 28/9/2021: a COVID patient of group B, critical; the captain at the desk."""

from datetime import date

from chungtay.blood import actions as blood
from chungtay.blood.models import Ask, Call
from chungtay.blood.verifying import number_of
from chungtay.inbox.answering import Answering
from chungtay.site.demo.s2 import names
from chungtay.site.demo.s2.ward import Ward, moment
from chungtay.transfusion.groups import Component, Group

DAY = date(2021, 9, 28)
CALLED, DEADLINE = moment(DAY, 14, 5), moment(DAY, 21)
GAVE = moment(DAY, 17, 50)


def call(ward: Ward) -> Call:
    """The hospital telephones the desk; the bank asks everybody of group B."""
    assert ward.hospital
    ward.call = blood.make_call(
        actor=ward.acting(names.AT_DESK, CALLED), at=CALLED, place=ward.place,
        hospital=ward.hospital, called_back=number_of(ward.hospital.pk),
        component=Component.PLATELETS, group=Group.B_POS, units=1, deadline=DEADLINE,
        urgency=Call.Urgency.CRITICAL, where="Khoa Hồi sức, cổng số 2",
        confirmed_by="Bác sĩ trực Lê Minh Hằng", note="Mang khẩu trang, đi cổng riêng.",
    )  # fmt: skip
    return ward.call


def ask_of(ward: Ward, username: str) -> Ask:
    """The question one officer got."""
    asks = Ask.objects.unscoped(why="the demo world answers for its people")
    found: Ask = asks.get(call=ward.call, donor=ward.donors[username])
    return found


def answering(ward: Ward, username: str, verb: str) -> Answering:
    """That officer with the telephone in hand."""
    donor = ward.donors[username]
    return Answering(donor.actor_id, verb, ward.place.pk)


def afternoon(ward: Ward) -> None:
    """From the call to the gift, as the captain went through it."""
    call(ward)
    ask = ask_of(ward, names.CAPTAIN)
    come = answering(ward, names.CAPTAIN, "blood.come")
    blood.come(actor=come, at=moment(DAY, 14, 9), ask=ask)
    other = ask_of(ward, "toai")
    blood.not_today(
        actor=answering(ward, "toai", "blood.not_today"), at=moment(DAY, 14, 12), ask=other
    )
    blood.record_gift(actor=ward.acting(names.AT_DESK, GAVE), at=GAVE, ask=ask)

"""A call that is under way when the newcomer comes in."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account
from chungtay.answers.answering import Answering
from chungtay.blood import actions as blood
from chungtay.blood.models import Ask, Call
from chungtay.donors.models import Donor
from chungtay.people.models import Organisation
from chungtay.places.models import Place
from chungtay.releases import actions as releases
from chungtay.releases.models import Clearance
from chungtay.transfusion.groups import Component, Group

MINUTE = timedelta(minutes=1)
BEFORE = 18
"""How many minutes ago the call was made."""


def open_call(
    officers: Mapping[str, Account], ward: Place, hospital: Organisation, officer: Donor,
    now: datetime,
) -> None:  # fmt: skip
    """Two are coming, one cannot today; a fourth is an officer on duty: the doctor has answered,
    and the commander is asked."""
    at = now - BEFORE * MINUTE
    call = blood.make_call(
        actor=PostHolder(officers["van"], at), at=at, place=ward, hospital=hospital,
        component=Component.WHOLE, group=Group.O_POS, units=3, deadline=at + timedelta(hours=5),
        urgency=Call.Urgency.TODAY, where="Khoa Huyết học, tầng 2, nhà B",
        confirmed_by="Bác sĩ Phạm Thu Trang", note="Gửi xe ở cổng sau.",
    )  # fmt: skip
    asks = Ask.objects.unscoped(why="the demo world answers for its people").filter(call=call)
    one, two, three = asks.exclude(donor=officer).order_by("pk")[:3]
    _comes(one, at + 4 * MINUTE)
    blood.not_today(actor=_tap(two, "blood.not_today"), at=at + 7 * MINUTE, ask=two)
    _comes(three, at + 8 * MINUTE)
    _waits_for_leave(PostHolder(officers["van"], now), asks.get(donor=officer), now)


def _comes(ask: Ask, at: datetime) -> None:
    blood.come(actor=_tap(ask, "blood.come"), at=at, ask=ask)
    tap = _tap(ask, "blood.set_out")
    blood.set_out(actor=tap, at=at + MINUTE, ask=ask, minutes=60)


def _waits_for_leave(desk: PostHolder, ask: Ask, now: datetime) -> None:
    blood.come(actor=_tap(ask, "blood.come"), at=now - 8 * MINUTE, ask=ask)
    tap = _tap(ask, "releases.ask_doctor")
    releases.ask_doctor(actor=tap, at=now - 7 * MINUTE, ask=ask)
    asked = Clearance.objects.visible_to(desk).crossing("ask", why="whose question it is")
    releases.answer_doctor(
        actor=desk, at=now - MINUTE, clearance=asked.select_related("ask").get(ask=ask),
        result=Clearance.Result.MAY,
    )  # fmt: skip


def _tap(ask: Ask, verb: str) -> Answering:
    """Whoever was asked, with the telephone in hand."""
    return Answering(ask.actor_id, verb, ask.place_id)

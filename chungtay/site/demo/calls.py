"""A call that is under way when the newcomer comes in."""

from datetime import datetime, timedelta

from chungtay.access.acting import PostHolder
from chungtay.blood import actions as blood
from chungtay.blood.models import Ask, Call
from chungtay.journal.system import System
from chungtay.people.models import Organisation
from chungtay.places.models import Place
from chungtay.transfusion.groups import Component, Group


def open_call(chief: PostHolder, ward: Place, hospital: Organisation, at: datetime) -> None:
    """Two are coming, one cannot today."""
    call = blood.make_call(
        actor=chief, at=at, place=ward, hospital=hospital,
        component=Component.WHOLE, group=Group.O_POS, units=3, deadline=at + timedelta(hours=5),
        urgency=Call.Urgency.TODAY, where="Khoa Huyết học, tầng 2, nhà B",
        confirmed_by="Bác sĩ Phạm Thu Trang", note="Gửi xe ở cổng sau.",
    )  # fmt: skip
    asks = list(Ask.objects.visible_to(chief).filter(call=call).order_by("pk"))
    demo = System("demo")
    blood.come(actor=demo, at=at + timedelta(minutes=4), ask=asks[0])
    blood.not_today(actor=demo, at=at + timedelta(minutes=7), ask=asks[1])
    blood.come(actor=demo, at=at + timedelta(minutes=11), ask=asks[2])

"""Making a call, asking donors, ending a call."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import endings, seats, texts
from chungtay.blood.actions.asking import ask_donors
from chungtay.blood.actions.seats import CallClosed
from chungtay.blood.models import MOST_UNITS, Call, CallClosure
from chungtay.donors.placing import middle
from chungtay.journal.act import action, current
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.plane import Point, point
from chungtay.people.models import Organisation
from chungtay.places.models import Place
from chungtay.transfusion.groups import Component, Group
from chungtay.transfusion.mentions import looks_like_a_patient

LONGEST_AHEAD = timedelta(days=30)
MOST_A_DAY = 10
"""Calls of one desk for one hospital in a day: donors who are asked for nothing stop answering."""


class NotACall(Refused):
    code = "call.invalid"


class PatientNamed(Refused):
    code = "call.patient_named"


class TooManyCalls(Refused):
    code = "call.too_many_today"


@action("blood.make_call", words=_("gọi người hiến máu"))
def make_call(
    *, actor: Acting, at: datetime, place: Place, hospital: Organisation, component: Component,
    group: Group | None, substitute: Group | None = None, units: int, deadline: datetime,
    urgency: Call.Urgency, where: str, confirmed_by: str, note: str = "",
) -> Call:  # fmt: skip
    """Call for donors in the name of `place`, and ask the first of them at once.

    `confirmed_by` is who at the hospital confirmed the need. Nothing of the patient is kept.
    """
    _check(hospital, group, substitute, units, deadline, at)
    for text in (where, note):
        if suspect := looks_like_a_patient(text):
            raise PatientNamed(
                _("Có vẻ là tên người bệnh: “%(text)s”. Xin bỏ chỗ này.") % {"text": suspect}
            )
    if not confirmed_by.strip() or not where.strip():
        raise NotACall(_("Ghi ai ở bệnh viện xác nhận, và người hiến đến đâu."))
    _not_too_many(place, hospital, at)
    call: Call = Call.objects.create(
        place=place, hospital=hospital, component=component, group=group, substitute=substitute,
        units=units, deadline=deadline, urgency=urgency, where=" ".join(where.split()),
        note=note.strip(), confirmed_by=" ".join(confirmed_by.split()), loc=_door(hospital),
        opened_at=at, opened_in=current().entry,
    )  # fmt: skip
    ask_donors(actor=System("matching"), at=at, call=call)
    return call


def _check(
    hospital: Organisation, group: Group | None, substitute: Group | None, units: int,
    deadline: datetime, at: datetime,
) -> None:  # fmt: skip
    if hospital.kind != Organisation.Kind.HOSPITAL:
        raise NotACall(_("Lời gọi phải của một bệnh viện."), code="call.no_hospital")
    if (group is None) == (substitute is None):
        raise NotACall(
            _("Chọn nhóm máu; nếu chưa biết, chọn nhóm bệnh viện muốn gọi thay."), code="call.group"
        )
    if not 1 <= units <= MOST_UNITS:
        raise NotACall(_("Số đơn vị từ 1 đến %(most)s.") % {"most": MOST_UNITS}, code="call.units")
    if not at < deadline <= at + LONGEST_AHEAD:
        raise NotACall(
            _("Giờ cần máu phải sau lúc gọi, và trong vòng 30 ngày."), code="call.deadline"
        )


def _not_too_many(place: Place, hospital: Organisation, at: datetime) -> None:
    hospitals = Organisation.objects.unscoped(why="calls for a hospital are counted one by one")
    hospitals.select_for_update(no_key=True).get(pk=hospital.pk)
    begins = at.astimezone(clock.VN).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Call.objects.unscoped(why="how many calls this desk has made today").filter(
        place=place, hospital=hospital, opened_at__gte=begins, opened_at__lte=at
    )
    if today.count() >= MOST_A_DAY:
        raise TooManyCalls(
            _(
                "Hôm nay nơi này đã gọi %(most)s lần cho %(hospital)s. Ngày mai gọi tiếp, hoặc hỏi "
                "thêm trong lời gọi còn mở."
            )
            % {"most": MOST_A_DAY, "hospital": hospital.name}
        )


def _door(hospital: Organisation) -> Point:
    if hospital.lat is not None and hospital.lon is not None:
        return point(hospital.lat, hospital.lon)
    return middle(Place.objects.get(pk=hospital.place_id))


@action("blood.stand_down", on="call", words=_("khép lời gọi, cảm ơn mọi người"))
def stand_down(
    *, actor: Acting, at: datetime, call: Call,
    reason: CallClosure.Reason = CallClosure.Reason.STOPPED,
) -> CallClosure:  # fmt: skip
    """End a call: those who hold a place are told and thanked, and all who still wait; nobody
    holds a place afterwards."""
    locked = seats.lock(call.pk)
    try:
        with transaction.atomic():
            closure: CallClosure = CallClosure.objects.create(
                place_id=locked.place_id, call=locked, reason=reason, closed_in=current().entry
            )
    except IntegrityError as error:
        raise CallClosed(_("Lời gọi này đã khép lại trước đó.")) from error
    endings.stand_down_seated(locked, reason)
    endings.stand_down_waiting(locked, texts.WAITING[CallClosure.Reason(reason)])
    endings.stand_down_quietly(locked)
    seats.free_all(locked, at)
    return closure

"""Making a call, asking donors, ending a call."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access.acting import PostHolder
from chungtay.blood.actions import endings, seats, texts
from chungtay.blood.actions.allowing import one_more
from chungtay.blood.actions.asking import ask_donors
from chungtay.blood.actions.seats import CallClosed
from chungtay.blood.models import MOST_UNITS, Call, CallClosure, CalledBack, ListedNumber
from chungtay.blood.verifying import is_desk_of, only_desk
from chungtay.channels.willing import ALARM
from chungtay.donors.placing import middle
from chungtay.journal.act import action, current, tell
from chungtay.journal.models import Entry
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.plane import Point, point
from chungtay.people.models import Organisation
from chungtay.places.models import Place
from chungtay.transfusion.groups import Component, Group
from chungtay.transfusion.mentions import looks_like_a_patient

LONGEST_AHEAD = timedelta(days=30)


class NotACall(Refused):
    code = "call.invalid"


class PatientNamed(Refused):
    code = "call.patient_named"


class NotVerified(Refused):
    code = "call.not_verified"


@action("blood.make_call", words=_("gọi người hiến máu"))
def make_call(
    *, actor: Acting, at: datetime, place: Place, hospital: Organisation, component: Component,
    group: Group | None, substitute: Group | None = None, units: int, deadline: datetime,
    urgency: Call.Urgency, where: str, confirmed_by: str, note: str = "",
    called_back: ListedNumber | None = None,
) -> Call:  # fmt: skip
    """Call for donors in the name of `place`, and ask the first of them at once.

    `confirmed_by` is who at the hospital confirmed the need: of its own desk, or the doctor whom
    an officer reached by ringing the hospital's listed number (`called_back`). Nothing of the
    patient is kept.
    """
    _verified(actor, hospital, called_back)
    _check(hospital, group, substitute, units, deadline, at)
    for text in (where, note):
        if suspect := looks_like_a_patient(text):
            raise PatientNamed(
                _("Có vẻ là tên người bệnh: “%(text)s”. Xin bỏ chỗ này.") % {"text": suspect}
            )
    if not confirmed_by.strip() or not where.strip():
        raise NotACall(_("Ghi ai ở bệnh viện xác nhận, và người hiến đến đâu."))
    allowance = one_more(place, hospital, at)
    call: Call = Call.objects.create(
        place=place, hospital=hospital, component=component, group=group, substitute=substitute,
        units=units, deadline=deadline, urgency=urgency, where=" ".join(where.split()),
        note=note.strip(), confirmed_by=" ".join(confirmed_by.split()), loc=_door(hospital),
        opened_at=at, opened_in=current().entry,
    )  # fmt: skip
    if allowance is not None:
        allowance.call = call
        allowance.save(update_fields=["call"])
    if called_back is not None:
        CalledBack.objects.create(place=place, call=call, number=called_back)
    ask_donors(actor=System("matching"), at=at, call=call)
    return call


def _verified(actor: Acting, hospital: Organisation, called_back: ListedNumber | None) -> None:
    """A hospital's desk calls for its own hospital; an officer rings the hospital back first."""
    if is_desk_of(actor, hospital):
        return
    if only_desk(actor):
        raise NotVerified(
            _("Bàn tiếp nhận máu chỉ gọi người hiến cho bệnh viện của mình."),
            code="call.other_hospital",
        )
    if called_back is None:
        if isinstance(actor, PostHolder):
            raise NotVerified(_("Gọi lại số niêm yết của bệnh viện, rồi mới gọi người hiến."))
        return
    if called_back.hospital_id != hospital.pk or called_back.ended_in_id is not None:
        raise NotVerified(
            _("Số vừa gọi lại không phải số đang niêm yết của bệnh viện này. Gọi lại số mới."),
            code="call.other_number",
        )


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
    endings.stand_down_waiting(locked, at, texts.WAITING[CallClosure.Reason(reason)])
    endings.stand_down_quietly(locked)
    seats.free_all(locked, at)
    _tell_the_desk(locked, reason, actor)
    return closure


def _tell_the_desk(call: Call, reason: str, actor: Acting) -> None:
    """Whoever made the call learns how it ended and how many came, unless they ended it."""
    desk = Entry.objects.values_list("actor_id", flat=True).get(pk=call.opened_in_id)
    if desk == actor.actor_id:
        return
    words = texts.closed(call, seats.hospital_name(call), reason, seats.gifts(call))
    tell(desk, purpose=ALARM, text=words)

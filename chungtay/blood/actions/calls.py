"""Making a call, asking donors, ending a call."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.blood import matching
from chungtay.blood.actions import seats, texts
from chungtay.blood.models import MOST_UNITS, Ask, Call, CallClosure, Wave
from chungtay.donors.asking import asked
from chungtay.donors.models import Donor
from chungtay.donors.placing import middle
from chungtay.journal.act import action, current, tell_many
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.plane import Point, point
from chungtay.people.models import Organisation, Person
from chungtay.places.models import Place
from chungtay.transfusion.groups import Component, Group
from chungtay.transfusion.mentions import looks_like_a_patient

LONGEST_AHEAD = timedelta(days=30)


class NotACall(Refused):
    code = "call.invalid"


class PatientNamed(Refused):
    code = "call.patient_named"


class CallClosed(Refused):
    code = "call.closed"


class EnoughComing(Refused):
    code = "call.enough"


class TooSoon(Refused):
    code = "call.nobody_left"


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


def _door(hospital: Organisation) -> Point:
    if hospital.lat is not None and hospital.lon is not None:
        return point(hospital.lat, hospital.lon)
    return middle(Place.objects.get(pk=hospital.place_id))


@action("blood.ask_donors", on="call", words=_("hỏi người hiến"))
def ask_donors(*, actor: Acting, at: datetime, call: Call) -> list[Ask]:
    """Ask one more wave: as many as the open places need, nearest first, nobody twice."""
    locked = seats.lock(call.pk)
    if seats.closed(locked):
        raise CallClosed(_("Lời gọi này đã khép lại."))
    if at >= locked.deadline:
        raise CallClosed(_("Đã quá giờ cần máu."), code="call.late")
    places = seats.places_open(locked)
    if places <= 0:
        raise EnoughComing(_("Đã đủ người nhận lời."))
    wanted = matching.wave_size(places)
    donors = matching.nearest(locked, at, wanted)
    number = Wave.objects.unscoped(why="the waves of the call in hand").filter(call=call).count()
    if not donors and number:
        raise TooSoon(_("Không còn ai hợp nhóm, đủ ngày nghỉ và đã đồng ý để hỏi thêm."))
    wave = Wave.objects.create(
        place_id=locked.place_id, call=locked, number=number + 1, places_open=places,
        wanted=wanted, found=len(donors), asked_in=current().entry,
    )  # fmt: skip
    return _ask(locked, wave, donors, at)


def _ask(call: Call, wave: Wave, donors: list[Donor], at: datetime) -> list[Ask]:
    persons = Person.objects.unscoped(why="the names by which the chosen are greeted").in_bulk(
        [donor.person_id for donor in donors]
    )
    hospital = seats.hospital_name(call)
    asks: list[Ask] = Ask.objects.bulk_create(
        Ask(
            place_id=call.place_id, call=call, wave=wave, donor=donor, actor_id=donor.actor_id,
            distance_km=round(donor.km, 2), asked_in=current().entry,
        )
        for donor in donors
    )  # fmt: skip
    tell_many(
        (
            (
                donor.actor_id,
                texts.asking(call, hospital, persons[donor.person_id].name, ask.distance_km, at),
                texts.asking_answers(ask),
            )
            for ask, donor in zip(asks, donors, strict=True)
        ),
        purpose=seats.PURPOSE, urgent=True, expires_at=call.deadline,
    )  # fmt: skip
    asked(donors, at)
    return asks


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
    seats.stand_down_seated(locked, reason)
    seats.stand_down_waiting(locked, texts.WAITING[CallClosure.Reason(reason)])
    seats.free_all(locked)
    return closure

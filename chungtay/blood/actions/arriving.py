"""Between the yes and the needle: when somebody arrives, and places that nobody came to fill."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.blood import coming
from chungtay.blood.actions import seats, texts
from chungtay.blood.actions.answers import AlreadyGave, load, own, take_place
from chungtay.blood.actions.hearing import hearing
from chungtay.blood.models import Arrival, Ask, Call, Seat
from chungtay.journal.act import action, current, tell
from chungtay.journal.answers import answerable
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.recruiting.answering import USUAL

LATEST = 12 * 60
"""Minutes ahead that somebody may say; who comes later answers another call."""


class NoPlace(Refused):
    code = "seat.none"


class NotAnHour(Refused):
    code = "arrival.minutes"


class StillKept(Refused):
    code = "seat.kept"


@action("blood.set_out", on="ask", words=_("báo giờ đến"))
def set_out(*, actor: Acting, at: datetime, ask: Ask, minutes: int) -> Arrival | None:
    """ "Tôi đi ngay" (0), "Khoảng 1 giờ nữa" (60): from now on the place does not expire. Whose
    place expired meanwhile says yes again by it. Said twice, it changes nothing."""
    own(actor, ask)
    if not 0 <= minutes <= LATEST:
        raise NotAnHour(_("Ghi giờ đến trong vòng 12 giờ tới."))
    call = seats.lock(ask.call_id)
    seats.still_open(call, at)
    coming.leaving(ask, at)
    seat = seats.of(call, ask)
    if seat is None:
        with hearing(ask) as heard:
            take_place(heard, ask, at)
        return None
    if seat.number > call.units:
        raise NoPlace(
            _("Anh/chị đang là người dự bị, xin chờ ở nhà. Có chỗ chúng tôi nhắn ngay."),
            code="seat.reserve",
        )
    before = seats.arrival(seat)
    if before is not None and before.minutes == minutes == 0:
        return before
    row = _arrives(call, ask, seat, minutes, at)
    tell(
        ask.actor_id, purpose=seats.PURPOSE, urgent=True, expires_at=call.deadline,
        text=texts.expected(call, seats.hospital_name(call), row.arrives_at, at),
        answers=texts.on_the_way_answers(ask, minutes),
    )  # fmt: skip
    return row


def _arrives(call: Call, ask: Ask, seat: Seat, minutes: int, at: datetime) -> Arrival:
    on_the_way = minutes or round(USUAL.journey(ask.distance_km))
    row: Arrival = Arrival.objects.create(
        place_id=ask.place_id, call=call, ask=ask, seat=seat, minutes=minutes,
        arrives_at=at + timedelta(minutes=on_the_way), said_in=current().entry,
    )  # fmt: skip
    seat.expires_at = None
    seat.save(update_fields=["expires_at"])
    return row


@action("blood.expire_place", on="ask", words=_("hết giờ giữ chỗ"))
def expire_place(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """Fifteen minutes without a word of when they arrive: the place goes to the next. Whoever is
    on the way already comes all the same, and is recorded."""
    call = seats.lock(ask.call_id)
    seats.still_open(call, at)
    seat = seats.of(call, ask)
    if seat is None or seat.expires_at is None or at < seat.expires_at or seats.gave(ask.pk):
        raise StillKept(_("Chỗ này chưa hết giờ giữ."))
    seats.free(call, ask, at, Seat.Freed.EXPIRED)
    tell(
        ask.actor_id, purpose=seats.PURPOSE, text=texts.plain(texts.EXPIRED), urgent=True,
        answers=texts.returning_answers(ask), expires_at=call.deadline,
    )  # fmt: skip


@action("blood.no_show", on="ask", words=_("ghi người không tới"))
def no_show(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """The desk has waited: the place goes to the next, and the donor is told without reproach."""
    call = seats.lock(ask.call_id)
    seats.still_open(call, at)
    if seats.gave(ask.pk):
        raise AlreadyGave(_("Người này đã hiến trong lời gọi này."))
    if seats.of(call, ask) is None:
        raise NoPlace(_("Người này không còn giữ chỗ nào."))
    seats.free(call, ask, at, Seat.Freed.MISSED)
    tell(
        ask.actor_id, purpose=seats.PURPOSE, text=texts.plain(texts.MISSED), urgent=True,
        answers=texts.returning_answers(ask), expires_at=call.deadline,
    )  # fmt: skip


def _load_minutes(acting: Acting, args: Mapping[str, int | str]) -> dict[str, Any]:
    return load(acting, args) | {"minutes": int(args["minutes"])}


answerable("blood.set_out", load=_load_minutes)

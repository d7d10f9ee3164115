"""Places among those who come: who holds one, taking and freeing one, telling the others.

Shared by the verbs of answering and of ending; each of them has locked the call first.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chungtay.blood import coming
from chungtay.blood.actions import texts
from chungtay.blood.models import Arrival, Ask, Call, CallClosure, Given, Reply, Seat
from chungtay.donors.models import Donor
from chungtay.journal.act import Answer, current, tell
from chungtay.kit.errors import Refused
from chungtay.people.models import Organisation

PURPOSE = "blood.ask"
AFTERWARDS = "blood.told"
"""Purpose of what ends a conversation: needs no consent of its own, asks for nothing."""
KEPT = timedelta(minutes=15)
"""How long a place is kept for somebody who has not said when they arrive (blood.md 5.5)."""


class CallClosed(Refused):
    code = "call.closed"


def still_open(call: Call, at: datetime) -> None:
    """Refuse what only a running call may do."""
    if closed(call):
        raise CallClosed(_("Lời gọi này đã khép lại."))
    if at >= call.deadline:
        raise CallClosed(_("Đã quá giờ cần máu."), code="call.late")


def lock(call_id: int) -> Call:
    """The call, held until the act is over: answers to it come one after another."""
    call: Call = (
        Call.objects.unscoped(why="the call an act concerns, checked by its duty")
        .select_for_update(no_key=True)
        .get(pk=call_id)
    )
    return call


def closed(call: Call) -> bool:
    closures = CallClosure.objects.unscoped(why="has the call in hand ended")
    return bool(closures.filter(call=call).exists())


def held(call: Call) -> list[Seat]:
    """Places held at this moment, by number."""
    seats = Seat.objects.unscoped(why="the places of the call in hand")
    return list(seats.filter(call=call, freed_in=None).order_by("number"))


def places_open(call: Call) -> int:
    """Places still to be taken, the reserve's among them."""
    return call.units + 1 - len(held(call))


def replied(ask: Ask, answer: Reply.Answer) -> Reply:
    """What the donor says in the act being performed, to be written."""
    return Reply(
        place_id=ask.place_id, call_id=ask.call_id, ask=ask, answer=answer,
        said_in=current().entry,
    )  # fmt: skip


def take(call: Call, ask: Ask, holding: list[Seat], at: datetime) -> Seat | None:
    """The lowest number that nobody is holding, or nothing when all are taken."""
    taken = {seat.number for seat in holding}
    free = [n for n in range(1, call.units + 2) if n not in taken]
    if not free:
        return None
    seat: Seat = Seat.objects.create(
        place_id=call.place_id, call=call, ask=ask, number=free[0], taken_in=current().entry,
        expires_at=_kept_until(call, free[0], at),
    )  # fmt: skip
    return seat


def _kept_until(call: Call, number: int, at: datetime) -> datetime | None:
    """Whoever is in reserve waits without an hour."""
    return None if number > call.units else at + KEPT


def arrival(seat: Seat) -> Arrival | None:
    """What was said last of when this place is filled."""
    rows = Arrival.objects.unscoped(why="when the donor of the place in hand arrives")
    found: Arrival | None = rows.filter(seat=seat).order_by("-pk").first()
    return found


def of(call: Call, ask: Ask) -> Seat | None:
    """The place this ask holds."""
    return next((seat for seat in held(call) if seat.ask_id == ask.pk), None)


def settle(call: Call, ask: Ask, seat: Seat, at: datetime, *, moved_up: bool = False) -> bool:
    """Tell the donor which place they have, and begin to count the minutes it is kept. Whom a
    floor above holds reads its words instead, and whoever is in reserve waits. Whether one does."""
    held_by = coming.holds(call, ask, seat, at)
    if held_by is None:
        _where_to(call, ask, seat, at, moved_up=moved_up)
        return False
    _expires(seat, None)
    _say(call, ask, held_by.text, [*held_by.answers, *texts.freeing_answers(ask)])
    return True


def _expires(seat: Seat, at: datetime | None) -> None:
    if seat.expires_at != at:
        seat.expires_at = at
        seat.save(update_fields=["expires_at"])


def release_hold(call: Call, ask: Ask, at: datetime) -> None:
    """What a floor above held the place for is over: the donor is told where to come, and the
    minutes count from now. Nothing if the place is gone."""
    locked = lock(call.pk)
    seat = of(locked, ask)
    if seat is not None:
        _where_to(locked, ask, seat, at)


def _where_to(call: Call, ask: Ask, seat: Seat, at: datetime, *, moved_up: bool = False) -> None:
    name = donor_name(ask)
    _expires(seat, _kept_until(call, seat.number, at))
    if seat.number > call.units:
        _say(call, ask, texts.in_reserve(name), texts.freeing_answers(ask))
        return
    words = texts.promoted if moved_up else texts.place_taken
    _say(call, ask, words(call, hospital_name(call), name, at), texts.arriving_answers(ask))


def _say(call: Call, ask: Ask, text: str, answers: list[Answer]) -> None:
    tell(
        ask.actor_id, purpose=PURPOSE, text=text, answers=answers, urgent=True,
        expires_at=call.deadline,
    )  # fmt: skip


def free(call: Call, ask: Ask, at: datetime, why: Seat.Freed = Seat.Freed.RECALLED) -> None:
    """Give up the place of this ask, if it has one; whoever is in reserve moves up, as long as
    the call runs and they have not given already."""
    seats = held(call)
    mine = next((seat for seat in seats if seat.ask_id == ask.pk), None)
    if mine is None:
        return
    _free(mine, why)
    coming.freed(call, ask, at)
    if closed(call) or at >= call.deadline:
        return
    reserve = next((seat for seat in seats if seat.number == call.units + 1), None)
    if reserve is None or reserve.pk == mine.pk or gave(reserve.ask_id):
        return
    _free(reserve, Seat.Freed.MOVED)
    seat: Seat = Seat.objects.create(
        place_id=call.place_id, call=call, ask_id=reserve.ask_id, number=mine.number,
        taken_in=current().entry,
    )  # fmt: skip
    moved = Ask.objects.unscoped(why="whoever moves up from reserve").get(pk=reserve.ask_id)
    settle(call, moved, seat, at, moved_up=True)


def free_all(call: Call, at: datetime) -> None:
    """Nobody holds a place of a call that is over."""
    seats = Seat.objects.unscoped(why="the places of the call in hand")
    asks = Ask.objects.unscoped(why="who holds a place of the call in hand")
    leaving = list(asks.filter(pk__in=[seat.ask_id for seat in held(call)]))
    seats.filter(call=call, freed_in=None).update(
        freed_in=current().entry, freed_as=Seat.Freed.ENDED
    )
    for ask in leaving:
        coming.freed(call, ask, at)


def gave(ask_id: int) -> bool:
    """Has this ask led to a gift that stands?"""
    given = Given.objects.unscoped(why="has the ask in hand led to a gift")
    return bool(given.filter(ask=ask_id, taken_back_in=None).exists())


def gifts(call: Call) -> int:
    """How many have given for this call."""
    mine = Ask.objects.unscoped(why="the asks of the call in hand").filter(call=call)
    given = Given.objects.unscoped(why="how many gifts the call in hand has")
    return int(given.filter(ask__in=mine, taken_back_in=None).count())


def _free(seat: Seat, why: Seat.Freed) -> None:
    seat.freed_in, seat.freed_as = current().entry, why
    seat.save(update_fields=["freed_in", "freed_as"])


def hospital_name(call: Call) -> str:
    if not call.read_hospital:
        hospitals = Organisation.objects.unscoped(why="the hospital of the call in hand")
        call.read_hospital = hospitals.values_list("name", flat=True).get(pk=call.hospital_id)
    return call.read_hospital


def donor_name(ask: Ask) -> str:
    """The full name; what leaves for a message is the given name only."""
    if not ask.read_name:
        read_names([ask])
    return ask.read_name


def read_names(asks: Collection[Ask]) -> None:
    donors = Donor.objects.unscoped(why="whom the messages are for")
    named = donors.crossing("person", why="what the donors are called")
    names = named.filter(pk__in=[ask.donor_id for ask in asks]).values_list("pk", "person__name")
    known = dict(names)
    for ask in asks:
        ask.read_name = known[ask.donor_id]

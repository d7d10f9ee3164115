"""Places among those who come: who holds one, taking and freeing one, telling the others.

Shared by the verbs of answering and of ending; each of them has locked the call first.
"""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import texts
from chungtay.blood.models import Ask, Call, CallClosure, Given, Reply, Seat, StandDown
from chungtay.donors.models import Donor
from chungtay.journal.act import current, tell
from chungtay.kit.errors import Refused
from chungtay.people.models import Organisation, Person

PURPOSE = "blood.ask"
AFTERWARDS = "blood.told"
"""Purpose of what ends a conversation: needs no consent of its own, asks for nothing."""


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


def last_answer(ask: Ask) -> str:
    replies = Reply.objects.unscoped(why="what the donor of the ask in hand said")
    found = replies.filter(ask=ask).order_by("-pk").values_list("answer", flat=True).first()
    return found or ""


def reply(ask: Ask, answer: Reply.Answer) -> Reply:
    row: Reply = Reply.objects.create(
        place_id=ask.place_id, call_id=ask.call_id, ask=ask, answer=answer,
        said_in=current().entry,
    )  # fmt: skip
    return row


def take(call: Call, ask: Ask) -> Seat | None:
    """The lowest free number, or nothing when all are taken."""
    taken = {seat.number for seat in held(call)}
    free = [n for n in range(1, call.units + 2) if n not in taken]
    if not free:
        return None
    seat: Seat = Seat.objects.create(
        place_id=call.place_id, call=call, ask=ask, number=free[0], taken_in=current().entry
    )
    return seat


def free(call: Call, ask: Ask, at: datetime) -> None:
    """Give up the place of this ask, if it has one; whoever is in reserve moves up, as long as
    the call runs and they have not given already."""
    seats = held(call)
    mine = next((seat for seat in seats if seat.ask_id == ask.pk), None)
    if mine is None:
        return
    _free(mine)
    if closed(call) or at >= call.deadline:
        return
    reserve = next((seat for seat in seats if seat.number == call.units + 1), None)
    if reserve is None or reserve.pk == mine.pk or gave(reserve.ask_id):
        return
    _free(reserve)
    Seat.objects.create(
        place_id=call.place_id, call=call, ask_id=reserve.ask_id, number=mine.number,
        taken_in=current().entry,
    )  # fmt: skip
    moved = Ask.objects.unscoped(why="whoever moves up from reserve").get(pk=reserve.ask_id)
    text = texts.promoted(call, hospital_name(call), donor_name(moved), at)
    tell(
        moved.actor_id, purpose=PURPOSE, text=text, answers=texts.freeing_answers(moved),
        urgent=True, expires_at=call.deadline,
    )  # fmt: skip


def free_all(call: Call) -> None:
    """Nobody holds a place of a call that is over."""
    seats = Seat.objects.unscoped(why="the places of the call in hand")
    seats.filter(call=call, freed_in=None).update(freed_in=current().entry)


def gave(ask_id: int) -> bool:
    """Has this ask led to a gift that stands?"""
    given = Given.objects.unscoped(why="has the ask in hand led to a gift")
    return bool(given.filter(ask=ask_id, taken_back_in=None).exists())


def _free(seat: Seat) -> None:
    seat.freed_in = current().entry
    seat.save(update_fields=["freed_in"])


def stand_down_waiting(call: Call, text: str | Promise = texts.ENOUGH) -> int:
    """Thank everyone who was asked and has not answered, so that nobody sets out in vain."""
    answered = Reply.objects.unscoped(why="who of this call has answered").filter(call=call)
    told = StandDown.objects.unscoped(why="who of this call was stood down").filter(call=call)
    waiting = (
        Ask.objects.unscoped(why="who of this call still waits")
        .filter(call=call)
        .exclude(pk__in=answered.values("ask"))
        .exclude(pk__in=told.values("ask"))
    )
    return _stand_down(call, list(waiting), texts.plain(text))


def stand_down_seated(call: Call, reason: str) -> int:
    """Tell those who hold a place and have not given how the call ended for them."""
    given = Given.objects.unscoped(why="who of this call has given").filter(taken_back_in=None)
    seated = (
        Ask.objects.unscoped(why="who of this call holds a place")
        .filter(pk__in=[seat.ask_id for seat in held(call)])
        .exclude(pk__in=given.values("ask"))
    )
    return _stand_down(call, list(seated), texts.ended(reason, hospital_name(call)))


def _stand_down(call: Call, asks: list[Ask], text: str) -> int:
    StandDown.objects.bulk_create(
        [
            StandDown(place_id=call.place_id, call=call, ask=ask, told_in=current().entry)
            for ask in asks
        ],
        ignore_conflicts=True,
    )
    for ask in asks:
        tell(ask.actor_id, purpose=AFTERWARDS, text=text, urgent=True)
    return len(asks)


def hospital_name(call: Call) -> str:
    hospitals = Organisation.objects.unscoped(why="the hospital of the call in hand")
    return str(hospitals.values_list("name", flat=True).get(pk=call.hospital_id))


def donor_name(ask: Ask) -> str:
    """The full name; what leaves for a message is the given name only."""
    donors = Donor.objects.unscoped(why="whom the message is for").filter(pk=ask.donor_id)
    persons = Person.objects.unscoped(why="whom the message is for")
    return str(persons.values_list("name", flat=True).get(pk__in=donors.values("person")))

"""A call in a few words: its title, its clock, its line in a list."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from chungtay.blood.actions.texts import COMPONENT, until
from chungtay.blood.models import Ask, Call, CallClosure, Given, Seat
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.people.models import Organisation


def title(call: Call) -> str:
    """ "Tiểu cầu nhóm B+, cần 2 người hiến"."""
    component = str(COMPONENT[call.wanted])
    words = ngettext(
        "%(component)s nhóm\u00a0%(group)s, cần %(n)s\u00a0người hiến",
        "%(component)s nhóm\u00a0%(group)s, cần %(n)s\u00a0người hiến",
        call.units,
    )
    return words % {
        "component": component[:1].upper() + component[1:],
        "group": call.written_group,
        "n": call.units,
    }


def countdown(call: Call, at: datetime) -> clock.Clock:
    """What is left; "soon" begins with the last three hours of a long call."""
    span = max(call.deadline - call.opened_at, timedelta(hours=1))
    return clock.remaining(at, call.deadline, span=span, critical=call.critical)


@dataclass(frozen=True, slots=True)
class Listed:
    """One call in the list. Who gave keeps their place: `sure` counts those who have a place or
    gave, each once."""

    call: Call
    hospital: str
    coming: int
    given: int
    sure: int
    closed: bool
    at: datetime

    @property
    def heading(self) -> str:
        return title(self.call)

    @property
    def meta(self) -> str:
        when = until(self.call.deadline, self.at)
        return say("%(hospital)s · trước %(when)s") % {"hospital": self.hospital, "when": when}

    @property
    def state(self) -> str:
        parts = {"given": self.given, "units": self.call.units, "coming": self.coming}
        if self.closed:
            return say("Đã khép · %(given)s trên %(units)s đã hiến") % parts
        return say("%(coming)s người nhận lời · %(given)s trên %(units)s đã hiến") % parts

    @property
    def clock(self) -> clock.Clock | None:
        return None if self.closed else countdown(self.call, self.at)


def listed(calls: list[Call], acting: Acting, at: datetime) -> list[Listed]:
    """Calls with their numbers, five questions however many there are."""
    ids = [call.pk for call in calls]
    hospitals = dict(
        Organisation.objects.unscoped(why="hospitals are named to everybody")
        .filter(pk__in={call.hospital_id for call in calls})
        .values_list("pk", "name")
    )
    seats = Seat.objects.visible_to(acting).filter(call__in=ids, freed_in=None)
    held = dict(seats.values_list("ask_id", "call_id"))
    coming = Counter(held.values())
    asks = Ask.objects.visible_to(acting).filter(call__in=ids)
    call_of = dict(asks.values_list("pk", "call_id"))
    rows = Given.objects.visible_to(acting).filter(ask__in=asks.values("pk"), taken_back_in=None)
    gave = {ask_id: call_of[ask_id] for ask_id in rows.values_list("ask_id", flat=True)}
    given, sure = Counter(gave.values()), Counter((held | gave).values())
    closures = CallClosure.objects.visible_to(acting).filter(call__in=ids)
    closed = set(closures.values_list("call_id", flat=True))
    return [
        Listed(
            call, hospitals[call.hospital_id], coming[call.pk], given[call.pk],
            sure[call.pk], call.pk in closed, at,
        )
        for call in calls
    ]  # fmt: skip

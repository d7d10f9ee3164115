"""What waits for an officer today, composed from the floors below; a fixed number of questions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.approvals.showing import waiting_for
from chungtay.blood.models import Call, CallClosure
from chungtay.boards.showing import Listed, listed
from chungtay.channels.models import Delivery
from chungtay.donors.actions.measures import GIFTS
from chungtay.inbox.listing import standing_alarms
from chungtay.journal.figures import figure
from chungtay.journal.selection import Selection
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.quantities import Quantity
from chungtay.tending.board import broken

MOST_CARDS = 2
MOST_CALLS = 20


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of this year: its words, what it counts, and where it opens."""

    quantity: Quantity | None
    label: str
    url: str


def context(acting: Acting, place_ids: frozenset[int], at: datetime) -> dict[str, Any]:
    """The board of whoever acts, at this moment."""
    calls = open_calls(acting, at) if acting.may("blood.read", None) else []
    unknown = 0
    if acting.may("channels.read", None):
        deliveries = Delivery.objects.visible_to(acting)
        unknown = deliveries.filter(state=Delivery.State.UNKNOWN).count()
    approvals = len(waiting_for(acting, at)) if acting.may("approvals.decide", None) else 0
    troubled = broken(acting)
    alarms = standing_alarms(acting) if acting.may("inbox.take_alarm", None) else []
    count = len(calls) + bool(unknown) + approvals + len(troubled) + len(alarms)
    waiting = ngettext("%(n)s việc cần anh/chị", "%(n)s việc cần anh/chị", count) % {"n": count}
    return {
        "eyebrow": f"{clock.long_day(at)} · {clock.time_of(at)}",
        "heading": waiting if count else _("Chưa có việc nào chờ anh/chị"),
        "cards": [card(call) for call in calls[:MOST_CARDS]],
        "more": calls[MOST_CARDS:],
        "broken": troubled,
        "alarms": alarms,
        "unknown": unknown,
        "approvals": approvals,
        "counted": this_year(place_ids, at) if acting.may("journal.read", None) else [],
        "may_call": acting.may("blood.make_call", None),
    }


def open_calls(acting: Acting, at: datetime) -> list[Listed]:
    """Calls that nobody has closed, the nearest deadline first."""
    closed = CallClosure.objects.visible_to(acting).values("call")
    calls = Call.objects.visible_to(acting).exclude(pk__in=closed).order_by("deadline")
    return listed(list(calls[:MOST_CALLS]), acting, at)


def card(call: Listed) -> dict[str, Any]:
    """A call as an action card: its tone and the word that says it."""
    late = call.clock is not None and call.clock.tone == "late"
    return {
        "call": call,
        "tone": "now" if late or call.call.critical else "soon",
        "state": _("Quá giờ, chưa khép")
        if late
        else _("Gấp")
        if call.call.critical
        else _("Đang gọi"),
    }


def this_year(place_ids: frozenset[int], at: datetime) -> list[Counted]:
    """Gifts of blood since New Year in these places, by kind."""
    year = clock.today(at).year
    found = []
    for measure in GIFTS.values():
        selection = Selection(measure.id, date(year, 1, 1), date(year + 1, 1, 1), place_ids)
        url = reverse("journal:figure", args=[measure.code])
        found.append(Counted(figure(selection).quantity, str(measure.name), url))
    return found

"""What waits for an officer today, composed from the floors below; a fixed number of questions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.blood.actions.measures import GIFTS
from chungtay.blood.actions.texts import COMPONENT
from chungtay.blood.models import Ask, Call, CallClosure, Gift, Seat
from chungtay.channels.models import Delivery
from chungtay.journal.figures import figure
from chungtay.journal.selection import Selection
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.quantities import Quantity
from chungtay.people.models import Organisation

MOST_CARDS = 2
MOST_CALLS = 20


@dataclass(frozen=True, slots=True)
class CallCard:
    """An open call as the board tells of it."""

    url: str
    heading: str
    facts: str
    clock: clock.Clock
    tone: str
    state: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of this year: its words, what it counts, and where it opens."""

    quantity: Quantity | None
    label: str
    url: str


def context(acting: Acting, place_ids: frozenset[int], at: datetime) -> dict[str, Any]:
    """The board of whoever acts, at this moment."""
    cards = open_calls(acting, at) if acting.may("blood.read", None) else []
    unknown = 0
    if acting.may("channels.read", None):
        doubtful = Delivery.objects.visible_to(acting).filter(state=Delivery.State.UNKNOWN)
        unknown = doubtful.count()
    count = len(cards) + bool(unknown)
    return {
        "eyebrow": f"{clock.long_day(at)} · {clock.time_of(at)}",
        "heading": ngettext("%(n)s việc cần anh/chị", "%(n)s việc cần anh/chị", count) % {"n": count}
        if count
        else _("Chưa có việc nào chờ anh/chị"),
        "cards": cards[:MOST_CARDS],
        "more": cards[MOST_CARDS:],
        "unknown": unknown,
        "counted": this_year(place_ids, at) if acting.may("journal.read", None) else [],
    }


def open_calls(acting: Acting, at: datetime) -> list[CallCard]:
    """Calls that nobody has closed, the nearest deadline first."""
    closed = CallClosure.objects.visible_to(acting).values("call")
    calls = list(
        Call.objects.visible_to(acting).exclude(pk__in=closed).order_by("deadline")[:MOST_CALLS]
    )
    ids = [call.pk for call in calls]
    names = dict(
        Organisation.objects.unscoped(why="hospitals are named to everybody")
        .filter(pk__in=[call.hospital_id for call in calls])
        .values_list("pk", "name")
    )
    asked = _per_call(Ask.objects.visible_to(acting).filter(call__in=ids))
    coming = _per_call(Seat.objects.visible_to(acting).filter(call__in=ids, freed_in=None))
    asks = dict(
        Gift.objects.visible_to(acting)
        .crossing("ask", why="gifts are counted by the call they answer")
        .filter(ask__call__in=ids)
        .values_list("ask__call")
        .annotate(n=Count("pk"))
    )
    return [
        _card(call, names[call.hospital_id], asked.get(call.pk, 0), coming.get(call.pk, 0),
              asks.get(call.pk, 0), at)
        for call in calls
    ]  # fmt: skip


def _per_call(rows: Any) -> dict[int, int]:
    return dict(rows.values_list("call").annotate(n=Count("pk")).order_by())


def _card(call: Call, hospital: str, asked: int, coming: int, given: int, at: datetime) -> CallCard:
    left = clock.remaining(
        at, call.deadline, span=call.deadline - call.opened_at, critical=call.critical
    )
    need = _("%(hospital)s cần %(units)s người hiến %(component)s nhóm %(group)s trước %(time)s") % {
        "hospital": hospital,
        "units": call.units,
        "component": COMPONENT[call.wanted],
        "group": call.written_group,
        "time": clock.time_of(call.deadline),
    }
    facts = _("Đã hỏi %(asked)s người, %(coming)s người nhận lời, %(given)s người đã hiến.") % {
        "asked": asked, "coming": coming, "given": given,
    }  # fmt: skip
    late = left.tone == "late"
    return CallCard(
        url=reverse("blood:call", args=[call.pk]),
        heading=need,
        facts=_("Đã quá giờ mà chưa khép. ") + facts if late else facts,
        clock=left,
        tone="now" if call.critical or late else "soon",
        state=_("Quá giờ") if late else _("Gấp") if call.critical else _("Đang gọi"),
    )


def this_year(place_ids: frozenset[int], at: datetime) -> list[Counted]:
    """Gifts of blood since New Year in these places, by kind."""
    today = clock.today(at)
    since = date(today.year, 1, 1)
    found = []
    for measure in GIFTS.values():
        selection = Selection(measure.id, since, date(today.year + 1, 1, 1), place_ids)
        url = reverse("journal:figure", args=[measure.code])
        found.append(Counted(figure(selection).quantity, str(measure.name), url))
    return found

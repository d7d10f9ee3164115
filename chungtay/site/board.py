"""What waits for an officer today, composed from the floors below; a fixed number of questions.

The number in the heading is the sum of what the page lists, and everything it counts opens.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.approvals.showing import Shown, shown, waiting_for
from chungtay.channels.models import Delivery
from chungtay.donors.actions.measures import GIFTS
from chungtay.inbox import listing
from chungtay.journal.figures import figure
from chungtay.journal.selection import Selection
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.quantities import Quantity
from chungtay.releases.questions import clearances_count
from chungtay.site import cards
from chungtay.tending.board import broken
from chungtay.upkeep.models import Doubt

MOST_CARDS = 2
MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of this year: its words, what it counts, and where it opens."""

    quantity: Quantity | None
    label: str
    url: str


def context(acting: Acting, place_ids: frozenset[int], at: datetime) -> dict[str, Any]:
    """The board of whoever acts, at this moment."""
    urgent = cards.urgent(acting, at)
    unknown = 0
    if acting.may("channels.read", None):
        deliveries = Delivery.objects.visible_to(acting)
        unknown = deliveries.filter(state=Delivery.State.UNKNOWN).count()
    doctors = clearances_count(acting, at) if acting.may("releases.answer_doctor", None) else 0
    doubted = doubted_count(acting) if acting.may("upkeep.settle_doubts", None) else 0
    approvals = approvals_of(acting, at)
    troubled = broken(acting)
    alarms = listing.standing_alarms(acting) if acting.may("inbox.take_alarm", None) else []
    letters, unanswered = letters_of(acting, at)
    now = sum(card.urgent for card in urgent) + len(alarms) + len(troubled) + doctors
    now += doubted
    later = len(urgent) - sum(card.urgent for card in urgent)
    later += bool(unknown) + len(approvals) + unanswered
    return {
        "eyebrow": f"{clock.long_day(at)} · {clock.time_of(at)}",
        "heading": heading(now + later),
        "lead": lead(now, later),
        "count": now + later,
        "cards": urgent[:MOST_CARDS],
        "more": urgent[MOST_CARDS:],
        "broken": troubled,
        "alarms": alarms,
        "unknown": unknown,
        "doctors": doctors,
        "doubted": doubted,
        "approvals": approvals,
        "letters": letters,
        "unanswered": unanswered,
        "answering": cards.answering(acting, at),
        "counted": this_year(place_ids, at) if acting.may("journal.read", None) else [],
        "may_call": acting.may("blood.make_call", None),
    }


def doubted_count(acting: Acting) -> int:
    """Calls that donors reported and nobody has looked into."""
    waiting = Doubt.objects.visible_to(acting).filter(finding=None)
    return int(waiting.values("call").distinct().count())


def heading(count: int) -> str:
    if not count:
        return _("Chưa có việc nào chờ anh/chị")
    return ngettext("%(n)s việc cần anh/chị", "%(n)s việc cần anh/chị", count) % {"n": count}


def lead(now: int, later: int) -> str:
    """ "2 việc gấp. Còn 6 việc nữa không vội bằng."."""
    if not now:
        return ""
    said = [ngettext("%(n)s việc gấp.", "%(n)s việc gấp.", now) % {"n": now}]
    if later:
        said.append(
            ngettext(
                "Còn %(n)s việc nữa không vội bằng.", "Còn %(n)s việc nữa không vội bằng.", later
            )
            % {"n": later}
        )
    return " ".join(said)


def letters_of(acting: Acting, at: datetime) -> tuple[list[listing.Row], int]:
    """Conversations in which somebody waits for an answer, the longest wait first, and how many;
    those with an alarm stand above already."""
    if not acting.may("inbox.settle", None):
        return [], 0
    waiting = listing.conversations(acting, waiting=True).filter(alarmed=False)
    return listing.rows(list(waiting[:MOST_ROWS]), acting, at), waiting.count()


def approvals_of(acting: Acting, at: datetime) -> list[Shown]:
    """What this reader may answer."""
    if not acting.may("approvals.decide", None):
        return []
    return [row for row in shown(waiting_for(acting, at), acting, at) if row.mine]


def this_year(place_ids: frozenset[int], at: datetime) -> list[Counted]:
    """Gifts of blood since New Year in these places, by kind."""
    year = clock.today(at).year
    found = []
    for measure in GIFTS.values():
        selection = Selection(measure.id, date(year, 1, 1), date(year + 1, 1, 1), place_ids)
        url = reverse("journal:figure", args=[measure.code])
        found.append(Counted(figure(selection).quantity, str(measure.name), url))
    return found

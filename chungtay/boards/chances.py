"""How likely it is that enough arrive: the chance of a call, as words and as columns. Never a
person's: what a page shows is the number of all who may still come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from math import floor

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from chungtay.blood.models import Call
from chungtay.blood.planning import Outlook, outlook
from chungtay.kit import clock
from chungtay.kit.drawing import Column, Columns
from chungtay.recruiting import waves
from chungtay.recruiting.explaining import percent

FEW = 5
"""Up to so many are shown one column each, from nobody; above, only the columns about the goal."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The next wave as it looks now: its number, when it goes out and how many it would ask."""

    number: int
    at: datetime
    ask: int

    @property
    def time(self) -> str:
        return clock.time_of(self.at)


class Chances:
    """Of one open call at one moment. A fixed number of questions, asked when it is made; whom a
    further wave would find is asked of the register only when one is drawing near."""

    def __init__(self, call: Call, at: datetime) -> None:
        self.call, self.at = call, at
        self._outlook: Outlook = outlook(call, at)
        self._pending: Sequence[float] = self._outlook.pending()

    @property
    def given(self) -> int:
        return self._outlook.given

    @property
    def goal(self) -> float:
        return self._outlook.alpha

    @cached_property
    def share(self) -> float:
        return waves.tail(self._pending, self._outlook.needed)

    @property
    def enough(self) -> str:
        """ "92 %"; rounded down where rounding up would read as the goal."""
        said = percent(self.share)
        if not self.meets and said == self.wanted:
            return percent(floor(100 * self.share) / 100)
        return said

    @property
    def wanted(self) -> str:
        return percent(self.goal)

    @property
    def meets(self) -> bool:
        return self.share >= self.goal

    @property
    def expected(self) -> str:
        """ "2,7": how many arrive on the average, those who gave among them."""
        return f"{self.given + sum(self._pending):.1f}".replace(".", ",")

    @cached_property
    def columns(self) -> Columns:
        """The number who arrive in time; hatched where it is too few."""
        units = self.call.units
        last = units + 2
        by_number = waves.spread(self._pending, max(last - self.given, 1))
        exactly = ([0.0] * self.given + by_number)[: last + 1]
        exactly += [0.0] * (last + 1 - len(exactly))
        first = 0 if last <= FEW + 1 else units - 2
        shown = [sum(exactly[: first + 1]), *exactly[first + 1 :]]
        labels = [f"{'≤' if first else ''}{first}"]
        labels += [f"{n}{'+' if n == last else ''}" for n in range(first + 1, last + 1)]
        return Columns(
            [
                Column(label, round(chance, 4), _short(chance), few=first + place < units)
                for place, (label, chance) in enumerate(zip(labels, shown, strict=True))
            ]
        )

    @property
    def spoken(self) -> str:
        """The columns for whoever hears the page."""
        parts = [f"{column.label}: {column.words}" for column in self.columns.columns]
        return say("Khả năng theo số người tới. %(parts)s") % {"parts": "; ".join(parts)}

    @cached_property
    def planned(self) -> Planned | None:
        """The further wave that is drawing near, if it is."""
        found = self._outlook
        if not found.waves or found.waves >= waves.MOST_WAVES or found.last_wave is None:
            return None
        if 1.0 - self.share <= waves.bearable(self.goal) or not found.needed:
            return None
        most = waves.PER_UNIT * found.needed
        near = [one.p for one in found.candidates()]
        ask = waves.smallest_wave(self._pending, near, found.needed, self.goal, most)
        if not ask:
            return None
        due = found.last_wave + timedelta(minutes=waves.patience(found.left))
        return Planned(found.numbered + 1, max(due, self.at), ask)

    @cached_property
    def left_to_ask(self) -> bool:
        """Whether anybody could be asked now; a question to the register."""
        return bool(self._outlook.candidates(at_once=True))

    @property
    def next(self) -> str:
        """What happens next, in a sentence."""
        if planned := self.planned:
            words = ngettext(
                "Đợt %(number)s hỏi thêm %(n)s người lúc %(time)s, trừ khi đủ người trước đó.",
                "Đợt %(number)s hỏi thêm %(n)s người lúc %(time)s, trừ khi đủ người trước đó.",
                planned.ask,
            )
            return words % {"number": planned.number, "n": planned.ask, "time": planned.time}
        if self._outlook.waves >= waves.MOST_WAVES and not self.meets:
            return say("Đã hỏi đủ các đợt. Nên gọi điện thêm.")
        if 1.0 - self.share > waves.bearable(self.goal):
            return say("Không còn ai để hỏi trên Zalo. Nên gọi điện thêm.")
        if not self.meets:
            least = percent(1.0 - waves.bearable(self.goal))
            return say("Đang chờ trả lời. Nếu xuống dưới %(least)s, chúng tôi hỏi thêm.") % {
                "least": least
            }
        return ""


def _short(chance: float) -> str:
    """ "8 %" above a column; "<1 %" rather than nothing."""
    if chance <= 0:
        return "0\u00a0%"
    return f"{round(100 * chance)}\u00a0%" if chance >= 0.005 else "<1\u00a0%"

"""What the events of `bench/waves.py` come to. The table has no other source than its log."""

from collections import Counter
from collections.abc import Iterable
from statistics import median
from typing import Any

WEEK = 7 * 24 * 60.0
Event = dict[str, Any]


class Count:
    """Of one policy in one table, event by event, call after call. Where calls are `independent`
    each meets its donors as if for the first time, so they are told apart by the call."""

    def __init__(self, *, independent: bool) -> None:
        self.independent = independent
        self.calls = self.filled = self.surplus = self.soon = 0
        self.alerts: Counter[tuple[int, int]] = Counter()
        self.last: dict[tuple[int, int], float] = {}
        self.began: dict[int, float] = {}
        self.minutes: list[float] = []
        self.yeses = 0

    def add(self, event: Event) -> None:
        what = event["what"]
        if what == "call":
            self.calls += 1
            self.began[event["call"]] = event["at"]
        elif what == "alert":
            donor = (event["call"] if self.independent else 0), event["donor"]
            self.alerts[donor] += 1
            if event["at"] - self.last.get(donor, -WEEK) < WEEK:
                self.soon += 1
            self.last[donor] = event["at"]
        elif what == "end" and event["filled"]:
            self.filled += 1
            self.minutes.append(event["at"] - self.began[event["call"]])
        self.surplus += what == "surplus"
        self.yeses += what == "yes"

    def row(self) -> dict[str, float]:
        """`filled`: per cent of calls for which enough arrived in time; `alerts` and `surplus` (who
        came and was not needed) a call; `max_alerts` of one donor; `yeses` of a hundred alerts;
        `minutes`: half of the filled were filled by then; `soon`: alerts less than seven days after
        the donor's last."""
        calls = max(self.calls, 1)
        return {
            "calls": self.calls,
            "filled": round(100 * self.filled / calls, 2),
            "alerts": round(self.alerts.total() / calls, 2),
            "surplus": round(self.surplus / calls, 2),
            "max_alerts": max(self.alerts.values(), default=0),
            "yeses": round(100 * self.yeses / max(self.alerts.total(), 1), 1),
            "minutes": round(median(self.minutes), 1) if self.minutes else 0.0,
            "soon": self.soon,
        }


def counted(events: Iterable[Event]) -> dict[tuple[str, str, str], dict[str, float]]:
    """(setting, table, policy) → row, from a log."""
    counts: dict[tuple[str, str, str], Count] = {}
    for event in events:
        key = str(event["setting"]), event["table"], event["policy"]
        if key not in counts:
            counts[key] = Count(independent=event["table"] != "table_two")
        counts[key].add(event)
    return {key: count.row() for key, count in counts.items()}

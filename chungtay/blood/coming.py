"""Where a floor above joins in when a donor is coming: it may hold the place while something of
its own is under way, learn that the place is free, and forbid a step out of order.

Declared when an app starts, as verbs are: `on_coming(run)` in `AppConfig.ready`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from chungtay.blood.models import Ask, Call, Seat
from chungtay.journal.act import Answer


class Held(NamedTuple):
    """The place is kept, without an hour at which it expires; `text` is what the donor reads
    instead of where to come, with `answers` before the one that gives the place up."""

    text: str
    answers: Sequence[Answer] = ()


Coming = Callable[[Call, Ask, Seat, datetime], Held | None]
Freed = Callable[[Call, Ask, datetime], None]
Leaving = Callable[[Ask, datetime], None]
_coming: list[Coming] = []
_freed: list[Freed] = []
_leaving: list[Leaving] = []


def on_coming(run: Coming) -> None:
    """Called inside the act after which an ask has a place: a yes, or moving up from reserve. Of
    one ask it may be called again, and then says how what was begun stands. Who answers None has
    changed nothing of who holds a place."""
    _coming.append(run)


def on_freed(run: Freed) -> None:
    """Called when the place of an ask is free, for whatever reason, the end of the call too."""
    _freed.append(run)


def on_leaving(run: Leaving) -> None:
    """Called before a donor sets out and before a gift is recorded; raises Refused in words."""
    _leaving.append(run)


def holds(call: Call, ask: Ask, seat: Seat, at: datetime) -> Held | None:
    """The first floor above that holds this place."""
    answers = [run(call, ask, seat, at) for run in _coming]
    return next((held for held in answers if held is not None), None)


def freed(call: Call, ask: Ask, at: datetime) -> None:
    for run in _freed:
        run(call, ask, at)


def leaving(ask: Ask, at: datetime) -> None:
    for run in _leaving:
        run(ask, at)

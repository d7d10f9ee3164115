"""Where a floor above joins in when a donor is coming: it may hold the place while something of
its own is under way, learn that the place is free, and forbid a step out of order.

Declared when an app starts, as verbs are: `on_coming(run)` in `AppConfig.ready`.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
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
Among = Callable[[Collection[int]], Collection[int]]
Freed = Callable[[Call, Ask, datetime], None]
Leaving = Callable[[Ask, datetime], None]
_coming: list[tuple[Coming, Among]] = []
_freed: list[Freed] = []
_leaving: list[Leaving] = []
_alone: ContextVar[frozenset[int]] = ContextVar("asks of which no floor above has a say")


def on_coming(run: Coming, *, among: Among) -> None:
    """`run` is called inside the act after which an ask has a place: a yes, or moving up from
    reserve. Of one ask it may be called again, and then says how what was begun stands. Who answers
    None has changed nothing of who holds a place. `among`: of which of many asks it has a say at
    all; those who answer together are looked through by it once."""
    _coming.append((run, among))


def on_freed(run: Freed) -> None:
    """Called when the place of an ask is free, for whatever reason, the end of the call too."""
    _freed.append(run)


def on_leaving(run: Leaving) -> None:
    """Called before a donor sets out and before a gift is recorded; raises Refused in words."""
    _leaving.append(run)


def holds(call: Call, ask: Ask, seat: Seat, at: datetime) -> Held | None:
    """The first floor above that holds this place."""
    if ask.pk in _alone.get(frozenset()):
        return None
    answers = [run(call, ask, seat, at) for run, _among in _coming]
    return next((held for held in answers if held is not None), None)


@contextmanager
def looked_through(asks: Collection[int]) -> Iterator[None]:
    """Inside, the floors above are asked only of those of these asks of which they have a say."""
    concerned = {pk for _run, among in _coming for pk in among(asks)}
    token = _alone.set(frozenset(asks) - concerned)
    try:
        yield
    finally:
        _alone.reset(token)


def freed(call: Call, ask: Ask, at: datetime) -> None:
    for run in _freed:
        run(call, ask, at)


def leaving(ask: Ask, at: datetime) -> None:
    for run in _leaving:
        run(ask, at)

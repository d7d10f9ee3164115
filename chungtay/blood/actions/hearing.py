"""A call while donors answer it: one of them, or all whose answers came in together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from types import MappingProxyType
from typing import Any

from chungtay.blood import coming
from chungtay.blood.actions import endings, seats
from chungtay.blood.models import Ask, Given, Reply, Seat
from chungtay.journal.act import current


class Hearing:
    """A call held until the act is over, with what is known of those who answer it now: read once
    for all of them, and what they say is written when the last has spoken."""

    def __init__(self, call_id: int, asks: Collection[int]) -> None:
        self.call, self.asks = seats.lock(call_id), asks
        self.closed, self.holding = seats.closed(self.call), seats.held(self.call)
        replies = Reply.objects.unscoped(why="what the donors of the asks in hand said")
        said = replies.filter(ask__in=asks).order_by("pk").values_list("ask", "answer")
        self.last: dict[int, str] = dict(said)
        given = Given.objects.unscoped(why="have the asks in hand led to gifts")
        gifts = given.filter(ask__in=asks, taken_back_in=None)
        self.gave = set(gifts.values_list("ask", flat=True))
        self._replies: list[Reply] = []
        self._late: list[endings.Told] = []

    def seat(self, ask: Ask) -> Seat | None:
        """The place this ask holds."""
        return next((seat for seat in self.holding if seat.ask_id == ask.pk), None)

    def reply(self, ask: Ask, answer: Reply.Answer) -> None:
        self.last[ask.pk] = answer
        self._replies.append(seats.replied(ask, answer))

    def leave(self, ask: Ask, answer: Reply.Answer, at: datetime) -> None:
        """A no: the place goes to the next, if there was one."""
        self.reply(ask, answer)
        if self.seat(ask) is not None:
            seats.free(self.call, ask, at, Seat.Freed.LEFT)
            self.look_again()

    def no_place_left(self, ask: Ask) -> None:
        self._late.append((ask, current().entry.pk))

    def look_again(self) -> None:
        """Who holds a place now: a floor above may have had its say."""
        self.holding = seats.held(self.call)

    def enough(self, at: datetime) -> None:
        """Thank all who were asked; whoever is just answering hears it in answer."""
        self.write()
        endings.stand_down_waiting(self.call, at, answering=self.asks)

    def write(self) -> None:
        Reply.objects.bulk_create(self._replies)
        endings.rows(self._late)
        self._replies, self._late = [], []


_together: ContextVar[Mapping[int, Hearing]] = ContextVar("hearings", default=MappingProxyType({}))


@contextmanager
def hearing(ask: Ask) -> Iterator[Hearing]:
    """The call of an ask while its donor answers, shared with those who answer together."""
    shared = _together.get().get(ask.call_id)
    if shared is not None and ask.pk in shared.asks:
        yield shared
        return
    heard = Hearing(ask.call_id, [ask.pk])
    yield heard
    heard.write()


@contextmanager
def gather(args: Sequence[Mapping[str, int | str]]) -> Iterator[list[dict[str, Any]]]:
    """The asks that many messages spoke of; their answers share what is read of each call. Whose
    they are, the verbs check."""
    rows = Ask.objects.unscoped(why="named by messages; the verbs check whose they are")
    asks = rows.in_bulk([int(one["ask"]) for one in args])
    calls: dict[int, list[int]] = {}
    for ask in asks.values():
        calls.setdefault(ask.call_id, []).append(ask.pk)
    # In one order, so that two who hold several calls wait for each other at the first.
    found = {call_id: Hearing(call_id, calls[call_id]) for call_id in sorted(calls)}
    for heard in found.values():
        if not heard.closed and len(heard.holding) <= heard.call.units:
            seats.read_names([asks[pk] for pk in heard.asks])
    token = _together.set(found)
    try:
        with coming.looked_through(asks):
            yield [{"ask": asks[int(one["ask"])]} for one in args]
        for heard in found.values():
            heard.write()
    finally:
        _together.reset(token)

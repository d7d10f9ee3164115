"""What one webhook means: floors above say it of each event they understand, once, at start.

    means("user_submit_info", given)     # in a module that the floor's AppConfig imports

A handler runs inside the transaction in which the webhook is marked as dealt with, and gives what
came of it. An event that nobody speaks for is stored. A taker does the same for many of them in a
few statements, as far as it can; what it leaves is for the handler.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from chungtay.carriers.zalo.events import Event
from chungtay.intake import echoes, interactions
from chungtay.intake.models import Inbound
from chungtay.intake.names import SAID_BY_US

Outcome = Inbound.Outcome
Handler = Callable[[Inbound, Event, datetime], Inbound.Outcome]


class Heard(NamedTuple):
    inbound: Inbound
    event: Event


Taker = Callable[[Sequence[Heard], datetime], Mapping[int, Inbound.Outcome]]

handlers: dict[str, Handler] = {}
takers: dict[str, Taker] = {}


def means(event: str, handler: Handler, taker: Taker | None = None) -> None:
    """Declare what is to be done about an event. Of `oa_send_…` only what is no echo of a message
    of ours comes to a handler, and to a taker no word that speaks of danger to life."""
    if event in handlers:
        raise ValueError(f"{event} is declared twice")
    handlers[event] = handler
    if taker is not None:
        takers[event] = taker


def meaning(inbound: Inbound, event: Event, at: datetime) -> Inbound.Outcome:
    """Do what this webhook asks for."""
    interactions.note(inbound, event, at)
    if inbound.event in SAID_BY_US and echoes.is_ours(inbound, event):
        return Outcome.ECHO
    handler = handlers.get(inbound.event)
    return handler(inbound, event, at) if handler else Outcome.STORED


def together(heard: Sequence[Heard], at: datetime) -> dict[int, Outcome]:
    """Do what many webhooks ask for, those of one person in their order; the outcomes by id. What
    is not among them has changed nothing, and is for `meaning`."""
    outcomes, doubtful = echoes.of_ours([one for one in heard if one.inbound.event in SAID_BY_US])
    by_taker: dict[Taker, list[Heard]] = {}
    for one in heard:
        pk, name = one.inbound.pk, one.inbound.event
        if pk in outcomes or pk in doubtful:
            continue
        if name not in handlers:
            outcomes[pk] = Outcome.STORED
        elif name in takers:
            by_taker.setdefault(takers[name], []).append(one)
    for taker, some in by_taker.items():
        outcomes |= taker(some, at)
    interactions.note_all((one for one in heard if one.inbound.pk in outcomes), at)
    return outcomes

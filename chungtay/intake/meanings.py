"""What one webhook means: floors above say it of each event they understand, once, at start.

    means("user_submit_info", given)     # in a module that the floor's AppConfig imports

A handler runs inside the transaction in which the webhook is marked as dealt with, and gives what
came of it. An event that nobody speaks for is stored.
"""

from collections.abc import Callable
from datetime import datetime

from chungtay.carriers.zalo.events import Event
from chungtay.intake import echoes, interactions
from chungtay.intake.models import Inbound
from chungtay.intake.names import SAID_BY_US

Outcome = Inbound.Outcome
Handler = Callable[[Inbound, Event, datetime], Inbound.Outcome]

handlers: dict[str, Handler] = {}


def means(event: str, handler: Handler) -> None:
    """Declare what is to be done about an event. Of `oa_send_…` only what is no echo of a message
    of ours comes to a handler."""
    if event in handlers:
        raise ValueError(f"{event} is declared twice")
    handlers[event] = handler


def meaning(inbound: Inbound, event: Event, at: datetime) -> Inbound.Outcome:
    """Do what this webhook asks for."""
    interactions.note(inbound, event, at)
    if inbound.event in SAID_BY_US and echoes.is_ours(inbound, event):
        return Outcome.ECHO
    handler = handlers.get(inbound.event)
    return handler(inbound, event, at) if handler else Outcome.STORED

"""Floors above that hold a conversation of their own with whoever writes: one question a message.

    talks(heard, perhaps)     # in a module that the floor's AppConfig imports

A listener is asked of every typed word before it is taken for an answer or a letter, and gives
what came of it, or None where it is not meant. Words of danger to life are never a listener's.
Where many wrote at once it first says in one go for whom it may be meant (`perhaps`).
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from chungtay.answers.answering import Typed
from chungtay.carriers.zalo.events import Event
from chungtay.channels.wording import PREFIX
from chungtay.danger.hearing import danger
from chungtay.intake.models import Inbound

Listener = Callable[[Inbound, Event, datetime], Inbound.Outcome | None]
Perhaps = Callable[[Sequence[Typed]], Collection[int]]

_listeners: dict[Listener, Perhaps] = {}


def talks(listener: Listener, perhaps: Perhaps) -> None:
    """Declare a listener, once, at import. `perhaps` gives the ids of the webhooks of which the
    listener has to be asked; of the others it would say None."""
    if listener in _listeners:
        raise ValueError(f"{listener.__module__} listens twice")
    _listeners[listener] = perhaps


def perhaps(typed: Sequence[Typed]) -> set[int]:
    """Those for which a listener may be meant, by id."""
    return {pk for asked in _listeners.values() for pk in asked(typed)} if typed else set()


def heard(inbound: Inbound, event: Event, at: datetime) -> Inbound.Outcome | None:
    """What a listener made of these words; a button's token and danger to life are for others."""
    if event.text.strip().startswith(PREFIX) or danger(event.text):
        return None
    outcomes = (listener(inbound, event, at) for listener in _listeners)
    return next((outcome for outcome in outcomes if outcome is not None), None)

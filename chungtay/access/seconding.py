"""Asking for a second person's yes, from below the floor that keeps such questions.

`approvals` says at start how it is asked; a page here only knows that it may ask.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chungtay.journal.act import current
from chungtay.kit.acting import Acting
from chungtay.places.models import Place

DECISION = "approvals.decide"
"""The verb that another person's yes is recorded by."""
_ask: list[Callable[..., Any]] = []


def asked_through(ask: Callable[..., Any]) -> None:
    """Called once, by the floor above: the verb that asks."""
    _ask[:] = [ask]


def ask_second(
    verb: str, *, actor: Acting, at: datetime, place: Place, args: Mapping[str, int | str]
) -> None:
    """Ask that `verb` be done with `args` (ids and codes) once another person says yes."""
    _ask[0](actor=actor, at=at, place=place, verb=verb, args=args)


def seconded() -> bool:
    """Whether the act being performed is part of another person's yes."""
    entry = current().entry
    yes = entry.part_of
    return yes is not None and yes.verb == DECISION and yes.actor_id != entry.actor_id

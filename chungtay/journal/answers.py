"""How an answer that comes from outside finds the rows its verb needs.

A message carries plain numbers ("ask": 12); a verb takes rows. `channels` may not import the
journeys above it, so each journey registers here how its arguments are loaded.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from chungtay.journal.act import Verb, registry
from chungtay.kit.acting import Acting

Args = Mapping[str, int | str]
Load = Callable[[Acting, Args], dict[str, Any]]
Gather = Callable[[Sequence[Args]], AbstractContextManager[Sequence[dict[str, Any]]]]
"""Loads the arguments of many answers at once. Inside, their verbs are done together: what each
would read for itself was read for all, and what they write stands when it is left."""

_loaders: dict[str, Load] = {}
_gathering: dict[str, Gather] = {}
_always: set[str] = set()


class NotAnswerable(LookupError):
    """No verb of this name may be called by an answer, or the row it spoke of is gone."""


def answerable(
    verb: str, *, load: Load, always: bool = False, gather: Gather | None = None
) -> None:  # fmt: skip
    """Allow answers to call `verb`; `load` turns a message's arguments into keyword arguments.

    `load` finds rows through the acting it is given, and raises the model's DoesNotExist (a
    LookupError or KeyError will do) when there is none. `always`: it may be answered even after
    the message has expired, as asking no more must be. `gather`: answers that came in together may
    be taken together, those of all verbs that name the same one.
    """
    if verb in _loaders:
        raise ValueError(f"{verb} is declared answerable twice")
    if always:
        _always.add(verb)
    if gather is not None:
        _gathering[verb] = gather
    _loaders[verb] = load


def always_answerable() -> frozenset[str]:
    """The verbs that may be answered at any time."""
    return frozenset(_always)


def gathers(verb: str) -> Gather | None:
    """How answers of this verb are taken together, None where each is taken by itself."""
    return _gathering.get(verb)


def loaded(acting: Acting, verb: str, args: Args) -> tuple[Verb[..., Any], dict[str, Any]]:
    """The verb and its keyword arguments, `actor` and `at` apart; else `NotAnswerable`."""
    if verb not in registry or verb not in _loaders:
        raise NotAnswerable(verb)
    try:
        return registry[verb], _loaders[verb](acting, args)
    except (ObjectDoesNotExist, LookupError, ValueError) as error:
        raise NotAnswerable(verb) from error

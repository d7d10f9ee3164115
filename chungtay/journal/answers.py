"""How an answer that comes from outside finds the rows its verb needs.

A message carries plain numbers ("ask": 12); a verb takes rows. `channels` may not import the
journeys above it, so each journey registers here how its arguments are loaded.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from chungtay.journal.act import Verb, registry
from chungtay.kit.acting import Acting

Load = Callable[[Acting, Mapping[str, int | str]], dict[str, Any]]

_loaders: dict[str, Load] = {}
_always: set[str] = set()


class NotAnswerable(LookupError):
    """No verb of this name may be called by an answer, or the row it spoke of is gone."""


def answerable(verb: str, *, load: Load, always: bool = False) -> None:
    """Allow answers to call `verb`; `load` turns a message's arguments into keyword arguments.

    `load` finds rows through the acting it is given, and raises the model's DoesNotExist (a
    LookupError or KeyError will do) when there is none. `always`: it may be answered even after
    the message has expired, as asking no more must be.
    """
    if verb in _loaders:
        raise ValueError(f"{verb} is declared answerable twice")
    if always:
        _always.add(verb)
    _loaders[verb] = load


def always_answerable() -> frozenset[str]:
    """The verbs that may be answered at any time."""
    return frozenset(_always)


def loaded(
    acting: Acting, verb: str, args: Mapping[str, int | str]
) -> tuple[Verb[..., Any], dict[str, Any]]:
    """The verb and its keyword arguments, `actor` and `at` apart; else `NotAnswerable`."""
    if verb not in registry or verb not in _loaders:
        raise NotAnswerable(verb)
    try:
        return registry[verb], _loaders[verb](acting, args)
    except (ObjectDoesNotExist, LookupError, ValueError) as error:
        raise NotAnswerable(verb) from error

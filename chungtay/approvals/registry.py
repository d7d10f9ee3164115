"""Which verbs may wait for another person's yes.

A floor above declares its own when it starts: `approvable("works.accept", load=…, words=…,
roles=(Role.POLICE_CHIEF,), minutes=240)`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from chungtay.access.roles import TABLE, Role
from chungtay.journal.answers import Load
from chungtay.kit.acting import Acting

Args = Mapping[str, int | str]
Words = Callable[[Acting, Sequence[Args]], Sequence[str]]
Check = Callable[[dict[str, Any]], None]
Gains = Callable[[Args], int | None]

DAY = 24 * 60
_known: dict[str, "Approvable"] = {}


@dataclass(frozen=True, slots=True)
class Approvable:
    """How one verb is asked for.

    `load` turns ids into keyword arguments, `actor` and `at` apart; `words` says many requests at
    once, each as what would be done; `check` raises Refused for what no yes can make right.
    Any of `roles` at the place (or above it) answers; after `escalates` their deputies may too;
    after `lasts` nobody can. `gains` tells from the arguments whose account gets something by it:
    that one does not answer, whatever post they hold or stand in for.
    """

    verb: str
    load: Load
    words: Words
    roles: tuple[Role, ...]
    escalates: timedelta
    lasts: timedelta
    check: Check
    gains: Gains

    @property
    def deputies(self) -> tuple[Role, ...]:
        named = {TABLE[role].deputy for role in self.roles}
        return tuple(sorted(role for role in named if role and role not in self.roles))


def approvable(
    verb: str, *, load: Load, words: Words, roles: Sequence[Role], minutes: int,
    lasts: int = 7 * DAY, check: Check = lambda loaded: None, gains: Gains = lambda args: None,
) -> None:  # fmt: skip
    """Let `verb` be asked for. `minutes` until the deputies are asked, `lasts` (minutes) in all."""
    if verb in _known:
        raise ValueError(f"{verb} is declared approvable twice")
    if not 0 < minutes < lasts:
        raise ValueError(f"{verb}: deputies are asked before the request expires")
    times = timedelta(minutes=minutes), timedelta(minutes=lasts)
    _known[verb] = Approvable(verb, load, words, tuple(roles), *times, check, gains)


def known(verb: str) -> Approvable | None:
    return _known.get(verb)

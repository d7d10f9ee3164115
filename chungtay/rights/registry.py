"""Where every floor says what it holds of a person: to find it, to blank it, to show it to them.

    holds("intake.inbound", _("tin đã nhận"), find=count_of, blank=blank_all)
    shows("blood.donor", _("Sổ hiến máu"), rows=facts_of)

`find` counts what is still there of a Subject, `blank` takes it out and gives how many rows it
changed; a second `blank` changes nothing. `shows` gives pairs of name and value for the person's
own page. People, lists, access and the outbox lie below and are declared in `holdings`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chungtay.traces.subject import Subject

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = ["Holding", "Onward", "Showing", "Subject", "holdings", "holds", "leads_on", "onwards",
           "showings", "shows"]  # fmt: skip

Count = Callable[[Subject], int]
Blank = Callable[[Subject, datetime], int]
Rows = Callable[[Subject], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of row in which something of a person may stand."""

    name: str
    words: "StrOrPromise"
    find: Count
    blank: Blank


@dataclass(frozen=True, slots=True)
class Showing:
    name: str
    words: "StrOrPromise"
    rows: Rows


@dataclass(frozen=True, slots=True)
class Onward:
    """A page of a journey that the person reaches from their own page."""

    url_name: str
    words: "StrOrPromise"
    concerns: Callable[[Subject], bool]


locks: list[Callable[[Subject], None]] = []
holdings: dict[str, Holding] = {}
showings: dict[str, Showing] = {}
onwards: list[Onward] = []


def holds(name: str, words: "StrOrPromise", *, find: Count, blank: Blank) -> None:
    """Declare a holding, once, at import."""
    if name in holdings:
        raise ValueError(f"{name} is declared twice")
    holdings[name] = Holding(name, words, find, blank)


def locks_first(run: Callable[[Subject], None]) -> None:
    """Declare what is locked before anything of the person is touched, where acts of others lock
    it before the person's rows: else an erasure and such an act wait for each other."""
    locks.append(run)


def shows(name: str, words: "StrOrPromise", *, rows: Rows) -> None:
    """Declare what the person sees of it on their own page."""
    if name in showings:
        raise ValueError(f"{name} is declared twice")
    showings[name] = Showing(name, words, rows)


def leads_on(url_name: str, words: "StrOrPromise", *, concerns: Callable[[Subject], bool]) -> None:
    """Declare a page behind the person's own, for those whom it `concerns`."""
    onwards.append(Onward(url_name, words, concerns))

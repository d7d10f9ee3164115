"""Where every floor says what it holds of a person: to find it, to blank it, to show it to them.

    holds("channels.inbound", _("tin đã nhận"), find=count_of, blank=blank_all)
    shows("blood.donor", _("Sổ hiến máu"), rows=facts_of)

`find` counts what is still there of a Subject, `blank` takes it out and gives how many rows it
changed; a second `blank` changes nothing. `shows` gives pairs of name and value for the person's
own page. People, lists, access and the outbox lie below and are declared in `holdings`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything by which a person is found: merged persons are one Subject.

    `names` as written; `phones` as +84…; `zalo` as "oa_id/user_id"; `emails` in small letters.
    `shared` are those phones and e-mails that somebody else has too: they identify nobody.
    `births` are years, `wards` ids of the communes they were written down in.
    """

    person_ids: frozenset[int]
    actor_ids: frozenset[int]
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    zalo: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    births: frozenset[int] = frozenset()
    wards: frozenset[int] = frozenset()

    @property
    def zalo_users(self) -> frozenset[str]:
        return frozenset(address.partition("/")[2] for address in self.zalo)


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


MENTIONS = "mentions"
"""What others wrote down of the person, wherever that is: taken out last, after what is theirs."""

holdings: dict[str, Holding] = {}
showings: dict[str, Showing] = {}


def holds(name: str, words: "StrOrPromise", *, find: Count, blank: Blank) -> None:
    """Declare a holding, once, at import."""
    if name in holdings:
        raise ValueError(f"{name} is declared twice")
    holdings[name] = Holding(name, words, find, blank)


def in_order() -> list[Holding]:
    """All holdings, as they are blanked."""
    return sorted(holdings.values(), key=lambda holding: holding.name == MENTIONS)


def shows(name: str, words: "StrOrPromise", *, rows: Rows) -> None:
    """Declare what the person sees of it on their own page."""
    if name in showings:
        raise ValueError(f"{name} is declared twice")
    showings[name] = Showing(name, words, rows)

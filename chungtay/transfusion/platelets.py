"""Whose platelets a centre prefers: lists of `data/platelets.toml`, default and a centre's own.

Pure but for reading that file once.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chungtay.transfusion.groups import A, B

LETTERS = {"O": 0, "A": A, "B": B, "AB": A | B}
_FILE = Path(__file__).parent / "data" / "platelets.toml"


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a preference list: ABO groups of equal rank, and whether they need the titre."""

    abo: tuple[int, ...]
    titre: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """A centre's list for one patient's ABO group. `centre` is "" where the default holds."""

    choices: tuple[Choice, ...]
    centre: str
    source: str


def order(patient_abo: int, centre: str = "") -> Order:
    """The centre's own list, else the default."""
    orders = _read()
    return orders.get((centre, patient_abo)) or orders["", patient_abo]


def centres() -> tuple[str, ...]:
    """Who owns a list, the default first."""
    return tuple(sorted({centre for centre, _abo in _read()}))


def sources(centre: str = "") -> list[str]:
    """Where the lists that hold at a centre were read, its own first."""
    found = {(not (o := order(abo, centre)).centre, o.source) for abo in LETTERS.values()}
    return [source for _default, source in sorted(found)]


@cache
def _read() -> dict[tuple[str, int], Order]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))["order"]
    return {
        (table["centre"], abo): Order(
            tuple(_choice(text) for text in table[letters]), table["centre"], table["source"]
        )
        for table in tables
        for letters, abo in LETTERS.items()
        if letters in table
    }


def _choice(text: str) -> Choice:
    """ "A*,B*" → A and B of equal rank, with the titre. Raises KeyError for no group, ValueError
    where only some of a rank have the star."""
    names = text.split(",")
    starred = {name.endswith("*") for name in names}
    if len(starred) != 1:
        raise ValueError(f"platelets.toml: {text!r} mixes tested and untested")
    return Choice(tuple(LETTERS[name.rstrip("*")] for name in names), starred.pop())

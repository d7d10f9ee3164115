"""What is listened for, out of `data/`: concepts, signs, idioms and what takes a sign back."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from chungtay.danger.phrases import Phrase, Sign, needs, phrase, sign
from chungtay.danger.typing import Word, word

DATA = Path(__file__).parent / "data"
NUMBERS = ("114", "113", "115", "111")
"""In the order in which they are preferred where as much speaks for one as for another."""


@dataclass(frozen=True, slots=True)
class Cry:
    """A sign of danger. `sure` ones ring alone; the others only where somebody is in a hurry."""

    number: str
    sure: bool
    sign: Sign
    unless: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Index[T]:
    """Things to look for, each under one of the words or concepts it needs."""

    under: dict[str, list[tuple[frozenset[str], T]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, needed: Iterable[str], thing: T) -> None:
        every = frozenset(needed)
        self.under[min(every, key=lambda need: need.startswith("{"))].append((every, thing))

    def among(self, held: set[str]) -> Iterator[T]:
        """Those of which everything they need is there."""
        for one in sorted(held & self.under.keys()):
            for every, thing in self.under[one]:
                if every <= held:
                    yield thing


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`plain`: what a word may mean that is typed without accents and stands alone."""

    short: dict[str, str]
    plain: dict[str, frozenset[Word]]
    idioms: Index[Phrase]
    concepts: Index[tuple[str, Phrase]]
    cries: Index[Cry]


@cache
def lexicon() -> Lexicon:
    """Read once. A concept that a sign names and nobody wrote down is a KeyError."""
    words, asides = _read("words.toml"), _read("asides.toml")
    plain = {bare: frozenset(map(word, said.split("|"))) for bare, said in words["plain"].items()}
    told = Lexicon(words["short"], plain, Index(), Index(), Index())
    for idiom in _phrases(asides["idioms"]):
        told.idioms.add(needs(idiom), idiom)
    concepts = {**words["concepts"], **asides["concepts"]}
    for name, listed in concepts.items():
        for said in _phrases(listed):
            told.concepts.add(needs(said), (name, said))
    for cry in _cries():
        for need in cry.sign.needs:
            if need.startswith("{"):
                concepts[need[1:-1]]
        told.cries.add(cry.sign.needs, cry)
    return told


def _cries() -> Iterator[Cry]:
    for number in NUMBERS:
        for kind in _read(f"cries_{number}.toml")["kind"]:
            unless = _phrases(kind.get("unless", ""))
            for rank in ("sure", "hurried"):
                for said in dict.fromkeys(_listed(kind.get(rank, ""))):
                    yield Cry(number, rank == "sure", sign(said), unless)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _listed(written: str) -> list[str]:
    """Things said stand between bars or on lines of their own."""
    return [one.strip() for one in written.replace("\n", "|").split("|") if one.strip()]


def _phrases(written: str) -> tuple[Phrase, ...]:
    return tuple(phrase(one) for one in _listed(written))

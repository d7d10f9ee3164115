"""Whether a message speaks of fire, crime in progress or danger to life, and whom to call. Pure.

Chung Tay is no emergency line. This looks for the words of somebody who writes to it all the same,
so that they are told at once whom to call; it decides nothing else. Words: `data/danger.toml`.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chungtay.kit.vietnamese import fold

NUMBERS = ("114", "115", "113", "111")
"""In the order in which they are looked for: fire and drowning cannot wait for anything else."""
CHILDREN, GAP = "111", 4
LONGEST = 2000
CROSSED = chr(0x111)
"""The d with a stroke, which has no mark of its own."""
_CLAUSES = re.compile(r"[.!?;,\n:…()]+|\s+-+\s+")
_WORDS = re.compile(r"[^\W_]+")
_AGAIN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """A typed word: its letters, and its letters with their marks wherever those were put."""

    bare: str
    marked: str

    @property
    def plain(self) -> bool:
        return self.bare == self.marked


Phrase = tuple[Word | None, ...]
"""None stands for up to four words."""


@dataclass(frozen=True, slots=True)
class Words:
    says: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]


def danger(text: str) -> str:
    """Whom to call: "114", "115", "113" or "111"; "" when the message speaks of no danger.

    A danger to children that is violence is for 111 (which is the hotline for it) unless a weapon
    or a wound is spoken of.
    """
    over, by_number, _typed = _read()
    found: set[str] = set()
    for clause in _CLAUSES.split(text[:LONGEST].lower()):
        words = _words(clause)
        strict = _mostly_marked(words)
        if not words or _any(over, words, strict):
            continue
        for number in NUMBERS:
            told = by_number[number]
            if _any(told.says, words, strict) and not _any(told.unless, words, strict):
                found.add(number)
    if CHILDREN in found and not found & {"114", "115"}:
        return CHILDREN
    return next((number for number in NUMBERS if number in found), "")


def _words(text: str) -> list[Word]:
    typed = _read()[2]
    words = [_AGAIN.sub(r"\1", raw) for raw in _WORDS.findall(unicodedata.normalize("NFC", text))]
    return [_word(piece) for raw in words for piece in typed.get(raw, raw).split()]


@cache
def _word(raw: str) -> Word:
    """Marks are sorted: “hoà” and “hòa”, “cưú” and “cứu” are one word."""
    bare = fold(raw)
    marks = [c for c in unicodedata.normalize("NFD", raw) if unicodedata.combining(c)]
    marks += "-" * raw.count(CROSSED)
    return Word(bare, bare + "".join(sorted(marks)))


def _mostly_marked(words: list[Word]) -> bool:
    """Whether this was typed with accents, so that a word without them means just that."""
    return 2 * sum(not word.plain for word in words) >= len(words)


def _any(phrases: tuple[Phrase, ...], words: list[Word], strict: bool) -> bool:
    bare = {word.bare for word in words}
    return any(
        first.bare in bare and _stands(phrase, words, strict)
        for phrase in phrases
        if (first := phrase[0]) is not None
    )


def _stands(phrase: Phrase, words: list[Word], strict: bool) -> bool:
    return any(_from(phrase, words, start, strict) for start in range(len(words)))


def _from(phrase: Phrase, words: list[Word], start: int, strict: bool) -> bool:
    """Whether the phrase begins at this very word."""
    if not phrase:
        return True
    if phrase[0] is None:
        return any(_from(phrase[1:], words, start + skip, strict) for skip in range(GAP + 1))
    if start >= len(words) or not _same(phrase[0], words[start], strict):
        return False
    return _from(phrase[1:], words, start + 1, strict)


def _same(wanted: Word, typed: Word, strict: bool) -> bool:
    if typed.bare != wanted.bare:
        return False
    if typed.marked == wanted.marked:
        return True
    return typed.plain and not strict


@cache
def _read() -> tuple[tuple[Phrase, ...], dict[str, Words], dict[str, str]]:
    said = tomllib.loads(
        (Path(__file__).parent / "data" / "danger.toml").read_text(encoding="utf-8")
    )
    by_number = {
        number: Words(_phrases(said[number]["says"]), _phrases(said[number]["unless"]))
        for number in NUMBERS
    }
    return _phrases(said["over"]["unless"]), by_number, said["typed"]


def _phrases(listed: list[str]) -> tuple[Phrase, ...]:
    return tuple(
        tuple(None if word == "_" else _word(unicodedata.normalize("NFC", word))
              for word in phrase.lower().split())
        for phrase in listed
    )  # fmt: skip

"""Whether a message speaks of fire, crime in progress or danger to life, and whom to call. Pure.

Chung Tay is no emergency line. This looks for the words of somebody who writes to it all the same,
so that they are told at once whom to call; it decides nothing else. Words: `data/danger.toml`.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
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


Span = tuple[int, int]
Phrase = tuple[Word | None, ...]
"""None stands for up to four words."""


@dataclass(frozen=True, slots=True)
class Words:
    says: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """`data/danger.toml`, in the order of NUMBERS."""

    by_number: dict[str, Words]
    over: tuple[Phrase, ...]
    now: tuple[Phrase, ...]
    near: tuple[Phrase, ...]
    typed: dict[str, str]


def danger(text: str) -> str:
    """Whom to call: "114", "115", "113" or "111"; "" when the message speaks of no danger.

    A danger to children that is violence is for 111 (which is the hotline for it) unless a weapon
    or a wound is spoken of.
    """
    listed = _read()
    found: set[str] = set()
    for clause in _CLAUSES.split(text[:LONGEST].lower()):
        words = _words(clause)
        if not words or _past(listed, words):
            continue
        near = _spans(listed.near, words)
        # A word that takes the danger away may stand right before what it is said of.
        near = [(start, end + 1) for start, end in near]
        for number, told in listed.by_number.items():
            but = near + _spans(told.unless, words)
            if any(not _touches(span, but) for span in _spans(told.says, words)):
                found.add(number)
    if CHILDREN in found and not found & {"114", "115"}:
        return CHILDREN
    return next((number for number in NUMBERS if number in found), "")


def _words(text: str) -> list[Word]:
    typed = _read().typed
    words = [_AGAIN.sub(r"\1", raw) for raw in _WORDS.findall(unicodedata.normalize("NFC", text))]
    return [_word(piece) for raw in words for piece in typed.get(raw, raw).split()]


@lru_cache(4096)
def _word(raw: str) -> Word:
    """Marks are sorted: “hoà” and “hòa”, “cưú” and “cứu” are one word."""
    bare = fold(raw)
    marks = [c for c in unicodedata.normalize("NFD", raw) if unicodedata.combining(c)]
    marks += "-" * raw.count(CROSSED)
    return Word(bare, bare + "".join(sorted(marks)))


def _mostly_marked(words: list[Word]) -> bool:
    """Whether this was typed with accents, so that a word without them means just that."""
    return 2 * sum(not word.plain for word in words) >= len(words)


def _past(listed: "Listed", words: list[Word]) -> bool:
    """Whether it is over, practised or read of; what happens now, in words outside of that, is
    never."""
    over = _spans(listed.over, words)
    return bool(over) and all(_touches(span, over) for span in _spans(listed.now, words))


def _touches(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _spans(phrases: tuple[Phrase, ...], words: list[Word]) -> list[Span]:
    """Where the phrases stand: number of the first word, and of the one after the last."""
    strict = _mostly_marked(words)
    bare = {word.bare for word in words}
    return [
        (start, end)
        for phrase in phrases
        if (first := phrase[0]) is not None and first.bare in bare
        for start in range(len(words))
        if (end := _end(phrase, words, start, strict))
    ]


def _end(phrase: Phrase, words: list[Word], start: int, strict: bool) -> int:
    """Where the phrase ends that begins at this very word; 0 if it does not."""
    if not phrase:
        return start
    if phrase[0] is None:
        ends = (_end(phrase[1:], words, start + skip, strict) for skip in range(GAP + 1))
        return next((end for end in ends if end), 0)
    if start >= len(words) or not _same(phrase[0], words[start], strict):
        return 0
    return _end(phrase[1:], words, start + 1, strict)


def _same(wanted: Word, typed: Word, strict: bool) -> bool:
    if typed.bare != wanted.bare:
        return False
    if typed.marked == wanted.marked:
        return True
    return typed.plain and not strict


@cache
def _read() -> Listed:
    said = tomllib.loads(
        (Path(__file__).parent / "data" / "danger.toml").read_text(encoding="utf-8")
    )
    return Listed(
        {n: Words(_phrases(said[n]["says"]), _phrases(said[n]["unless"])) for n in NUMBERS},
        _phrases(said["over"]["unless"]), _phrases(said["over"]["now"]),
        _phrases(said["near"]["unless"]), said["typed"],
    )  # fmt: skip


def _phrases(listed: list[str]) -> tuple[Phrase, ...]:
    return tuple(
        tuple(None if word == "_" else _word(unicodedata.normalize("NFC", word))
              for word in phrase.lower().split())
        for phrase in listed
    )  # fmt: skip

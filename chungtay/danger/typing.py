"""How people type: words and their marks, with or without accents, shortened, stretched, askew."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from chungtay.kit.vietnamese import fold

LONGEST = 2000
"""Characters that are read: what one message of Zalo holds."""
MOSTLY = 0.5
"""From this share of words with marks on, a word without them means just that."""
_HOI, _NGA, _STROKE = "\u0309", "\u0303", "-"
_CROSSED = chr(0x111)
"""The d with a stroke, which has no mark of its own."""
_TONES = {"\u0300", "\u0301", _NGA, "\u0323"}
_LEFT_ALONE = {"\u031b", _STROKE}
"""ơ, ư and đ are typed by people who then leave the tone out: “cưu”, “đuôi”."""
_WORDS = re.compile(r"[^\W_]+")
_CLAUSE, _SENTENCE = re.compile(r"[,;:()…]|\s-+\s"), re.compile(r"[.!?\n]")
_AGAIN = re.compile(r"([a-tv-z])\1+")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SPELLED = [
    (re.compile(wrong), right)
    for wrong, right in [
        (r"u{3,}", "uu"), (r"^f", "ph"), (r"^d?z", "d"), (r"^j", "gi"), (r"^gii", "gi"),
        (r"^w", "qu"), (r"^quu", "qu"), (r"^k(?=[aou])", "c"), (r"^c(?=[eiy])", "k"),
        (r"^ngh", "ng"), (r"^gh", "g"), (r"^([bcdghklmnpqrstvx]+)y$", r"\1i"),
    ]
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A typed word: its letters, and which marks it carries wherever in it they were put."""

    bare: str
    marks: frozenset[str]

    @property
    def unfinished(self) -> bool:
        """No syllable ends in c, ch, p or t without a tone: its writer left marks out."""
        return self.bare[-1:] in set("cpt") or self.bare[-2:] == "ch"


@dataclass(frozen=True, slots=True)
class Typed:
    """A message as words; for each the number of its clause and of its sentence."""

    words: list[Word]
    raw: list[str]
    clauses: list[int]
    sentences: list[int]
    strict: bool


def read(text: str, short: dict[str, str]) -> Typed:
    """Whatever was typed, as words; `short` says what shortened and misspelled ones stand for."""
    words: list[Word] = []
    raw: list[str] = []
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = end = 0
    text = tidy(text)
    for found in _WORDS.finditer(text):
        between = text[end : found.start()]
        if _SENTENCE.search(between):
            sentence, clause = sentence + 1, clause + 1
        elif _CLAUSE.search(between):
            clause += 1
        end = found.end()
        for piece in _long(found[0], short).split():
            words.append(word(piece))
            raw.append(found[0])
            clauses.append(clause)
            sentences.append(sentence)
    letters = [w for w in words if not w.bare.isdigit()]
    marked = sum(bool(w.marks) for w in letters)
    return Typed(words, raw, clauses, sentences, marked >= MOSTLY * max(len(letters), 1))


def tidy(text: str) -> str:
    """Lower case, composed, without what cannot be seen and without marks that fit no letter."""
    seen = "".join(c for c in text[: 4 * LONGEST] if unicodedata.category(c) != "Cf")
    whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).lower())
    return "".join(c for c in whole if not unicodedata.combining(c))[:LONGEST]


def _long(typed: str, short: dict[str, str]) -> str:
    if typed in short:
        return short[typed]
    return short.get(_STRETCHED.sub(r"\1", typed), typed)


@lru_cache(8192)
def word(raw: str) -> Word:
    """“hoà” and “hòa”, “ngả” and “ngã”, “cưú” and “cứuuu”, “jết” and “giết” are one word each."""
    bare = _AGAIN.sub(r"\1", fold(raw)) if not raw.isdigit() else raw
    for wrong, right in _SPELLED:
        bare = wrong.sub(right, bare)
    marks = {c for c in unicodedata.normalize("NFD", raw) if unicodedata.combining(c)}
    if _CROSSED in raw:
        marks.add(_STROKE)
    if _HOI in marks:
        marks = marks - {_HOI} | {_NGA}
    return Word(bare, frozenset(marks))


def same(wanted: Word, typed: Word, strict: bool) -> bool:
    """Whether the typed word may be the wanted one: marks that stand there must agree."""
    if typed.bare != wanted.bare:
        return False
    if typed.marks == wanted.marks:
        return True
    if not typed.marks < wanted.marks:
        return False
    if typed.unfinished:
        return not strict or not typed.marks & _TONES
    return not strict and typed.marks <= _LEFT_ALONE

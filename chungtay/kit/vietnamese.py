"""Vietnamese text: find it without accents, order it as a dictionary does, take a name apart."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền hỏi ngã sắc nặng, in the order of the dictionary
_MARKS = _TONES + "\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0338\u0335\u0327\u0328\u0304"
_LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SIGNS = "_-‐–—,;:!¡?¿.·'‹›\"«»()[]{}§¶@*/\\&#%‰†‡•′`´^¯°©®←→↑↓+±÷×<=>¬|¦~−✓$£¥₫€"
_PRIMARY = (
    {" ": "!"}
    | {sign: '"' + chr(0x21 + i) for i, sign in enumerate(_SIGNS)}
    | {letter: chr(0x30 + i) for i, letter in enumerate(_LETTERS)}
)
_SECONDARY = {mark: chr(0x61 + i) for i, mark in enumerate(_MARKS)}
_EXPANDED = {
    "ð": "d\u0335",
    "ø": "o\u0338",
    "ł": "l\u0335",
    "æ": "a\u0335e",
    "œ": "o\u0335e",
    "ß": "s\u0335s",
    "‘": "'\u035c",
    "’": "'\u035d",
    "‚": "'\u035e",
    "“": '"\u035c',
    "”": '"\u035d',
    "„": '"\u035e',
}


def _elements(text: str) -> Iterator[tuple[str, str, str]]:
    """Letters with their remaining marks and their case: ("ơ", dot below, "2") for "Ợ"."""
    for cluster in re.findall(r"[^\u0300-\u036f][\u0300-\u036f]*", text, re.DOTALL):
        base, marks, third = cluster[0], cluster[1:], "1"
        if base != base.lower():
            base, third = base.lower(), "2"
        for i, mark in enumerate(marks):
            letter = unicodedata.normalize("NFC", base + mark)
            blocked = unicodedata.combining(mark) in map(unicodedata.combining, marks[:i])
            if letter in _PRIMARY and not blocked:
                base, marks = letter, marks[:i] + marks[i + 1 :]
                break
        if base in _PRIMARY:
            yield base, marks, third
            continue
        plain = _EXPANDED.get(base) or unicodedata.normalize("NFKD", base)
        if plain != base:
            for inner, inner_marks, _ in _elements(plain):
                yield inner, inner_marks, "3" if third == "1" else "4"
        elif base.isspace():
            yield " ", marks, third
        elif unicodedata.category(base) not in {"Cc", "Cf", "Cs"}:
            yield base, marks, third


def sort_key(text: str) -> str:
    """A key to store in a column and compare bytewise (COLLATE "C"): the order of ICU `vi`.

    Three levels, as ICU has them: letters (ă â đ ê ô ơ ư are letters of their own), then tones,
    then case. Signs outside the table above follow "z" by code point; tab and line end count
    as a space.
    """
    # A mark that stands on a space is not cut from it.
    words = [_levels(word) for word in re.split(" (?![\u0300-\u036f])", text)]
    space = _levels("\n")
    first, second, third = (space[i].join(word[i] for word in words) for i in range(3))
    # A weight that never decides may go from the end: the level mark " " is below every weight.
    return " ".join((first, second.rstrip("0"), third.rstrip("1"))).rstrip(" ")


@lru_cache(maxsize=20_000)
def _levels(word: str) -> tuple[str, str, str]:
    """The three weights of a word; names are made of few words."""
    first, second, third = "", "", ""
    for base, marks, case in _elements(unicodedata.normalize("NFD", word)):
        first += _PRIMARY.get(base, "~" + base)
        second += "0" + "".join(_SECONDARY.get(mark, "z" + mark) for mark in marks)
        third += case + "1" * len(marks)
    return first, second, third


def fold(text: str) -> str:
    """Lower case, no accents, đ→d, signs to one space: "Hoà-Thuận  Đông" → "hoa thuan dong"."""
    return " ".join(filter(None, map(_folded, text.split())))


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", kept.replace("đ", "d").replace("ð", "d")).split())


def _words(text: str) -> list[tuple[str, int]]:
    """Each word as (letters without tone, tones), so that "hoà" and "hòa" are one word.

    `tones` is a sum of bits, one for each tone that stands in the word; a syllable has one at most.
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    words = re.sub(r"[^\w\u0300-\u036f]+|_", " ", decomposed).split()
    return [
        (
            unicodedata.normalize("NFC", "".join(c for c in word if c not in _TONES)),
            sum({1 << _TONES.index(c) for c in word if c in _TONES}),
        )
        for word in words
    ]


def _agrees(asked: tuple[str, int], found: tuple[str, int], *, whole: bool) -> bool:
    letters, tone = asked
    if tone and tone != found[1]:
        return False
    if len(letters) > len(found[0]) or (whole and len(letters) != len(found[0])):
        return False
    return all(a in (f, fold(f)) for a, f in zip(letters, found[0], strict=False))


def matches(query: str, text: str) -> bool:
    """Do the words of `query` stand in `text`, one after another, the last perhaps only begun?

    Accents that were typed must agree; where none was typed, any will do.
    """
    asked, found = _words(query), _words(text)
    last = len(asked) - 1
    return any(
        all(_agrees(word, found[at + i], whole=i < last) for i, word in enumerate(asked))
        for at in range(len(found) - last)
    )


def accented(text: str) -> str:
    """The words of `text` in a form to store, for patterns of `like`: each a space, its tones and
    its letters, each of them without and with its accent: "Bê đá" → " 0bbeê 8dđaa"."""
    return "".join(map(_accented, text.split()))


@lru_cache(maxsize=20_000)
def _accented(text: str) -> str:
    return "".join(
        f" {_tones(tones)}" + "".join(_plain(letter) + letter for letter in letters)
        for letters, tones in _words(text)
    )


def like(query: str) -> str:
    """A pattern of LIKE that meets `accented(text)` where, and only where, `matches(query, text)`.

    Empty for a query without words.
    """
    words = "".join(
        f" {_tones(tones) if tones else '_'}"
        + "".join(letter + "_" if fold(letter) == letter else _plain(letter) + letter
                  for letter in letters)
        for letters, tones in _words(query)
    )  # fmt: skip
    return words and f"%{words}%"


def _tones(tones: int) -> str:
    """One character, no sign of LIKE among them."""
    return chr(ord("0") + tones)


def _plain(letter: str) -> str:
    folded = fold(letter)
    return folded if len(folded) == 1 else letter


def given_name(name: str) -> str:
    """The name a person is called by, the last word: "Lê Quang Vinh" → "Vinh"."""
    return (name.split() or [""])[-1]


def initials(name: str) -> str:
    """Two letters for a picture, without tone: "Lê Quang Vinh" → "QV", "Đỗ Thị Ánh" → "TA"."""
    return "".join(word[0] for word, _ in _words(name)[-2:]).upper()

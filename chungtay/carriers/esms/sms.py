"""A text as an SMS: in which alphabet, how many parts, and how it is made to fit. Pure.

A part holds 160 characters of the GSM alphabet (153 when there are several) or 70 of UCS-2 (67).
One "ế" makes a whole text UCS-2, and operators register a brand name's templates without accents;
so a text goes without accents unless the unit registered it with them. What would lose a letter by
that (another script) stays as it is, in UCS-2. A link is never broken: not by a lost character, and
not by a text that is shortened.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters
from urllib.parse import quote

_LATIN = "A1 A3 A4 A5 A7 BF C4 C5 C6 C7 C9 D1 D6 D8 DC DF E0 E4 E5 E6 E8 E9 EC F1 F2 F6 F8 F9 FC"
BASIC = frozenset(
    "@\n\r_ !\"#$%&'()*+,-./0123456789:;<=>?ΔΦΓΛΩΠΨΣΘΞ" + bytes.fromhex(_LATIN).decode("latin-1")
) | frozenset(ascii_letters)
EXTENDED = frozenset("\f^{}\\[~]|€")
"""Each is written as two: an escape and a character (3GPP TS 23.038, 6.2.1.1)."""
_ALL = BASIC | EXTENDED
MOST_PARTS = 3
_LONGEST_WORD = 40

LINK = re.compile(r"https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}»…'’]", re.IGNORECASE)
_INSTEAD = str.maketrans({
    "ð": "d", "Ð": "D", "₫": "d", "“": '"', "”": '"', "„": '"', "«": '"',
    "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    "•": "-", "·": "-", "×": "x", "→": "->", "←": "<-", "≥": ">=", "≤": "<=", "°": "o",
    "`": "'", "\u2044": "/", "\t": " ", "\u2028": "\n", "\u2029": "\n",
}) | {0x110: "D", 0x111: "d"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sms:
    """A text as it is sent: `gsm` or UCS-2, `parts` that are paid for, `shortened` or whole."""

    said: str
    gsm: bool
    parts: int
    shortened: bool = False


def fit(text: str, *, accents: bool = False, most: int = MOST_PARTS) -> Sms:
    """The text as it can be sent, in at most `most` parts unless its last link alone needs more."""
    text = re.sub(r"\r\n?", "\n", unicodedata.normalize("NFC", text)).strip()
    said = text if accents else plain(text)
    gsm = is_gsm(said)
    if not gsm:
        said = text
    whole = parts_of(said)
    if whole <= most:
        return Sms(said, gsm, whole)
    short = _shortened(said, most)
    return Sms(short, is_gsm(short), parts_of(short), shortened=True)


def plain(text: str) -> str:
    """Without accents, curly quotes and pictures; letters of other scripts and links stay whole."""
    pieces, at = [], 0
    for link in LINK.finditer(text):
        pieces += [_plain(text[at : link.start()]), _spelled(link[0])]
        at = link.end()
    return "".join([*pieces, _plain(text[at:])])


def _plain(text: str) -> str:
    return "".join(map(_letter, text))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    instead = letter.translate(_INSTEAD)
    kept = "".join(
        c for c in unicodedata.normalize("NFKD", instead).translate(_INSTEAD)
        if not unicodedata.combining(c)
    )  # fmt: skip
    if is_gsm(kept):
        return kept
    # Greek capitals are of the alphabet and would be lost by nothing; a picture says no word.
    return letter if is_gsm(letter) or letter.isalnum() else ""


def _spelled(link: str) -> str:
    """The same address in the letters that every phone has."""
    return quote(link, safe="!#$%&'()*+,-./:;=?@[]_~")


def is_gsm(text: str) -> bool:
    return _ALL.issuperset(text)


def parts_of(text: str) -> int:
    """How many SMS the text is; no character is cut in two."""
    widths = _widths(text)
    one, of_many = (160, 153) if is_gsm(text) else (70, 67)
    if sum(widths) <= one:
        return 1
    parts, room = 1, of_many
    for width in widths:
        if width > room:
            parts, room = parts + 1, of_many
        room -= width
    return parts


def _widths(text: str) -> list[int]:
    if is_gsm(text):
        return [2 if c in EXTENDED else 1 for c in text]
    return [2 if ord(c) > 0xFFFF else 1 for c in text]


def _shortened(text: str, most: int) -> str:
    """The beginning, word by word, then "..." and the last link, by which the rest can be read."""
    links = list(LINK.finditer(text))
    end = f" {links[-1][0]}" if links else ""
    words = _pieces(text[: links[-1].start()] if links else text)
    fewest, enough = 0, len(words)
    while fewest < enough:
        middle = (fewest + enough + 1) // 2
        if parts_of(_with(words[:middle], end)) <= most:
            fewest = middle
        else:
            enough = middle - 1
    return _with(words[:fewest], end)


def _pieces(text: str) -> list[str]:
    """Words, and the characters of what is too long to be one; a link is one piece."""
    pieces: list[str] = []
    for word in re.findall(r"\S+\s*", text):
        pieces += [word] if len(word) <= _LONGEST_WORD or LINK.search(word) else word
    return pieces


def _with(words: list[str], end: str) -> str:
    return ("".join(words).rstrip() + "..." + end) if words else end.strip()

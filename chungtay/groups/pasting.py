"""Lines copied out of a chat, read into letters: who, when, what. Pure.

Nothing is guessed: a line without a name goes on with the message above it; before the first name
every line (or every paragraph, if there are empty lines) is a message of somebody in the group. A
time without its day is of the day the officer chose; what cannot be read stays in the text.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from chungtay.groups.data import ENDS_IN_HOURS
from chungtay.kit import clock
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold

MOST = 300
"""Messages of one paste."""
MOST_CHARACTERS = 200_000
LONGEST = 4000
"""Characters of one message (`inbox.conversations`)."""
LONGEST_NAME = 60
MOST_WORDS = 6
"""Words of a name as somebody calls themselves in a group: "Cô Tám Rau Tổ 36"."""

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_DAY = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4}|[/.-]\d{2})?"
_WHEN = rf"(?:{_CLOCK}(?:,? {_DAY})?|{_DAY},? {_CLOCK})"
_STAMPED = re.compile(rf"(?:\[({_WHEN})\]|({_WHEN})) ?[-–]? ?(\S.*)", re.S)
_UNDER = re.compile(rf"([^:\[\]]{{1,{LONGEST_NAME}}}?),? ?\[({_WHEN})\]")
_NAMED = re.compile(rf"([^:]{{1,{LONGEST_NAME}}}):(?:\s+(.*)|)$", re.S)


class TooMuch(Refused):
    code = "paste_too_long"


@dataclass(frozen=True, slots=True)
class Piece:
    """One message as it was read. `line` is where it begins, from 1; `name` is empty for somebody
    in the group; `at` is None where no time stands."""

    line: int
    name: str
    text: str
    at: datetime | None

    @property
    def too_long(self) -> bool:
        return len(self.text) > LONGEST

    @property
    def who(self) -> str:
        """Two messages with the same are of one name."""
        return fold(self.name)


@dataclass(slots=True)
class _Open:
    line: int
    name: str
    at: datetime | None
    lines: list[str] = field(default_factory=list)

    def closed(self) -> Piece | None:
        text = "\n".join(self.lines).strip()
        return Piece(self.line, self.name, text, self.at) if text else None


def read(text: str, day: date, now: datetime, not_names: Collection[str] = ()) -> list[Piece]:
    """The messages of a paste, in order; `not_names` are folded words before a colon that the
    officer says are no name. Raises TooMuch, with how many there are."""
    if len(text) > MOST_CHARACTERS:
        raise TooMuch(_("Dài quá 200.000 chữ. Dán từng phần."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = list(_messages(lines, day, now, frozenset(not_names)))
    if len(found) > MOST:
        raise TooMuch(
            _("%(n)s tin trong một lần dán, mỗi lần nhận nhiều nhất %(most)s. Chia ra rồi dán.")
            % {"n": len(found), "most": MOST}
        )
    return found


def whole(text: str, name: str, at: datetime | None) -> Piece:
    """One forwarded message, just as it is."""
    return Piece(1, " ".join(name.split())[:LONGEST_NAME], text.strip(), at)


def _messages(
    lines: list[str], day: date, now: datetime, not_names: frozenset[str]
) -> Iterator[Piece]:
    heads = [_head(line.strip(), day, now, not_names) for line in lines]
    first = next((n for n, head in enumerate(heads) if head), len(lines))
    yield from _nameless(lines[:first])
    begins = [n for n in range(first, len(lines)) if heads[n]] + [len(lines)]
    for begin, end in pairwise(begins):
        name, at, rest = heads[begin] or ("", None, "")
        whole = _Open(begin + 1, name, at, [rest, *lines[begin + 1 : end]])
        # A name that says nothing is no name: the words are kept.
        alone = _Open(begin + 1, "", at, [lines[begin]])
        piece = whole.closed() or alone.closed()
        if piece:
            yield piece


def _nameless(lines: list[str]) -> Iterator[Piece]:
    """What stands before any name: paragraphs if there are empty lines between, else lines."""
    paragraphs = any(not line.strip() for line in "\n".join(lines).strip().split("\n"))
    open_ = None
    for number, line in enumerate([*lines, ""], 1):
        if not line.strip() or (open_ and not paragraphs):
            piece = open_.closed() if open_ else None
            if piece:
                yield piece
            open_ = None
        if line.strip():
            open_ = open_ or _Open(number, "", None)
            open_.lines.append(line)


def _head(
    line: str, day: date, now: datetime, not_names: frozenset[str]
) -> tuple[str, datetime | None, str] | None:
    """Who, when, and the words after them, if a message begins in this line."""
    under = _UNDER.fullmatch(line)
    if under and _is_name(under[1], not_names):
        at = _moment(under[2], day, now)
        return _tidy(under[1]), at, "" if at else f"[{under[2]}]"
    stamped = _STAMPED.fullmatch(line)
    at = _moment(stamped[1] or stamped[2], day, now) if stamped else None
    # A time that cannot be, or is still to come, stays in the words.
    kept = f"{stamped[1] or stamped[2]} " if stamped and at is None else ""
    named = _NAMED.match(stamped[3] if stamped else line)
    if named and _is_name(named[1], not_names):
        return _tidy(named[1]), at, kept + (named[2] or "").strip()
    if stamped and at and stamped[1]:
        return "", at, stamped[3]  # "[14:05] …" of nobody
    return None


def _is_name(words: str, not_names: frozenset[str]) -> bool:
    """Whether this may be how somebody is called: few words, the first with a capital letter or
    a telephone number, no part of an address of the web, a sentence or an hour."""
    words = _tidy(words)
    if not words or len(words.split()) > MOST_WORDS or fold(words) in not_names:
        return False
    if re.fullmatch(r"\+?[\d .]{8,18}", words):
        return True
    begins = next((c for c in words if c.isalpha()), "")
    a_sentence = re.search(r"[?!;,]|https?$", words, re.I) or ENDS_IN_HOURS.search(words)
    return begins.isupper() and not a_sentence


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _moment(words: str, day: date, now: datetime) -> datetime | None:
    """The moment that is written; None if there is no such one, or it is still to come."""
    hours = re.search(_CLOCK, words)
    written = re.search(_DAY, words.replace(hours[0], " ") if hours else words)
    if hours is None:
        return None
    try:
        hour, minute, *second = map(int, hours[0].split(":"))
        on = _date(written[0], day) if written else day
        at = datetime.combine(on, time(hour, minute, second[0] if second else 0), clock.VN)
    except ValueError:
        return None
    return at if at <= now else None


def _date(written: str, day: date) -> date:
    numbers = [int(n) for n in re.split(r"[/.-]", written)]
    year = numbers[2] if len(numbers) > 2 else day.year
    on = date(year + 2000 if year < 100 else year, numbers[1], numbers[0])
    return on if len(numbers) > 2 or on <= day else on.replace(year=day.year - 1)

"""What to look for, as regular expressions that Python and PostgreSQL read alike. Pure.

Digits are looked for with whatever people put between them, and never inside a longer number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from chungtay.kit import phones
from chungtay.kit.vietnamese import fold
from chungtay.traces.subject import Subject

NOTHING = "(?!)"


@dataclass(frozen=True)
class Needles:
    """`pattern` finds what is this person's alone, `shared` what others have too, both over text
    in small letters; `names` are folded. `likes` are patterns of LIKE that every text with a hit
    of either fits: cheap, and few others do; `spelt` are those that want small letters."""

    pattern: str
    shared: str
    names: frozenset[str] = field(default_factory=frozenset)
    likes: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to look for but a name."""
        return bool(self.likes or self.spelt)

    def near(self, text: str) -> tuple[str, list[Any]]:
        """SQL: a text that may hold a hit, with its values."""
        sql = f"{text} LIKE ANY(%s)"
        if not self.spelt:  # small letters of Vietnamese cost more than the search itself
            return sql, [list(self.likes)]
        return f"({sql} OR lower({text}) LIKE ANY(%s))", [list(self.likes), list(self.spelt)]

    def holds(self, text: str) -> tuple[str, list[Any]]:
        """SQL: a text that holds what is the person's own, with its values."""
        sql, values = self.near(text)
        return f"({sql} AND lower({text}) ~ %s)", [*values, self.pattern]

    def in_text(self, text: str) -> bool:
        """Whether a text holds something that is the person's own."""
        return re.search(self.pattern, text.lower()) is not None

    def named(self, text: str) -> bool:
        """Whether a text of the person's own row holds their name, with or without accents."""
        folded = f" {fold(text)} "
        return any(f" {name} " in folded for name in self.names)


def needles(subject: Subject) -> Needles:
    return Needles(
        pattern=_any_of(subject, shared=False),
        shared=_any_of(subject, shared=True),
        names=frozenset(fold(name) for name in subject.names),
        likes=(*(_in_order(phone) for phone in sorted(subject.phones)),
               *(f"%{_plain(user)}%" for user in sorted(subject.zalo_users))),
        spelt=tuple(f"%{_plain(value)}%" for value in sorted(subject.emails)),
    )  # fmt: skip


def _in_order(phone: str) -> str:
    """Its digits, with anything between them."""
    return f"%{'%'.join(phone.removeprefix('+84').removeprefix('+'))}%"


def _plain(value: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", value)


def _any_of(subject: Subject, *, shared: bool) -> str:
    parts = [phones.pattern(value) for value in _pick(subject.phones, subject, shared)]
    parts += [re.escape(value) for value in _pick(subject.emails, subject, shared)]
    if not shared:
        parts += [rf"(?<![0-9a-z]){re.escape(user)}(?![0-9a-z])" for user in subject.zalo_users]
    return "|".join(f"(?:{part})" for part in sorted(parts)) or NOTHING


def _pick(values: Iterable[str], subject: Subject, shared: bool) -> list[str]:
    return [value for value in values if (value in subject.shared) is shared]

"""Dated rules: every number that a law, a circular or a hospital sets, with its days and source.

Each app keeps its own in `data/rules.toml` and registers the file; one book holds them all.
"""

import calendar
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.kit import units
from chungtay.kit.amounts import NBSP, number
from chungtay.kit.clock import day
from chungtay.kit.errors import Refused

_FIELDS = {"code", "codes", "value", "unit", "valid_from", "valid_to", "centre", "source", "note"}


class NoRule(Refused):
    """No rule of that code is in force on that day."""

    code = "rule.none"


class RuleError(ValueError):
    """A file of rules that may not be loaded; the message names file, code and fault."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`valid_to` is the last day in force, None while it lasts. `centre` "" holds everywhere."""

    code: str
    value: Decimal | str
    unit: str
    valid_from: date
    valid_to: date | None
    centre: str
    source: str
    note: str = ""

    def covers(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def number(self) -> Decimal:
        """The value as a number. Raises TypeError for a rule that is a word."""
        if isinstance(self.value, Decimal):
            return self.value
        raise TypeError(f"{self.code} is not a number: {self.value!r}")

    def after(self, start: date) -> date:
        """The first day on which a wait of this length, begun on `start`, is over.

        Months end where the shorter month ends: one month after 31 January is 28 or 29 February.
        """
        unit = units.UNITS.get(self.unit)
        length = int(self.number * unit.factor) if unit else 0
        if unit and unit.dimension == "days":
            return start + timedelta(days=length)
        if not unit or unit.dimension != "months":
            raise TypeError(f"{self.code} is no length of time: {self.unit!r}")
        months = start.year * 12 + start.month - 1 + length
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))

    def explain(self) -> str:
        """ "12 tuần, theo Thông tư 26/2013/TT-BYT, Điều 6.1, áp dụng từ 16/09/2013"."""
        shown = number(self.value) if isinstance(self.value, Decimal) else gettext(self.value)
        name = str(units.unit(self.unit).name) if self.unit else ""
        parts = {
            "value": f"{shown}{NBSP}{name}" if name else shown,
            "source": self.source,
            "first": day(self.valid_from),
        }
        if self.valid_to is None:
            return gettext("%(value)s, theo %(source)s, áp dụng từ %(first)s") % parts
        parts["last"] = day(self.valid_to)
        return gettext("%(value)s, theo %(source)s, áp dụng từ %(first)s đến %(last)s") % parts


class RuleBook:
    """All rules by code and centre, never two in force on one day; read at first asking."""

    def __init__(self, *paths: Path) -> None:
        self._waiting = list(paths)
        self._files: set[Path] = set()
        self._rules: dict[tuple[str, str], list[Rule]] = {}

    def register(self, path: Path) -> None:
        """Add a file of rules. Raises RuleError now, not in the middle of somebody's work."""
        self._load()
        self._add(path)

    def rule(self, code: str, *, on: date, centre: str = "") -> Rule:
        """The rule in force that day: the centre's own, else the general one. Raises NoRule."""
        self._load()
        for where in dict.fromkeys((centre, "")):
            for found in self._rules.get((code, where), ()):
                if found.covers(on):
                    return found
        raise NoRule(
            _("Chưa có quy định “%(code)s” cho ngày %(day)s.") % {"code": code, "day": day(on)}
        )

    def __iter__(self) -> Iterator[Rule]:
        self._load()
        for key in sorted(self._rules):
            yield from self._rules[key]

    def _load(self) -> None:
        while self._waiting:
            self._add(self._waiting.pop(0))

    def _add(self, path: Path) -> None:
        """All of the file or nothing of it; a file already in the book changes nothing."""
        if path in self._files:
            return
        merged = {key: list(rules) for key, rules in self._rules.items()}
        for rule in read(path):
            merged.setdefault((rule.code, rule.centre), []).append(rule)
        for (code, centre), rules in merged.items():
            rules.sort(key=lambda rule: rule.valid_from)
            for earlier, later in pairwise(rules):
                if earlier.covers(later.valid_from):
                    where = f" at {centre}" if centre else ""
                    raise RuleError(
                        f"{path.name}: two rules {code}{where} in force on {later.valid_from}"
                    )
        self._rules = merged
        self._files.add(path)


def read(path: Path) -> Iterator[Rule]:
    """The rules of one file. A table with `codes` stands for one rule each. Raises RuleError."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: {error}") from error
    if set(tables) - {"rule"}:
        raise RuleError(f"{path.name}: only [[rule]] tables are read")
    for table in tables.get("rule", []):
        codes = table.get("codes") or [table.get("code")]
        for code in codes:
            yield _rule(table, code, path.name)


def _rule(table: dict[str, Any], code: Any, file: str) -> Rule:
    def need(sound: bool, fault: str) -> None:
        if not sound:
            raise RuleError(f"{file}: {code}: {fault}")

    value: Any = table.get("value")
    first: Any = table.get("valid_from")
    last: Any = table.get("valid_to")
    need(isinstance(code, str) and bool(code), "a rule without its code")
    need(not set(table) - _FIELDS, f"unknown fields {sorted(set(table) - _FIELDS)}")
    texts = {name: table.get(name, "") for name in ("unit", "centre", "source", "note")}
    need(all(isinstance(text, str) for text in texts.values()), "a text that is no text")
    need(texts["unit"] in ("", *units.UNITS), f"unknown unit {texts['unit']!r}")
    need(bool(texts["source"].strip()), "no source")
    need(type(value) in (int, Decimal, str) and value != "", "no value")
    need(not isinstance(value, Decimal) or value.is_finite(), "the value is not finite")
    need(type(first) is date, "no first day (valid_from)")
    need(last is None or (type(last) is date and last >= first), "the last day is before the first")
    return Rule(
        code=code,
        value=Decimal(value) if isinstance(value, int) else value,
        valid_from=first,
        valid_to=last,
        **texts,
    )


book = RuleBook(Path(__file__).parent / "data" / "rules.toml")
"""The book of the running program; an app adds its file in `AppConfig.ready`."""

register = book.register
rule = book.rule

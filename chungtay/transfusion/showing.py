"""The rules as a doctor reads them: by topic, on a day, at a centre; what changed when. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as say

from chungtay.kit import rules, units
from chungtay.kit.amounts import NBSP, number
from chungtay.kit.rules import NoRule, Rule
from chungtay.kit.vietnamese import fold
from chungtay.transfusion import compatibility, naming, platelets
from chungtay.transfusion.groups import Component, Group

SHOWN = (Group.O_POS, Group.A_POS, Group.B_POS, Group.AB_POS,
         Group.O_NEG, Group.A_NEG, Group.B_NEG, Group.AB_NEG)  # fmt: skip
COMPONENTS = (Component.RED_CELLS, Component.WHOLE, Component.PLATELETS, Component.PLASMA)
MANY = 16
"""More new rules of one day than that are counted, not named."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rules alike in all but what they are about. `general` is what holds elsewhere, if else."""

    rule: Rule
    value: str
    names: list[str]
    note: str
    number: int
    general: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    title: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Change:
    """What began, or ended, on a day at a centre. `altered`: (name, before, after)."""

    on: date
    centre: str
    altered: list[tuple[str, str, str]] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    @property
    def named(self) -> list[str]:
        return self.new if len(self.new) <= MANY else []


def value(rule: Rule) -> str:
    """ "12 tuần", "bác sĩ xét"."""
    if isinstance(rule.value, Decimal):
        return f"{number(rule.value)}{NBSP}{units.unit(rule.unit).name}"
    return say(rule.value)


def ours() -> list[Rule]:
    return [rule for rule in rules.book if rule.code.startswith("blood.")]


def first_day() -> date:
    """Before it no rule at all is in force."""
    return min(rule.valid_from for rule in ours())


def in_force(on: date, centre: str = "") -> list[Rule]:
    """Every rule of that day: the centre's own, else the general one."""
    found = []
    for code in {rule.code for rule in ours()}:
        try:
            found.append(rules.rule(code, on=on, centre=centre))
        except NoRule:
            continue
    return sorted(found, key=lambda rule: naming.place(rule.code))


def topics(on: date, centre: str = "", words: str = "") -> list[Topic]:
    """The rules in force that hold all the words, accents or not, as blocks under topics."""
    kept = [rule for rule in in_force(on, centre) if _holds(rule, words)]
    by_topic: dict[str, list[Rule]] = {key: [] for key in naming.TOPICS}
    for rule in kept:
        by_topic[naming.topic(rule.code)].append(rule)
    return [
        Topic(key, str(naming.TOPICS[key]), _blocks(key, found, on))
        for key, found in by_topic.items()
        if found
    ]


def _holds(rule: Rule, words: str) -> bool:
    """Whether each of the words begins one there: "6.2", "xuat", "TT-BYT"."""
    topic = naming.TOPICS[naming.topic(rule.code)]
    text = " " + fold(f"{topic} {naming.name(rule.code)} {value(rule)} {rule.source} {rule.note}")
    return all(f" {fold(word)}" in text for word in words.split())


def _blocks(topic: str, found: list[Rule], on: date) -> list[Block]:
    alike: dict[tuple[object, ...], list[Rule]] = {}
    for rule in found:
        general = _general(rule, on)
        key = (rule.value, rule.unit, rule.source, rule.valid_from, rule.valid_to, rule.centre,
               rule.note, general)  # fmt: skip
        alike.setdefault(key, []).append(rule)
    blocks = [
        Block(
            same[0], value(same[0]), naming.names(rule.code for rule in same),
            say(same[0].note) if same[0].note else "", len(same), _general(same[0], on),
        )
        for same in alike.values()
    ]  # fmt: skip
    if topic in ("defer", "covid"):
        start = date(2001, 1, 1)
        blocks.sort(key=lambda block: block.rule.after(start), reverse=True)
    return blocks


def _general(rule: Rule, on: date) -> str:
    """What holds elsewhere instead of a centre's own rule; "" if nothing."""
    if not rule.centre:
        return ""
    try:
        return value(rules.rule(rule.code, on=on))
    except NoRule:
        return ""


def changes(centre: str | None = None) -> list[Change]:
    """Newest first; of one centre and of the whole country, or of all."""
    events = []
    for rule in ours():
        if centre is None or rule.centre in ("", centre):
            events.append((rule.valid_from, rule.centre, rule, True))
            if rule.valid_to:
                events.append((rule.valid_to + timedelta(days=1), rule.centre, rule, False))
    events.sort(key=lambda event: (-event[0].toordinal(), event[1], naming.place(event[2].code)))
    return [_change(on, of, list(same)) for (on, of), same in groupby(events, key=lambda e: e[:2])]


def _change(on: date, centre: str, events: list[tuple[date, str, Rule, bool]]) -> Change:
    change = Change(on, centre)
    begun = {rule.code for _on, _centre, rule, begins in events if begins}
    for _on, _centre, rule, begins in events:
        name = naming.name(rule.code)
        if not begins:
            if rule.code not in begun:
                change.ended.append(name)
            continue
        try:
            before = rules.rule(rule.code, on=on - timedelta(days=1), centre=centre)
        except NoRule:
            change.new.append(name)
        else:
            change.altered.append((name, value(before), value(rule)))
    return change


def reasons() -> list[tuple[str, str]]:
    """Reasons to wait that a page may ask about, as choices of a form."""
    codes = {rule.code for rule in ours()} - naming.UNASKED
    found = sorted((c for c in codes if c.startswith("blood.defer.")), key=naming.place)
    return [(code, naming.name(code)) for code in found]


@dataclass(frozen=True, slots=True)
class Suiting:
    """One patient's line: whose blood suits, with a star where the titre must be known, and who
    is asked, in turn."""

    patient: str
    donors: list[str]
    asked: list[str]


def table(component: Component, centre: str = "") -> list[Suiting]:
    return [_suiting(component, patient, centre) for patient in SHOWN]


def _suiting(component: Component, patient: Group, centre: str) -> Suiting:
    donors = [g for g in SHOWN if compatibility.suits(component, g, patient, centre=centre)]
    starred: Iterable[int] = ()
    if component is Component.PLATELETS:
        choices = platelets.order(patient.abo, centre).choices
        starred = {abo for choice in choices if choice.titre for abo in choice.abo}
        rank = {abo: n for n, choice in enumerate(choices) for abo in choice.abo}
        donors.sort(key=lambda group: rank[group.abo])
    return Suiting(
        patient.written,
        [group.written + "*" * (group.abo in starred) for group in donors],
        [
            ", ".join(group.written for group in tier)
            for tier in compatibility.tiers(component, patient, centre=centre)
        ],
    )

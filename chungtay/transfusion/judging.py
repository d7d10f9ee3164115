"""What each rule says of somebody on a day. Pure; `eligibility` takes the strictest of it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as say

from chungtay.kit import clock, rules
from chungtay.kit.rules import NoRule, Rule, rule
from chungtay.transfusion.answering import Answer, Deferral, History, Outcome
from chungtay.transfusion.groups import Cells, Component, Kind
from chungtay.transfusion.waits import gap, gap_or_strictest
from chungtay.transfusion.weight import Band

OF_WHOLE = {Component.WHOLE, Component.RED_CELLS}
BY_MACHINE = {Component.PLATELETS, Component.PLASMA, Component.RED_CELLS, *Cells}
"""Red cells as a gift are always collected by the machine; those from whole blood are WHOLE."""
APHERESES = {Component.PLATELETS, Component.PLASMA}


def judge(wanted: Kind, history: History, *, on: date, centre: str) -> Iterator[Answer]:
    """One answer for each rule that says anything of them."""
    gifts = _gifts(history)
    if gifts:
        yield _rested(wanted, gifts, on, centre)
        yield from _capped(wanted, gifts, on, centre)
    if history.birth_year is not None or not gifts:
        yield _of_age(history.birth_year, on)
    if history.weight is not None:
        yield _heavy_enough(wanted, history.weight, on, centre)
    if wanted in BY_MACHINE:
        yield _tested(history.tested, gifts, on, centre)
    for deferral in history.deferrals:
        yield _deferred(deferral, on, centre)


def _gifts(history: History) -> list[tuple[date, Kind]]:
    """All that is known, latest first; a gift of a kind nobody knows counts as whole blood."""
    gifts = list(history.gifts)
    if history.last_on and all(on != history.last_on for on, _kind in gifts):
        gifts.append((history.last_on, history.last or Component.WHOLE))
    return sorted(gifts, key=lambda gift: gift[0], reverse=True)


def _may(found: Rule) -> Answer:
    return Answer(Outcome.MAY, None, say("Có thể đến khám."), found.explain(), found.code)


def _rested(wanted: Kind, gifts: list[tuple[date, Kind]], on: date, centre: str) -> Answer:
    last_on, last = gifts[0]
    try:
        between = gap(last, wanted, on=on, centre=centre)
    except NoRule:
        return _after_cells(wanted, gifts, on, centre)
    until = between.after(last_on)
    if on >= until:
        return _may(between)
    words = say("Lần hiến gần nhất là %(last)s; hẹn khám lại từ %(day)s.")
    why = words % {"last": clock.day(last_on), "day": clock.day(until)}
    return Answer(Outcome.NOT_BEFORE, until, why, between.explain(), between.code)


def _after_cells(wanted: Kind, gifts: list[tuple[date, Kind]], on: date, centre: str) -> Answer:
    """Granulocytes and stem cells: so many in so many days; no wait for anything else is set, so
    a doctor says when, until the longest wait there is."""
    if wanted not in Cells:
        longest = gap_or_strictest(gifts[0][1], wanted, on=on, centre=centre)
        settled = longest.after(gifts[0][0])
        why = say(
            "Lần gần nhất là bạch cầu hạt hoặc tế bào gốc, Thông tư không nêu phải chờ bao lâu."
        )
        if on >= settled:
            return _may(longest)
        return Answer(Outcome.DOCTOR, settled, why, longest.explain(), longest.code)
    most = rule("blood.most.cells", on=on, centre=centre)
    within = int(rule("blood.most.cells.within", on=on, centre=centre).number)
    until = _reached(most, gifts, set(Cells), within)
    if until is None or on >= until:
        return _may(most)
    words = say("Đã %(n)s lần trong %(days)s ngày; hẹn khám lại từ %(day)s.")
    why = words % {"n": most.number, "days": within, "day": clock.day(until)}
    return Answer(Outcome.NOT_BEFORE, until, why, most.explain(), most.code)


def _reached(
    most: Rule, gifts: list[tuple[date, Kind]], kinds: set[Kind], within: int
) -> date | None:
    """The first day on which fewer than `most` of these gifts lie in the last `within` days."""
    days = [day for day, kind in gifts if kind in kinds]
    number = int(most.number)
    return days[number - 1] + timedelta(days=within) if len(days) >= number else None


def _capped(
    wanted: Kind, gifts: list[tuple[date, Kind]], on: date, centre: str
) -> Iterator[Answer]:
    """Soft caps of a year. Sex is not kept, so the lower one, that of women, asks for a doctor."""
    if wanted in OF_WHOLE:
        code, kinds = "blood.most.whole_blood.female", OF_WHOLE
    elif wanted in APHERESES:
        code, kinds = "blood.most.apheresis", APHERESES
    else:
        return
    most = rule(code, on=on, centre=centre)
    within = int(rule("blood.most.within", on=on, centre=centre).number)
    past = [gift for gift in gifts if gift[0] <= on]
    until = _reached(most, past, set(kinds), within)
    if until is not None and on < until:
        words = say("Đã %(n)s lần trong %(days)s ngày: bác sĩ cho ý kiến trước %(day)s.")
        why = words % {"n": most.number, "days": within, "day": clock.day(until)}
        yield Answer(Outcome.DOCTOR, until, why, most.explain(), most.code)


def _of_age(birth_year: int | None, on: date) -> Answer:
    least, most = rule("blood.age.min", on=on), rule("blood.age.max", on=on)
    if birth_year is None:
        return _may(least)
    age, limits = on.year - birth_year, {"least": least.number, "most": most.number}
    if age < least.number:
        until = date(birth_year + int(least.number), 1, 1)
        why = say("Chưa đủ %(least)s tuổi.") % limits
        return Answer(Outcome.NOT_BEFORE, until, why, least.explain(), least.code)
    if age > most.number:
        why = say("Đã quá %(most)s tuổi.") % limits
        return Answer(Outcome.NO_LONGER, None, why, most.explain(), most.code)
    if age in (least.number, most.number):
        why = say("Năm nay đến ngưỡng tuổi: nơi nhận máu xem ngày sinh.")
        limit = least if age == least.number else most
        return Answer(Outcome.DOCTOR, None, why, limit.explain(), limit.code)
    return _may(least)


def _heavy_enough(wanted: Kind, weight: Band, on: date, centre: str) -> Answer:
    """Of whole blood women may give lighter than men: between the two a doctor must say so."""

    def limit(word: str) -> Rule:
        return rule(f"blood.weight.{word}", on=on, centre=centre)

    if wanted is Component.WHOLE:
        some, everybody = limit("whole_blood.female"), limit("whole_blood.male")
    else:
        some = everybody = limit(wanted.rule_word)
    if weight.least >= everybody.number:
        return _may(everybody)
    words = {"weight": weight.words}
    if weight.below is not None and weight.below <= some.number:
        why = say("Cân nặng %(weight)s: không hỏi cho đến khi cân lại.") % words
        return Answer(Outcome.NO_LONGER, None, why, some.explain(), some.code)
    why = say("Cân nặng %(weight)s: bác sĩ cân và cho ý kiến.") % words
    return Answer(Outcome.DOCTOR, None, why, everybody.explain(), everybody.code)


def _tested(tested: bool | None, gifts: list[tuple[date, Kind]], on: date, centre: str) -> Answer:
    needed = rule("blood.apheresis.tested", on=on, centre=centre)
    if tested is None:
        tested = any(kind in BY_MACHINE for _day, kind in gifts)
    if tested:
        return _may(needed)
    why = say("Chưa gạn tách lần nào: bác sĩ xem tĩnh mạch và xét nghiệm trước.")
    return Answer(Outcome.DOCTOR, None, why, needed.explain(), needed.code)


def _deferred(deferral: Deferral, on: date, centre: str) -> Answer:
    """A hit needs a doctor's word. So does what only other centres have a rule for, as long as
    the longest of them; and without end what has no rule at all, or one that is no length."""
    try:
        wait = rule(deferral.code, on=on, centre=centre)
    except NoRule:
        elsewhere = [r for r in rules.book if r.code == deferral.code and r.covers(on)]
        if not elsewhere:
            why = say("Ngày ấy chưa có quy định: bác sĩ cho ý kiến.")
            return Answer(Outcome.DOCTOR, None, why, "", deferral.code)
        wait = max(elsewhere, key=lambda r: r.after(deferral.since))
    if isinstance(wait.value, str):
        why = say("Cần bác sĩ cho ý kiến.")
        return Answer(Outcome.DOCTOR, None, why, wait.explain(), wait.code)
    until = wait.after(deferral.since)
    if on >= until:
        return _may(wait)
    why = say("Cần bác sĩ cho ý kiến trước %(day)s.") % {"day": clock.day(until)}
    return Answer(Outcome.DOCTOR, until, why, wait.explain(), wait.code)

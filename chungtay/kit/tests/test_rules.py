"""The book of dated rules."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kit import rules
from chungtay.kit.rules import NoRule, Rule, RuleBook, RuleError

ROW = """
[[rule]]
code = "{code}"
value = {value}
unit = "tuần"
valid_from = {first}
{last}
centre = "{centre}"
source = "Thông tư 1"
"""


def row(
    first: str, last: str = "", *, code: str = "gap", value: str = "2", centre: str = ""
) -> str:
    return ROW.format(
        code=code,
        value=value,
        first=first,
        last=f"valid_to = {last}" if last else "",
        centre=centre,
    )


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str, name: str = "rules.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_rule_holds_from_its_first_day_to_its_last(write) -> None:
    book = RuleBook(write(row("2020-01-01", "2020-12-31") + row("2021-01-01", value="3")))
    assert book.rule("gap", on=date(2020, 1, 1)).value == 2
    assert book.rule("gap", on=date(2020, 12, 31)).value == 2
    assert book.rule("gap", on=date(2021, 1, 1)).value == 3
    assert book.rule("gap", on=date(2099, 1, 1)).value == 3


def test_before_the_first_day_there_is_no_rule(write) -> None:
    book = RuleBook(write(row("2020-01-01", "2020-12-31")))
    for code, on in (
        ("gap", date(2019, 12, 31)),
        ("gap", date(2021, 1, 1)),
        ("gip", date(2020, 1, 1)),
    ):
        with pytest.raises(NoRule, match=f"“{code}” cho ngày {on:%d/%m/%Y}"):
            book.rule(code, on=on)


def test_a_centre_may_be_stricter_and_else_follows_the_general_rule(write) -> None:
    book = RuleBook(write(row("2020-01-01") + row("2021-01-01", value="3", centre="nihbt")))
    assert book.rule("gap", on=date(2021, 5, 1), centre="nihbt").value == 3
    assert book.rule("gap", on=date(2020, 5, 1), centre="nihbt").value == 2
    assert book.rule("gap", on=date(2021, 5, 1), centre="elsewhere").value == 2
    assert book.rule("gap", on=date(2021, 5, 1)).value == 2


def test_a_centre_of_its_own_binds_nobody_else(write) -> None:
    book = RuleBook(write(row("2020-01-01", centre="nihbt")))
    with pytest.raises(NoRule):
        book.rule("gap", on=date(2020, 5, 1))


@pytest.mark.parametrize(
    "text",
    [
        row("2020-01-01") + row("2021-01-01"),
        row("2020-01-01", "2020-12-31") + row("2020-12-31"),
        row("2020-01-01", "2020-12-31") + row("2019-01-01"),
        row("2020-01-01") + row("2020-01-01"),
    ],
)
def test_two_rules_in_force_on_one_day_are_refused(write, text: str) -> None:
    with pytest.raises(RuleError, match="two rules gap in force on 20"):
        list(RuleBook(write(text)))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (row("2020-01-01").replace("Thông tư 1", " "), "no source"),
        (row("2020-01-01").replace('source = "Thông tư 1"', ""), "no source"),
        (row("2020-01-01").replace("value = 2", ""), "no value"),
        (row("2020-01-01", value="true"), "no value"),
        (row("2020-01-01", value="nan"), "not finite"),
        (row("2020-01-01").replace("valid_from = 2020-01-01", ""), "no first day"),
        (row("2020-01-01T00:00:00"), "no first day"),
        (row("2020-01-02", "2020-01-01"), "before the first"),
        (row("2020-01-01", code=""), "without its code"),
        (row("2020-01-01") + 'sauce = "x"', "unknown fields"),
        (row("2020-01-01").replace('"tuần"', "7"), "no text"),
        (row("2020-01-01").replace('"tuần"', '"tuần trăng"'), "unknown unit"),
        ('[rules]\na = "b"', "only"),
        ("[[rule", "rules.toml"),
    ],
)
def test_a_faulty_file_is_refused_by_name(write, text: str, fault: str) -> None:
    with pytest.raises(RuleError, match=fault):
        list(RuleBook(write(text)))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(row("2020-01-01").encode("utf-16"))
    with pytest.raises(RuleError):
        list(RuleBook(path))


def test_a_refused_file_leaves_the_book_as_it_was(write) -> None:
    book = RuleBook(write(row("2020-01-01")))
    with pytest.raises(RuleError):
        book.register(write(row("2022-01-01", code="new") + row("2020-06-01"), "more.toml"))
    assert [rule.code for rule in book] == ["gap"]
    for _time in range(2):
        book.register(write(row("2022-01-01", code="new"), "good.toml"))
    assert [rule.code for rule in book] == ["gap", "new"]


def made(value: Decimal | str, unit: str) -> Rule:
    return Rule("x", value, unit, date(2013, 9, 16), None, "", "Thông tư 26/2013/TT-BYT, Điều 6.1")


@pytest.mark.parametrize(
    ("value", "unit", "start", "end"),
    [
        (12, "tuần", date(2021, 9, 28), date(2021, 12, 21)),
        (2, "tuần", date(2021, 9, 28), date(2021, 10, 12)),
        (28, "ngày", date(2021, 9, 16), date(2021, 10, 14)),
        (1, "tháng", date(2023, 1, 31), date(2023, 2, 28)),
        (1, "tháng", date(2024, 1, 31), date(2024, 2, 29)),
        (6, "tháng", date(2021, 9, 28), date(2022, 3, 28)),
        (12, "tháng", date(2024, 2, 29), date(2025, 2, 28)),
        (18, "năm", date(2004, 2, 29), date(2022, 2, 28)),
    ],
)
def test_a_wait_is_over_on_a_day(value: int, unit: str, start: date, end: date) -> None:
    assert made(Decimal(value), unit).after(start) == end


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_a_longer_wait_never_ends_earlier(start: date, months: int) -> None:
    shorter, longer = made(Decimal(months), "tháng"), made(Decimal(months + 1), "tháng")
    assert start <= shorter.after(start) < longer.after(start)


def test_a_word_is_no_number_and_a_weight_no_wait() -> None:
    assert made("dương tính", "").value == "dương tính"
    with pytest.raises(TypeError):
        _ = made("dương tính", "").number
    with pytest.raises(TypeError):
        made(Decimal(45), "kg").after(date(2021, 1, 1))


def test_a_rule_explains_itself() -> None:
    assert (
        made(Decimal(12), "tuần").explain()
        == "12\u00a0tuần, theo Thông tư 26/2013/TT-BYT, Điều 6.1, áp dụng từ 16/09/2013"
    )
    ended = Rule("x", "B", "", date(2020, 1, 1), date(2020, 2, 1), "", "Nguồn")
    assert ended.explain() == "B, theo Nguồn, áp dụng từ 01/01/2020 đến 01/02/2020"


def test_the_book_of_the_program_knows_the_base_salary() -> None:
    """domain.md 3.6: 2,340,000, then 2,530,000 from 1 July 2026."""
    assert rules.rule("base_salary", on=date(2026, 6, 30)).number == 2_340_000
    assert rules.rule("base_salary", on=date(2026, 7, 1)).number == 2_530_000
    assert all(rule.source for rule in rules.book)

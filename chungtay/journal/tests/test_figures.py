"""Figures: sums with their words, nesting, months and places that add up."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from chungtay.journal.actions import void
from chungtay.journal.figures import figure
from chungtay.journal.models import Heading
from chungtay.journal.selection import Selection, cover, starts
from chungtay.journal.tests.books import TREES, WELLS, close_all, do, naive
from chungtay.kit.quantities import (
    UNKNOWN,
    ZERO,
    Quantity,
    at_least,
    between,
    exact,
    hundreds,
    more_than,
    nearly,
)

pytestmark = pytest.mark.database
YEAR = (date(2023, 1, 1), date(2024, 1, 1))


@pytest.fixture
def world(world):
    from chungtay.journal import measures

    measures.load()
    return world


def on(month, day=10):
    return datetime(2023, month, day, 3, tzinfo=UTC)


def write(world, *things, place=None):
    return do(actor=world.system, at=world.at, place=place or world.ward, things=list(things))


def year(measure=TREES, **changes):
    return figure(
        Selection(**{"measure": measure.id, "since": YEAR[0], "until": YEAR[1], **changes})
    )


def said(f):
    return f.quantity.words("cái").replace("\u00a0", " ") if f.quantity else None


@pytest.mark.parametrize(
    ("quantities", "words"),
    [
        ([exact(2), exact(3)], "5 cái"),
        ([exact(2), more_than(700)], "hơn 702 cái"),
        ([nearly(40), exact(1)], "gần 41 cái"),
        ([more_than(1), nearly(40)], "ít nhất 1 cái"),
        ([UNKNOWN], "chưa rõ số cái"),
        ([hundreds()], "hàng trăm cái"),
        ([at_least(7)], "ít nhất 7 cái"),
        ([ZERO], "0 cái"),
        ([ZERO, hundreds()], "hàng trăm cái"),
        ([], None),
    ],
)
def test_the_word_stays_with_the_number(world, quantities, words):
    write(world, *[{"quantity": q, "at": on(3)} for q in quantities])
    assert said(year()) == words


@pytest.mark.parametrize(
    "q", [exact(3), more_than(3), nearly(3), at_least(3), UNKNOWN, ZERO, hundreds(), between(2, 4),
          Quantity(Decimal(1), Decimal(2), "gần"), Quantity(Decimal(2), Decimal(2), "gần")]
)  # fmt: skip
def test_sql_and_kit_agree_on_what_is_open(world, q):
    write(world, {"quantity": q, "at": on(3)}, {"quantity": exact(1), "at": on(3)})
    f = year()
    assert (f.lines, f.cell.total) == naive(f.selection)


def test_zero_is_a_result_and_nothing_is_not_zero(world):
    write(world, {"quantity": ZERO, "at": on(3)})
    f = year()
    assert f.quantity == ZERO
    assert f.months[date(2023, 3, 1)].quantity == ZERO
    assert f.months[date(2023, 4, 1)].quantity is None


def test_a_voided_line_counts_nothing(world):
    (line,) = write(world, {"quantity": exact(5), "at": on(3)})
    void(actor=world.officer, at=world.at, line=line)
    assert year().quantity is None


def test_a_nested_line_counts_once(world):
    (whole,) = write(world, {"quantity": more_than(7), "at": on(11)})
    write(world, {"quantity": nearly(2), "at": on(10), "within": whole})
    f = year()
    assert (said(f), f.lines, f.nested) == ("hơn 7 cái", 1, 1)
    # Alone in its own month, the part is what is known.
    assert said(year(until=date(2023, 11, 1))) == "gần 2 cái"
    assert sum(c.lines for c in f.months.values()) == 1


def test_a_part_counts_again_when_its_whole_is_void(world):
    (whole,) = write(world, {"quantity": exact(7), "at": on(11)})
    (part,) = write(world, {"quantity": exact(2), "at": on(10), "within": whole})
    write(world, {"quantity": exact(1), "at": on(10), "within": part})
    assert (year().lines, said(year())) == (1, "7 cái")
    void(actor=world.officer, at=world.at, line=part)
    assert said(year()) == "7 cái"
    void(actor=world.officer, at=world.at, line=whole)
    assert said(year()) == "1 cái"


def test_a_part_elsewhere_counts_there_and_not_twice_in_the_whole(world):
    (whole,) = write(world, {"quantity": exact(7), "at": on(11)})
    write(world, {"quantity": exact(2), "at": on(11), "within": whole}, place=world.other_ward)
    there = year(places=cover(world.other_ward.pk))
    both = year(places=cover(world.other_ward.pk, world.ward.pk))
    assert (said(there), said(both)) == ("2 cái", "7 cái")
    assert sum(c.lines for c in both.places.values()) == both.lines


def test_a_programme_and_a_measure_are_apart(world):
    heading = Heading.objects.create(code="t.a", kind="programme", title="A")
    write(world, {"quantity": exact(2), "at": on(1), "programme": heading})
    write(world, {"quantity": exact(3), "at": on(1)})
    write(world, {"quantity": exact(9), "at": on(1), "measure": WELLS})
    assert (said(year()), said(year(programme=heading.pk)), said(year(WELLS))) == (
        "5 cái",
        "2 cái",
        "9 cái",
    )


def test_the_first_and_last_moment_of_a_day_belong_to_it(world):
    first, after = starts(date(2023, 3, 5)), starts(date(2023, 3, 6))
    from datetime import timedelta

    moment = timedelta(microseconds=1)
    for number, at in ((1, first), (10, after - moment), (100, after), (1000, first - moment)):
        write(world, {"quantity": exact(number), "at": at})
    assert said(year(since=date(2023, 3, 5), until=date(2023, 3, 6))) == "11 cái"


def test_closing_in_the_middle_changes_no_figure(committed):
    w = committed
    (whole,) = write(w, {"quantity": exact(7), "at": on(11)}, place=w.ward)
    write(
        w,
        {"quantity": exact(2), "at": on(11), "within": whole},
        {"quantity": more_than(3), "at": on(1, 2)},
    )
    odd = {"since": date(2023, 1, 2), "until": date(2023, 11, 11)}
    before = [
        year(),
        year(**odd),
        year(places=cover(w.ward.pk)),
        year(places=cover(w.ward.pk), by_commune=False),
    ]
    assert close_all(w.at)
    after = [
        year(),
        year(**odd),
        year(places=cover(w.ward.pk)),
        year(places=cover(w.ward.pk), by_commune=False),
    ]
    for a, b in zip(before, after, strict=True):
        assert (a.cell, a.nested, dict(a.months), dict(a.places)) == (
            b.cell,
            b.nested,
            dict(b.months),
            dict(b.places),
        )
        assert (b.lines, b.cell.total) == naive(b.selection)
    assert (before[0].open, after[0].open) == (3, 0)
    void(actor=w.officer, at=w.at, line=whole)
    assert said(year()) == "hơn 5 cái"
    assert (year().open, said(year())) == (1, "hơn 5 cái")


def test_two_queries_whatever_the_size(world, django_assert_num_queries):
    TREES.id  # noqa: B018
    write(world, *[{"quantity": exact(1), "at": on(3)}] * 3)
    with django_assert_num_queries(2):
        year()

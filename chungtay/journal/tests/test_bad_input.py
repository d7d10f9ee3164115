"""What cannot be meant is refused with a sentence, nothing half-done, and the refusal is kept."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from chungtay.journal import act, measures
from chungtay.journal.act import line
from chungtay.journal.models import Entry, Line, Refusal
from chungtay.journal.tests.books import TREES
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import Quantity, exact

pytestmark = pytest.mark.django_db


@act.action("test.write_badly")
def write_badly(*, actor, at, place, what):
    line(TREES, exact(1))
    what()


def tree_on(at):
    line(TREES, exact(1), at=at)


def many_lines():
    for _ in range(10_000_000):
        line(TREES, exact(1))


BAD = {
    "NaN": (lambda: line(TREES, exact(Decimal("NaN"))), "Đây không phải là số"),
    "infinity": (lambda: line(TREES, exact("Infinity")), "Đây không phải là số"),
    "lo above hi": (lambda: line(TREES, Quantity(Decimal(6), Decimal(5))), "phải đứng trước"),
    "half a tree": (lambda: line(TREES, exact("0.5")), "chỉ đếm số nguyên"),
    "year 9999": (lambda: tree_on(datetime(9999, 12, 31, tzinfo=UTC)), "không hợp lý"),
    "the very first year": (lambda: tree_on(datetime(1, 1, 1, tzinfo=UTC)), "không hợp lý"),
    "10,000,000 lines": (many_lines, "tối đa 100.000 dòng"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_clear_sentence_and_nothing_half_done(world, what):
    measures.load()
    assert world.system.actor_id
    before = Entry.objects.count()
    do, sentence = BAD[what]
    with pytest.raises(Refused) as refused:
        write_badly(actor=world.system, at=world.at, place=world.ward, what=do)
    assert sentence in str(refused.value)
    assert (Entry.objects.count(), Line.objects.count()) == (before, 0)
    assert Refusal.objects.get().verb == "test.write_badly"


def test_an_act_in_the_year_9999_is_refused(world):
    with pytest.raises(Refused, match="không hợp lý"):
        write_badly(
            actor=world.system, at=datetime(9999, 1, 1, tzinfo=UTC), place=world.ward, what=int
        )
    assert Refusal.objects.get().code == "time_not_sane"


def test_a_measure_of_an_unknown_unit_is_refused():
    with pytest.raises(Refused, match="Chưa có đơn vị “thúng”"):
        measures.measure("test.baskets", "thúng thóc", unit="thúng")
    assert "test.baskets" not in measures.registry

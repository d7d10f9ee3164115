"""The chance that enough arrive: of the call, counted exactly, and shown as what it is."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import come, not_today, record_gift
from chungtay.blood.tests.examples import asks, call, taught
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.boards.chances import Chances
from chungtay.recruiting.waves import spread, tail


def test_the_columns_are_the_whole_and_the_full_ones_are_the_chance(world):
    made = call(world, donors=9, units=2)
    found = Chances(made, world.at + timedelta(minutes=5))
    columns = found.columns.columns
    assert [column.label for column in columns] == ["0", "1", "2", "3", "4+"]
    assert [column.few for column in columns] == [True, True, False, False, False]
    assert sum(float(column.value or 0) for column in columns) == pytest.approx(1, abs=0.001)
    enough = sum(float(column.value or 0) for column in columns if not column.few)
    assert enough == pytest.approx(found.share, abs=0.001)


def test_many_units_show_only_the_columns_about_the_goal(world):
    made = call(world, donors=3, units=12)
    columns = Chances(made, world.at).columns.columns
    assert [column.label for column in columns] == ["≤10", "11", "12", "13", "14+"]
    assert [column.few for column in columns] == [True, True, False, False, False]
    assert sum(float(column.value or 0) for column in columns) == pytest.approx(1, abs=0.001)


def test_a_gift_is_an_arrival(world):
    made = call(world, donors=3, units=2)
    record_gift(actor=world.officer, at=world.at, ask=asks(made)[0])
    found = Chances(made, world.at)
    assert found.given == 1 and found.columns.columns[0].value == 0


def test_silence_lowers_it_and_a_yes_raises_it(world):
    made = call(world, donors=6, units=1)
    early, late = (Chances(made, world.at + timedelta(minutes=m)).share for m in (1, 90))
    assert late < early
    come(actor=Answering(asks(made)[0]), at=world.at, ask=asks(made)[0])
    assert Chances(made, world.at + timedelta(minutes=1)).share > early


def test_when_the_doubt_has_grown_the_next_wave_is_told_with_its_number(world):
    taught(world)
    made = call(world, donors=2, units=1)
    call(world, donors=6, units=1)
    for ask in asks(made):
        not_today(actor=Answering(ask, "blood.not_today"), at=world.at, ask=ask)
    found = Chances(made, world.at + timedelta(minutes=2))
    planned = found.planned
    if planned is None:
        assert "gọi điện" in found.next
    else:
        assert planned.number == 2 and f"hỏi thêm {planned.ask} người" in found.next


def test_nobody_left_to_ask_is_said_with_what_to_do(world):
    made = call(world, donors=1, units=2)
    assert "Nên gọi điện thêm" in Chances(made, world.at + timedelta(minutes=30)).next


@pytest.mark.parametrize("most", [1, 2, 5])
def test_the_spread_of_arrivals_is_exact(most):
    chances = [0.3, 0.5, 0.9]
    found = spread(chances, most)
    assert len(found) == most + 1 and sum(found) == pytest.approx(1)
    assert found[0] == pytest.approx(0.7 * 0.5 * 0.1)
    assert found[-1] == pytest.approx(tail(chances, most))

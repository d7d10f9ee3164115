"""Weight bands, and what may be taken: article 4.2 of Circular 26/2013."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.transfusion.eligibility import Band, Outcome, answer
from chungtay.transfusion.groups import Component
from chungtay.transfusion.weight import band, most_taken

ON = date(2026, 11, 22)
MAY, DOCTOR, NO = Outcome.MAY, Outcome.DOCTOR, Outcome.NO_LONGER


@pytest.mark.parametrize(
    ("weight", "whole", "by_machine", "millilitres", "of_the_machine"),
    [
        ("under_42", NO, NO, None, None),
        ("42", DOCTOR, NO, 250, None),
        ("45", MAY, NO, 405, None),  # 9 ml for each of 45 kg
        ("50", MAY, MAY, 450, 500),
        ("60", MAY, MAY, 500, 650),  # 9 ml for each of 60 kg is 540, and 500 the most
    ],
)
def test_who_may_give_and_how_much(weight, whole, by_machine, millilitres, of_the_machine):
    weight = Band(weight)
    assert answer(Component.WHOLE, on=ON, weight=weight).outcome is whole
    assert most_taken(Component.WHOLE, weight, on=ON) == millilitres
    for component in (Component.PLATELETS, Component.PLASMA, Component.RED_CELLS):
        assert answer(component, on=ON, weight=weight, tested=True).outcome is by_machine
        assert most_taken(component, weight, on=ON) == of_the_machine


@pytest.mark.parametrize(
    ("kilograms", "expected"),
    [("41.9", "under_42"), ("42", "42"), ("44.9", "42"), ("45", "45"), ("49.9", "45"),
     ("50", "50"), ("59.9", "50"), ("60", "60"), ("112", "60")],
)  # fmt: skip
def test_a_weight_lies_in_one_band(kilograms, expected):
    assert band(Decimal(kilograms)) == expected


@given(st.decimals(1, 200, places=1))
def test_nobody_gives_more_than_nine_millilitres_a_kilogram_or_five_hundred(kilograms):
    most = most_taken(Component.WHOLE, band(kilograms), on=ON)
    if most is not None:
        assert most <= 9 * kilograms and most <= 500 and kilograms >= 42
        assert most <= 250 or kilograms >= 45


@given(st.sampled_from(Component), st.sampled_from(Band), st.sampled_from(Band))
def test_the_heavier_are_never_refused_what_the_lighter_may(component, one, other):
    lighter, heavier = sorted((one, other), key=lambda b: b.least)
    light = answer(component, on=ON, weight=lighter, tested=True)
    heavy = answer(component, on=ON, weight=heavier, tested=True)
    assert heavy.strictness <= light.strictness

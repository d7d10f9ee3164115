"""Soft caps of a year, and who has never given by the machine."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from chungtay.transfusion.answering import History
from chungtay.transfusion.eligibility import Deferral, Outcome, answer, answers
from chungtay.transfusion.groups import Component

WHOLE, PLATELETS, PLASMA = Component.WHOLE, Component.PLATELETS, Component.PLASMA
ON = date(2026, 11, 22)


def every(days, number, kind, last=ON - timedelta(days=100)):
    return [(last - timedelta(days=days * n), kind) for n in range(number)]


@pytest.mark.parametrize(("number", "outcome"), [(2, Outcome.MAY), (3, Outcome.DOCTOR)])
def test_the_fourth_whole_blood_in_365_days_needs_a_doctors_word(number, outcome):
    """♀ 3, ♂ 4; sex is not kept."""
    assert answer(WHOLE, on=ON, gifts=every(84, number, WHOLE)).outcome is outcome


def test_the_cap_ends_when_the_first_of_them_is_365_days_old():
    gifts = every(84, 3, WHOLE)
    first = gifts[-1][0]
    assert answer(WHOLE, on=ON, gifts=gifts).until == first + timedelta(days=365)
    after = answer(WHOLE, on=first + timedelta(days=365), gifts=gifts)
    assert after.outcome is Outcome.MAY


def test_twenty_four_aphereses_a_year_whatever_they_were():
    gifts = every(10, 12, PLATELETS) + every(10, 12, PLASMA, last=ON - timedelta(days=105))
    assert answer(PLATELETS, on=ON, gifts=gifts).code == "blood.most.apheresis"
    assert answer(PLATELETS, on=ON, gifts=gifts[:-1]).outcome is Outcome.MAY


def test_platelets_do_not_count_as_whole_blood():
    assert answer(WHOLE, on=ON, gifts=every(14, 9, PLATELETS)).outcome is Outcome.MAY


@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        ({}, Outcome.DOCTOR),
        ({"tested": False}, Outcome.DOCTOR),
        ({"tested": True}, Outcome.MAY),
        ({"last": PLATELETS, "last_on": date(2026, 1, 5)}, Outcome.MAY),
        ({"gifts": [(date(2025, 1, 5), PLASMA)]}, Outcome.MAY),
        ({"last": WHOLE, "last_on": date(2026, 1, 5)}, Outcome.DOCTOR),
        ({"last": PLATELETS, "last_on": date(2026, 1, 5), "tested": False}, Outcome.DOCTOR),
    ],
)
def test_who_never_gave_by_machine_is_seen_by_a_doctor_first(known, outcome):
    assert answer(PLATELETS, on=ON, **known).outcome is outcome


def test_whole_blood_asks_for_no_machine():
    assert answer(WHOLE, on=ON, tested=False).outcome is Outcome.MAY


def test_every_reason_is_told_the_strictest_first():
    history = History(
        last=WHOLE, last_on=ON - timedelta(days=3), birth_year=1960,
        deferrals=(Deferral("blood.defer.flu", ON),),
    )  # fmt: skip
    found = answers(PLATELETS, history, on=ON)
    assert [one.outcome for one in found] == [
        Outcome.NO_LONGER, Outcome.NOT_BEFORE, Outcome.DOCTOR, Outcome.DOCTOR,
    ]  # fmt: skip
    assert all(one.source and one.code and one.why.endswith(".") for one in found)


def test_what_only_another_centre_has_a_rule_for_needs_a_doctors_word():
    aspirin = [Deferral("blood.defer.aspirin", ON - timedelta(days=2))]
    for centre in ("", "hcmc", "nihbt"):
        found = answer(WHOLE, on=ON, deferrals=aspirin, centre=centre)
        assert (found.outcome, found.until) == (Outcome.DOCTOR, ON + timedelta(days=5))


@pytest.mark.parametrize("code", ["blood.exclude.illness", "blood.test.malaria_area"])
def test_what_no_length_settles_needs_a_doctors_word_without_end(code):
    found = answer(WHOLE, on=ON, deferrals=[Deferral(code, date(2000, 1, 1))])
    assert (found.outcome, found.until) == (Outcome.DOCTOR, None)
    with translation.override("en"):
        assert answer(WHOLE, on=ON, deferrals=[Deferral(code, ON)]).source.startswith(
            ("a doctor judges, by", "further test, by")
        )

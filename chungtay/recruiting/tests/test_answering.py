"""Who is silent may still answer; who said yes may still not come."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.recruiting.answering import USUAL, Habits, arrives, coming, fitted, still
from chungtay.recruiting.calling import Asked, Known, candidates, corrected, heard, pending

yes = st.floats(0.0, 1.0)
minutes = st.floats(0.0, 600.0)
km = st.floats(0.0, 60.0)


@given(yes, minutes, minutes, km)
def test_every_chance_lies_between_nothing_and_certainty(p, ago, left, far):
    for found in (arrives(p, left, far), still(p, ago, left, far), coming(ago, left, far)):
        assert 0.0 <= found <= 1.0


@given(yes, minutes, minutes, km)
def test_the_longer_there_is_the_likelier_they_arrive(p, ago, left, far):
    assert still(p, ago, left, far) <= still(p, ago, left + 10, far) + 1e-12
    assert coming(ago, left, far) <= coming(ago, left + 10, far) + 1e-12


@given(yes, minutes, km)
def test_the_farther_the_less(p, left, far):
    assert arrives(p, left, far + 5) <= arrives(p, left, far)


def test_half_have_answered_after_the_median():
    assert USUAL.answered(20) == pytest.approx(0.5)
    assert USUAL.answered(0) == 0.0
    assert USUAL.answered(20 * math.exp(1.1)) == pytest.approx(0.8413, abs=1e-4)


def test_nobody_arrives_who_would_have_to_leave_before_answering():
    assert arrives(1.0, 10.0) == 0.0


def test_with_all_the_time_in_the_world_reach_willingness_and_showing_up_are_left():
    assert arrives(0.2, 1e7) == pytest.approx(0.75 * 0.2 * 0.7, rel=1e-3)
    assert arrives(0.2, 1e7, reach=1.0) == pytest.approx(0.2 * 0.7, rel=1e-3)


def test_silence_is_worth_what_a_hundred_thousand_people_make_of_it():
    """Monte Carlo of reach, willingness, said and unsaid refusals, answers, journeys."""
    rng, p, ago, left, far = random.Random(8), 0.3, 25.0, 95.0, 4.0
    silent = came = 0
    for _ in range(100_000):
        reached, agrees = rng.random() < 0.75, rng.random() < p
        spoken, shows = rng.random() < 0.30, rng.random() < 0.70
        answer = 20 * math.exp(1.1 * rng.gauss(0, 1))
        if reached and answer <= ago and (agrees or spoken):
            continue
        silent += 1
        came += reached and agrees and shows and answer + 10 + 3 * far <= ago + left
    assert still(p, ago, left, far) == pytest.approx(came / silent, abs=0.005)


def test_the_later_somebody_on_the_way_is_the_less_they_are_counted_on():
    """Half an hour after a journey of ten minutes they are most likely not coming."""
    assert coming(0, 120) == pytest.approx(0.7, abs=0.001)
    assert coming(5, 120) == pytest.approx(0.7, abs=0.01)
    assert coming(40, 120) < 0.01


@given(yes, minutes, minutes)
def test_silence_never_makes_an_arrival_likelier_than_it_was(p, ago, left):
    """Of a channel that surely reaches, with every refusal said, silence is no news but of time."""
    habits = Habits(reach=1.0, spoken=1.0)
    assert still(p, ago, left, 0, habits) <= p * habits.show + 1e-9


def test_answer_times_are_learned_and_twenty_answers_of_before_fade():
    rng = random.Random(3)
    log = [8 * math.exp(0.6 * rng.gauss(0, 1)) for _ in range(2000)]
    learned = fitted(log)
    assert learned.median == pytest.approx(8, rel=0.08)
    assert learned.spread == pytest.approx(0.6, abs=0.05)
    assert fitted([]) == USUAL
    assert 18 < fitted([8.0]).median < 20


def test_the_own_group_first_then_the_likeliest_and_nearest_and_rest_is_bent_last():
    known = [
        Known(1, 0.9, 1, rank=1), Known(2, 0.2, 1), Known(3, 0.3, 1), Known(4, 0.3, 30),
        Known(5, 0.9, 1, bent=True),
    ]  # fmt: skip
    assert [one.key for one in candidates(known, 120)] == [3, 2, 4, 1, 5]


def test_pending_counts_the_silent_and_those_on_their_way_each_in_their_way():
    found = pending([Asked(0.2, 3, 30), Asked(0.2, 3, 30, agreed=5)], 90)
    assert found == [still(0.2, 30, 90, 3), coming(5, 90, 3)]


def test_what_is_heard_corrects_what_was_said_before():
    asked = [Asked(0.4, 3, 1e6) for _ in range(100)]
    expected, yeses = heard([*asked, Asked(0.4, 3, 1e6, agreed=10)])
    assert expected == pytest.approx(101 * 0.75 * 0.4)
    assert yeses == 1
    assert corrected(0, 0, 12) == 1.0
    assert corrected(24, 12, 12) == pytest.approx(2 / 3)
    assert corrected(1200, 600, 12) == pytest.approx(0.5, abs=0.01)

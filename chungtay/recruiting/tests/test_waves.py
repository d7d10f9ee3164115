"""The smallest wave: against everything that can happen, counted one by one."""

import math
import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.recruiting import waves
from chungtay.recruiting.waves import Beyond, Do, next_step, smallest_wave, tail

chance = st.floats(0.0, 1.0)
few = st.lists(chance, max_size=7)
many = st.lists(st.floats(0.01, 0.9), max_size=60)
needs = st.integers(0, 6)
alphas = st.floats(0.05, 0.99)


def counted(chances, needed):
    """P(at least `needed`), by adding up every way in which they could come or not."""
    total = 0.0
    for came in product((0, 1), repeat=len(chances)):
        if sum(came) >= needed:
            total += math.prod(p if c else 1 - p for p, c in zip(chances, came, strict=True))
    return total


@given(few, needs)
def test_the_tail_is_what_counting_every_outcome_gives(chances, needed):
    assert tail(chances, needed) == pytest.approx(counted(chances, needed), abs=1e-9)


def test_the_tail_is_what_many_tries_give():
    rng = random.Random(5)
    chances = [rng.random() * 0.4 for _ in range(40)]
    tries = 20_000
    came = [sum(rng.random() < p for p in chances) for _ in range(tries)]
    for needed in (1, 5, 8, 12):
        share = sum(n >= needed for n in came) / tries
        assert tail(chances, needed) == pytest.approx(share, abs=0.015)


@given(st.lists(chance, max_size=80), st.integers(0, 20))
def test_a_tail_is_a_probability(chances, needed):
    assert 0.0 <= tail(chances, needed) <= 1.0


@given(many, many, needs, alphas, st.integers(0, 80))
def test_a_wave_reaches_alpha_or_asks_all_it_may(pending, candidates, needed, alpha, most):
    m = smallest_wave(pending, candidates, needed, alpha, most)
    assert 0 <= m <= min(most, len(candidates))
    if m < min(most, len(candidates)):
        assert tail([*pending, *candidates[:m]], needed) >= alpha - 1e-9


@given(many, many, needs, alphas)
def test_one_fewer_would_not_have_been_enough(pending, candidates, needed, alpha):
    m = smallest_wave(pending, candidates, needed, alpha, 1000)
    if m:
        assert tail([*pending, *candidates[: m - 1]], needed) < alpha + 1e-9


@given(many, many, needs, alphas)
def test_who_needs_more_asks_no_fewer(pending, candidates, needed, alpha):
    sizes = [smallest_wave(pending, candidates, n, alpha, 1000) for n in (needed, needed + 1)]
    assert sizes[0] <= sizes[1]


@given(many, many, needs, alphas, alphas)
def test_who_wants_to_be_surer_asks_no_fewer(pending, candidates, needed, one, other):
    low, high = sorted((one, other))
    assert smallest_wave(pending, candidates, needed, low, 1000) <= smallest_wave(
        pending, candidates, needed, high, 1000
    )


@given(many, many, needs, alphas, chance)
def test_whoever_is_coming_already_makes_the_wave_no_larger(
    pending, candidates, needed, alpha, more
):
    without = smallest_wave(pending, candidates, needed, alpha, 1000)
    assert smallest_wave([*pending, more], candidates, needed, alpha, 1000) <= without


def test_nobody_is_asked_when_nothing_is_missing():
    assert smallest_wave([], [0.9] * 9, 0, 0.95, 60) == 0
    assert smallest_wave([0.99], [0.9] * 9, 1, 0.95, 60) == 0


def test_a_wave_written_out_by_hand():
    """1 − 0.9^m ≥ 0.95 from m = 29 (0.9^28 = 0.0523); two of 0.7 give 0.91, three 0.973."""
    assert smallest_wave([], [0.1] * 60, 1, 0.95, 60) == 29
    assert smallest_wave([], [0.7] * 9, 1, 0.95, 60) == 3
    assert smallest_wave([], [0.7] * 9, 1, 0.80, 60) == 2


def test_critical_wants_more_certainty_than_routine():
    assert (waves.alpha_of(True), waves.alpha_of(False)) == (0.95, 0.80)


def test_the_first_wave_goes_out_at_once():
    step = next_step([], [0.1] * 100, 1, 0.95, waves=0)
    assert (step.do, step.ask, step.wave) == (Do.ASK, 29, 1)
    assert step.before == 0.0
    assert step.after >= 0.95
    assert not step.short


def test_at_most_sixty_are_asked_for_a_unit_and_the_telephone_is_taken_up_beside_it():
    step = next_step([], [0.01] * 500, 2, 0.95, waves=0)
    assert (step.do, step.ask, step.short) == (Do.ASK, 120, True)


@pytest.mark.parametrize(("since", "do"), [(5, Do.WAIT), (14, Do.WAIT), (15, Do.ASK)])
def test_people_are_given_time_to_answer_before_others_are_asked(since, do):
    assert next_step([0.1], [0.1] * 100, 1, 0.95, waves=1, since_last=since).do is do


@pytest.mark.parametrize(("left", "minutes"), [(60, 15), (120, 15), (480, 60), (3000, 180)])
def test_with_more_time_a_wave_is_given_more_of_it(left, minutes):
    """An eighth of what is left, never less than a quarter of an hour nor more than three."""
    found = [
        next_step([0.1], [0.1] * 100, 1, 0.95, waves=1, since_last=since, left=left).do
        for since in (minutes - 1, minutes)
    ]
    assert found == [Do.WAIT, Do.ASK]


def test_a_little_doubt_is_no_reason_for_a_second_wave():
    """0.95 may fall to 0.80 (four times the doubt); 0.80 to one half."""
    for alpha, chances in ((0.95, (0.81, 0.79)), (0.80, (0.51, 0.49))):
        steps = [next_step([c], [0.5] * 9, 1, alpha, waves=1, since_last=30).do for c in chances]
        assert steps == [Do.WAIT, Do.ASK]


def test_after_four_waves_the_call_goes_elsewhere():
    assert next_step([0.1], [0.5] * 9, 1, 0.95, waves=4, since_last=60).do is Do.ELSEWHERE
    assert [waves.beyond(n) for n in range(4)] == [
        Beyond.TELEPHONE, Beyond.NEIGHBOURS, Beyond.PROVINCE, Beyond.PROVINCE,
    ]  # fmt: skip


def test_with_nobody_left_to_ask_the_call_goes_elsewhere():
    assert next_step([0.1], [], 1, 0.95, waves=1, since_last=60).do is Do.ELSEWHERE


def test_nothing_is_done_when_enough_have_come():
    assert next_step([0.5], [0.5], 0, 0.95, waves=2, since_last=60).do is Do.ENOUGH


@settings(max_examples=50)
@given(many, many, st.integers(1, 6), st.sampled_from([0.8, 0.95]), st.integers(0, 6))
def test_no_call_sends_a_fifth_wave(pending, candidates, needed, alpha, sent):
    step = next_step(pending, candidates, needed, alpha, waves=sent, since_last=60)
    assert step.do is not Do.ASK or step.wave <= 4


@pytest.mark.parametrize(("units", "yeses"), [(1, 3), (2, 5), (3, 7)])
def test_so_many_yeses_are_enough_when_seven_in_ten_come(units, yeses):
    """Binomial(3, 0.7) ≥ 1: 0.973; (5, 0.7) ≥ 2: 0.969; (7, 0.7) ≥ 3: 0.971, (6, 0.7): 0.930."""
    assert waves.enough([0.7] * yeses, units, 0.95)
    assert not waves.enough([0.7] * (yeses - 1), units, 0.95)

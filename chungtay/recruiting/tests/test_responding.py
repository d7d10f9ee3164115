"""The model finds what made the data, says what the prior says without data, and is calibrated."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.recruiting.responding import (
    FATIGUE,
    STARTING,
    Model,
    fit,
    logistic,
    of_asking,
    of_gifts,
    prior,
    solve,
)  # fmt: skip

KNOWN = {"recency": -0.8, "frequency": 0.6, "distance": -0.05}
VAGUE = prior(0.3, 0.01, recency=0.0, frequency=0.0, distance=0.0)


def drawn(count, seed=1, constant=-1.0):
    rng = random.Random(seed)
    rows = []
    for _ in range(count):
        x = {"recency": rng.gauss(0, 1), "frequency": rng.gauss(0, 1), "distance": rng.gauss(0, 4)}
        odds = constant + sum(KNOWN[name] * value for name, value in x.items())
        rows.append((x, rng.random() < logistic(odds)))
    return rows


def test_the_coefficients_that_made_the_data_are_found():
    model = dict(zip(VAGUE.names, fit(drawn(8000), VAGUE).weights, strict=True))
    assert model["constant"] == pytest.approx(-1.0, abs=0.1)
    for name, value in KNOWN.items():
        assert model[name] == pytest.approx(value, abs=0.1)


def test_without_data_the_prior_stands():
    assert fit([], STARTING).weights == pytest.approx(STARTING.weights)
    assert STARTING.probability({}) == pytest.approx(0.119)


def test_ten_answers_hardly_move_a_sure_prior_and_ten_thousand_do():
    sure = prior(0.119, 100.0, recency=0.0, frequency=0.0, distance=0.0)
    few, many = fit(drawn(10), sure), fit(drawn(10_000), sure)
    assert abs(few.weights[1]) < 0.05
    assert many.weights[1] == pytest.approx(-0.8, abs=0.15)


def test_the_next_fit_takes_up_where_this_one_ended():
    """Half the log after the other half is nearly the whole log at once."""
    rows = drawn(6000)
    at_once, in_turn = fit(rows, VAGUE), fit(rows[3000:], fit(rows[:3000], VAGUE))
    assert in_turn.weights == pytest.approx(at_once.weights, abs=0.06)


def test_of_those_who_are_given_a_tenth_a_tenth_say_yes():
    model, fresh = fit(drawn(8000), VAGUE), drawn(20_000, seed=2)
    told = sorted((model.probability(x), yes) for x, yes in fresh)
    for i in range(0, len(told), 2000):
        tenth = told[i : i + 2000]
        said = sum(yes for _p, yes in tenth) / 2000
        assert said == pytest.approx(sum(p for p, _yes in tenth) / 2000, abs=0.035)


def test_all_yes_or_all_no_does_not_run_away():
    for yes in (True, False):
        model = fit([(x, yes) for x, _y in drawn(200)], VAGUE)
        assert all(math.isfinite(w) for w in model.weights)


def test_a_prior_of_the_gradient_is_met():
    """At the fitted weights the sum of errors times feature is what the prior pulls back."""
    rows = drawn(500)
    model = fit(rows, VAGUE)
    for i, name in enumerate(VAGUE.names):
        slope = sum(
            (model.probability(x) - yes) * (1.0 if name == "constant" else x[name])
            for x, yes in rows
        )
        pull = VAGUE.sure[i] * (model.weights[i] - VAGUE.weights[i])
        assert slope + pull == pytest.approx(0.0, abs=1e-4)


@given(st.dictionaries(st.sampled_from(STARTING.names[1:]), st.floats(-1e6, 1e6)))
def test_a_probability_is_one_whatever_the_features(features):
    assert 0.0 <= STARTING.probability(features) <= 1.0


@given(st.integers(0, 600), st.integers(0, 200), st.integers(0, 600))
def test_features_of_any_history_are_numbers(since, gifts, first):
    assert all(map(math.isfinite, of_gifts(since, gifts, max(since, first)).values()))


def test_what_is_unknown_counts_as_in_most_people():
    assert of_gifts(None, None, None) == {}
    assert of_gifts(None, 9, None).keys() == {"frequency"}
    assert STARTING.probability(of_gifts(None, None, None)) == STARTING.probability({})


def test_an_ordinary_alert_has_no_features_and_the_rest_goes_the_way_it_should():
    ordinary = of_asking(3.0, 10, 0, 0, 0)
    assert set(ordinary.values()) == {0.0}
    base = STARTING.probability(ordinary)
    for less in (of_asking(9, 10, 0, 0, 0), of_asking(3, 23, 0, 0, 0), of_asking(3, 10, 3, 0, 0),
                 of_asking(3, 10, 0, 0, 8)):  # fmt: skip
        assert STARTING.probability(less) < base
    assert STARTING.probability(of_asking(3, 10, 0, 4, 8)) > base


def test_each_alert_of_late_takes_the_same_share_of_the_odds():
    odds = [STARTING.log_odds(of_asking(3, 10, n, 0, 0)) for n in range(4)]
    for before, after in pairwise(odds):
        assert after - before == pytest.approx(math.log(FATIGUE))


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3), st.integers(0, 1000))
def test_a_system_is_solved(right, seed):
    rng = random.Random(seed)
    root = [[rng.gauss(0, 1) for _ in range(3)] for _ in range(3)]
    matrix = [
        [sum(root[i][k] * root[j][k] for k in range(3)) + (i == j) for j in range(3)]
        for i in range(3)
    ]
    x = solve(matrix, right)
    again = [sum(matrix[i][j] * x[j] for j in range(3)) for i in range(3)]
    assert again == pytest.approx(right, abs=1e-6)


def test_a_model_keeps_weights_and_nothing_of_a_person():
    assert set(Model.__slots__) == {"names", "weights", "sure"}

"""The answers of a province teach who says yes; nothing of a person is kept."""

from datetime import timedelta

import pytest

from chungtay.blood import planning
from chungtay.blood.models import ResponseModel
from chungtay.blood.tests.examples import call, long_over, taught
from chungtay.donors.beside import learnt
from chungtay.journal.act import NotAllowed
from chungtay.recruiting.answering import USUAL
from chungtay.recruiting.responding import ORDINARY, STARTING
from chungtay.upkeep import tasks
from chungtay.upkeep.actions import NothingLearnt, fit_responses


def fit(world, actor=None):
    at, place = world.at, world.ward.province
    return fit_responses(actor=actor or world.system, at=at, place=place)


def test_a_log_moves_the_weights_from_where_they_started(world):
    long_over(world)
    found = fit(world)
    assert (found.rows, found.answers) == (3, 1)
    assert tuple(found.names) == STARTING.names
    # One of three said yes, where one in eight was expected.
    assert found.weights[0] > STARTING.weights[0]
    assert 12 < found.median < 20


def test_the_next_call_uses_the_latest_and_a_registry_without_a_log_the_start(world):
    made = call(world)
    assert planning.outlook(made, world.at).model == STARTING
    long_over(world)
    fit(world)
    latest = fit(world)
    found = planning.outlook(made, world.at)
    assert found.model == latest.model and found.habits.median == latest.median


def test_what_is_not_long_over_teaches_nothing(world):
    call(world, donors=2)
    with pytest.raises(NothingLearnt):
        fit(world)


def test_the_row_names_no_person(world):
    kept = {field.name for field in ResponseModel._meta.get_fields()}
    assert kept == {
        "id", "place", "names", "weights", "sure", "median", "spread", "reach", "rows", "answers",
        "fitted_in",
    }  # fmt: skip


def test_the_weekly_task_learns_where_there_were_calls(world, monkeypatch):
    monkeypatch.setattr(tasks.clock, "now", lambda: world.at + timedelta(days=1))
    long_over(world)
    tasks.learn_from_answers()
    row = ResponseModel.objects.unscoped(why="tests look at everything").get()
    assert row.place_id == world.ward.province_id


def test_no_officer_may(world):
    for acting in (world.officer, world.stranger):
        with pytest.raises(NotAllowed):
            fit(world, actor=acting)


def test_the_page_of_tonight_reckons_with_what_was_learnt(world):
    assert learnt() == (ORDINARY, USUAL)
    taught(world, yes=0.3, reach=0.9)
    yes, habits = learnt()
    assert yes == pytest.approx(0.3) and habits.reach == 0.9

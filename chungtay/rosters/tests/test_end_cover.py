"""Whoever had the duty has it again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay.rosters.actions import end_cover
from chungtay.rosters.actions.checks import AwayThen
from chungtay.rosters.actions.covers import CoverOver
from chungtay.rosters.keeping import answers_now
from chungtay.rosters.tests.examples import HOUR, absence, beat, chief, cover, officer, shift
from chungtay.rosters.tests.rows import presences


def test_in_the_middle_the_rest_goes_back(world):
    mine = shift(world, starts=world.at)
    made = cover(world, mine, hours=8)
    end_cover(actor=chief(world), at=world.at + 3 * HOUR, cover=made)
    assert presences(mine) == [
        (made.stand_in_id, world.at, world.at + 3 * HOUR),
        (mine.officer_id, world.at + 3 * HOUR, mine.ends_at),
    ]


def test_before_it_began_it_never_was(world):
    mine = shift(world)
    made = cover(world, mine)
    ended = end_cover(actor=chief(world), at=world.at, cover=made)
    assert ended.ends_at == ended.starts_at
    assert presences(mine) == [(mine.officer_id, mine.starts_at, mine.ends_at)]


def test_who_is_away_does_not_get_the_turn_back(world):
    mine = shift(world)
    made = cover(world, mine)
    absence(world, mine.officer)
    with pytest.raises(AwayThen):
        end_cover(actor=chief(world), at=world.at, cover=made)


def test_on_a_beat_the_keeper_answers_again(world):
    keeper = officer(world)
    made = cover(world, beat(world, keeper=keeper), hours=8)
    end_cover(actor=chief(world), at=world.at + HOUR, cover=made)
    assert answers_now(world.ward.pk, world.at + HOUR)[0].officer_id == keeper.pk
    with pytest.raises(CoverOver):
        end_cover(actor=chief(world), at=world.at + 2 * HOUR, cover=made)


def test_the_beat_is_locked_before_the_cover_as_when_somebody_else_stands_in(world):
    made = cover(world, beat(world, keeper=officer(world)), hours=8)
    with CaptureQueriesContext(connection) as asked:
        end_cover(actor=chief(world), at=world.at + HOUR, cover=made)
    locks = [q["sql"] for q in asked if "FOR NO KEY UPDATE" in q["sql"] and "rosters_" in q["sql"]]
    assert ['FROM "rosters_beat"' in sql for sql in locks] == [True, False]

"""The donor's own telephone says yes."""

from datetime import timedelta

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.releases.actions import ServingOver, confirm_serving, deny_serving
from chungtay.releases.models import Serving
from chungtay.releases.tests.scene import Tapping, actor_of, fresh, said

VERB = "releases.confirm_serving"


def yes(world, word, actor=None, **later):
    return confirm_serving(
        actor=Tapping(actor or actor_of(word), VERB), at=world.at + timedelta(**later), serving=word
    )


def test_only_then_the_word_stands(world):
    word = said(world)
    yes(world, word)
    rows = Serving.objects.unscoped(why="tests look at everything")
    assert rows.standing().get() == word


def test_said_twice_it_changes_nothing(world):
    word = said(world)
    assert yes(world, word).confirmed_in_id == yes(world, word).confirmed_in_id


def test_a_forwarded_question_is_answered_by_nobody_else_not_even_the_officer(world):
    word = said(world)
    for actor in (world.officer.actor_id, word.account.actor_id):
        with pytest.raises(NotAllowed):
            yes(world, word, actor)
    assert fresh(word).confirmed_in_id is None


def test_after_a_day_or_a_no_it_is_over(world):
    word = said(world)
    with pytest.raises(ServingOver):
        yes(world, word, hours=24)
    deny_serving(actor=Tapping(actor_of(word), "releases.deny_serving"), at=world.at, serving=word)
    with pytest.raises(ServingOver):
        yes(world, word)

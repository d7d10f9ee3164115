"""A question of a call that is over, or has enough, does not leave any more."""

from datetime import timedelta

import pytest

from chungtay.answers.answering import TOO_LATE, perform
from chungtay.blood.actions import come, make_call, stand_down, stop_asking
from chungtay.blood.models import StandDown
from chungtay.blood.tests.examples import asks, wanted
from chungtay.donors.tests.examples import donor
from chungtay.intake.models import Inbound
from chungtay.journal.models import Message, Waiting

THANKS = "blood.told"


def said(ask, purpose="blood.ask"):
    return Message.objects.filter(recipient=ask.actor_id, purpose=purpose)


def made_for(world, donors, **changes):
    for _ in range(donors):
        donor(world)
    return make_call(actor=world.officer, at=world.at, **wanted(world, **changes))


@pytest.fixture
def waiting(world):
    """A call whose sender was killed before it took the questions."""
    return made_for(world, 3)


def left(ask):
    Waiting.objects.filter(message__recipient=ask.actor_id).delete()


def test_what_nobody_has_taken_expires_at_the_close_and_nobody_is_thanked(world, waiting):
    at = world.at + timedelta(minutes=5)
    stand_down(actor=world.officer, at=at, call=waiting)
    for ask in asks(waiting):
        assert said(ask).get().expires_at == at
        assert not said(ask, THANKS).exists()
    ended = StandDown.objects.visible_to(world.officer).filter(call=waiting)
    assert ended.count() == 3


def test_whose_question_had_left_is_thanked_and_may_still_answer(world, waiting):
    asked, *others = asks(waiting)
    left(asked)
    stand_down(actor=world.officer, at=world.at + timedelta(minutes=5), call=waiting)
    assert said(asked).get().expires_at == waiting.deadline
    assert said(asked, THANKS).count() == 1
    assert not any(said(ask, THANKS).exists() for ask in others)


def test_enough_holds_back_the_rest(world):
    made = made_for(world, 5, units=1)
    first, second, *others = asks(made)
    at = world.at + timedelta(minutes=2)
    for ask in (first, second):
        left(ask)
        come(actor=world.system, at=at, ask=ask)
    assert {said(ask).get().expires_at for ask in others} == {at}
    assert not any(said(ask, THANKS).exists() for ask in others)


def test_who_was_telephoned_meanwhile_is_not_asked_afterwards(world, waiting):
    telephoned = asks(waiting)[0]
    come(actor=world.officer, at=world.at, ask=telephoned)
    at = world.at + timedelta(minutes=5)
    stand_down(actor=world.officer, at=at, call=waiting)
    question = said(telephoned).order_by("pk")[0]
    assert question.expires_at == at


def test_an_answer_to_it_hears_that_it_is_over_and_stop_asking_still_holds(world, waiting):
    asked = asks(waiting)[0]
    stand_down(actor=world.officer, at=world.at, call=waiting)
    question, later = said(asked).get(), world.at + timedelta(minutes=1)
    for choice in (0, 1):
        outcome, words = perform(question, choice, "zalo:1", later)
        assert (outcome, words) == (Inbound.Outcome.EXPIRED, str(TOO_LATE))
    stops = [a["verb"] for a in question.answers].index("blood.stop_asking")
    assert perform(question, stops, "zalo:2", later) == (Inbound.Outcome.ANSWERED, "")
    assert stop_asking.name == "blood.stop_asking"

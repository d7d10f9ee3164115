"""The officer takes their word back."""

import pytest

from chungtay.blood.actions import come
from chungtay.blood.tests.examples import asks, call
from chungtay.journal.act import NotAllowed
from chungtay.releases.actions import take_back_serving
from chungtay.releases.mine import Oneself
from chungtay.releases.models import Release
from chungtay.releases.tests.scene import (
    Tapping,
    fresh,
    officer,
    on_shift,
    serving,
)


def test_from_then_on_they_are_a_donor_like_any_other(world):
    word = serving(world)
    on_shift(world, word.account)
    take_back_serving(actor=Oneself(word.account), at=world.at, serving=word)
    (ask,) = asks(call(world))
    come(actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask)
    assert not Release.objects.unscoped(why="tests look at everything").exists()


def test_said_twice_it_changes_nothing(world):
    word = serving(world)
    acting = Oneself(word.account)
    first = take_back_serving(actor=acting, at=world.at, serving=word).ended_in_id
    assert take_back_serving(actor=acting, at=world.at, serving=word).ended_in_id == first


def test_nobody_takes_it_back_for_them(world):
    word = serving(world)
    with pytest.raises(NotAllowed):
        take_back_serving(actor=Oneself(officer(world, "Kẻ khác")), at=world.at, serving=word)
    assert fresh(word).ended_in_id is None

"""It was somebody else."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.releases.actions import deny_serving
from chungtay.releases.tests.scene import Tapping, actor_of, fresh, said, serving

VERB = "releases.deny_serving"


def no(world, word, actor=None):
    return deny_serving(actor=Tapping(actor or actor_of(word), VERB), at=world.at, serving=word)


def test_nothing_is_joined_and_they_are_told(world):
    word = said(world)
    no(world, word)
    assert fresh(word).ended_in_id
    assert "không nối" in Message.objects.filter(recipient_id=actor_of(word)).latest("pk").text


def test_said_twice_it_changes_nothing(world):
    word = said(world)
    no(world, word)
    before = Message.objects.count()
    no(world, word)
    assert Message.objects.count() == before


def test_a_no_after_a_yes_takes_it_back(world):
    word = serving(world)
    assert no(world, word).ended_in_id


def test_nobody_else_says_no(world):
    word = said(world)
    with pytest.raises(NotAllowed):
        no(world, word, world.officer.actor_id)

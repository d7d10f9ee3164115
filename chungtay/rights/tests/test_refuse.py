"""A request is refused on a ground the law knows, and the person is told which."""

import pytest

from chungtay.journal.models import Message
from chungtay.rights.actions import AlreadyEnded, NotWithinTheTerm, fulfil, refuse
from chungtay.rights.models import Ending
from chungtay.rights.tests.examples import asked, chief


def no(world, row, ground=Ending.Ground.OTHERS):
    return refuse(actor=chief(world), at=world.at, request=row, ground=ground)


def test_the_ground_is_kept_as_a_code_and_told_in_words(world):
    row = asked(world)
    assert no(world, row).ground == "others"
    text = Message.objects.get(recipient=row.actor_id).text
    assert "làm lộ dữ liệu của người khác" in text and "khiếu nại" in text


def test_without_a_ground_there_is_no_refusal(world):
    with pytest.raises(NotWithinTheTerm):
        no(world, asked(world), ground="because")


def test_what_is_done_cannot_be_refused(world):
    row = asked(world)
    fulfil(actor=chief(world), at=world.at, request=row)
    with pytest.raises(AlreadyEnded):
        no(world, row)

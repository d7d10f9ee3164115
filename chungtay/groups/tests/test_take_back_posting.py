"""It was written down by mistake: the line is voided whole, and it may be written down again."""

import pytest

from chungtay.groups.actions import post, take_back_posting
from chungtay.groups.actions.notices import AlreadyTakenBack
from chungtay.groups.tests.examples import group, notice, posting
from chungtay.groups.tests.rows import standing_lines
from chungtay.journal.act import NotAllowed
from chungtay.journal.actions import void
from chungtay.journal.models import Line
from chungtay.kit.quantities import exact


def test_its_people_count_no_more_and_the_line_can_still_be_read(world):
    made = posting(world)
    take_back_posting(actor=world.officer, at=world.at, posting=made)
    assert standing_lines("groups.reach") == []
    assert Line.objects.filter(measure__code="groups.reach").count() == 2


def test_it_may_be_written_down_again_with_the_right_number(world):
    found, said = group(world), notice(world)
    wrong = post(actor=world.officer, at=world.at, group=found, notice=said, members=exact(2000))
    take_back_posting(actor=world.officer, at=world.at, posting=wrong)
    post(actor=world.officer, at=world.at, group=found, notice=said, members=exact(200))
    assert standing_lines("groups.reach") == [(200, 200, "")]


def test_it_is_taken_back_once(world):
    made = posting(world)
    take_back_posting(actor=world.officer, at=world.at, posting=made)
    with pytest.raises(AlreadyTakenBack):
        take_back_posting(actor=world.officer, at=world.at, posting=made)


def test_a_line_that_somebody_voided_apart_is_not_voided_twice(world):
    made = posting(world)
    void(actor=world.officer, at=world.at, line=Line.objects.get(measure__code="groups.reach"))
    take_back_posting(actor=world.officer, at=world.at, posting=made)
    assert Line.objects.filter(measure__code="groups.reach").count() == 2


def test_elsewhere_it_is_refused(world):
    with pytest.raises(NotAllowed):
        take_back_posting(actor=world.elsewhere, at=world.at, posting=posting(world))

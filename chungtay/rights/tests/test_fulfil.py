"""What was asked is done, and the person is told."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.rights.actions import AlreadyEnded, NotWithinTheTerm, fulfil
from chungtay.rights.tests.examples import asked, chief


def do(world, row, actor=None):
    return fulfil(actor=actor or chief(world), at=world.at, request=row, note="Đã đưa bản in.")


def test_it_ends_with_a_row_and_a_message(world):
    row = asked(world, "provide")
    assert do(world, row).how == "done"
    assert "nhận một bản dữ liệu" in Message.objects.get(recipient=row.actor_id).text


def test_a_deletion_is_not_done_by_saying_so(world):
    with pytest.raises(NotWithinTheTerm) as refused:
        do(world, asked(world, "delete"))
    assert refused.value.code == "erase_first"


def test_twice_is_refused(world):
    row = asked(world)
    do(world, row)
    with pytest.raises(AlreadyEnded):
        do(world, row)


def test_an_area_officer_does_not_decide_it(world):
    with pytest.raises(NotAllowed):
        do(world, asked(world), actor=world.officer)

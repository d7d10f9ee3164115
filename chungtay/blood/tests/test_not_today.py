"""A donor says "Hôm nay chưa được". Nobody asks why."""

import pytest

from chungtay.blood.actions import AlreadyGave, come, not_today, record_gift
from chungtay.blood.models import Reply, Seat
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import Donor, told
from chungtay.journal.act import NotAllowed


def no(world, ask):
    not_today(actor=Donor(ask, "blood.not_today"), at=world.at, ask=ask)


def test_it_is_recorded_once_and_thanked_once(world):
    (ask,) = asks(call(world, donors=1))
    no(world, ask)
    no(world, ask)
    assert Reply.objects.visible_to(world.officer).get(ask=ask).answer == "not_today"
    assert told(ask) == ["Cảm ơn anh/chị đã trả lời. Hẹn anh/chị dịp khác."]


def test_after_a_yes_it_gives_the_place_back(world):
    (ask,) = asks(call(world, donors=1))
    come(actor=Donor(ask), at=world.at, ask=ask)
    no(world, ask)
    assert Seat.objects.visible_to(world.officer).get(ask=ask).freed_in_id


def test_after_the_gift_it_is_refused_kindly(world):
    (ask,) = asks(call(world, donors=1))
    record_gift(actor=world.officer, at=world.at, ask=ask)
    with pytest.raises(AlreadyGave):
        no(world, ask)


def test_the_officer_of_another_ward_may_not(world):
    (ask,) = asks(call(world, donors=1))
    with pytest.raises(NotAllowed):
        not_today(actor=world.elsewhere, at=world.at, ask=ask)

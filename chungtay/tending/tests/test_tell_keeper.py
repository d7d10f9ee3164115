"""A trouble is told to the keeper once when it begins, once when it is over."""

import pytest

from chungtay.channels.actions import close_incident
from chungtay.channels.tests.examples import account
from chungtay.channels.willing import ALARM
from chungtay.journal.models import Message
from chungtay.tending import alarms
from chungtay.tending.actions import AlreadyTold, NoKeeper, tell_keeper
from chungtay.tending.models import Alarm
from chungtay.tending.tests.examples import kept, trouble

pytestmark = pytest.mark.django_db


def tell(world, incident, about=Alarm.About.BEGUN):
    return tell_keeper(actor=world.system, at=world.at, incident=incident, about=about)


def told():
    return list(Message.objects.filter(purpose=ALARM).order_by("pk"))


def test_it_says_what_is_wrong_since_when_and_what_to_do(world):
    tell(world, trouble(world, kept(world)))
    (message,) = told()
    assert message.urgent
    assert message.text == (
        "Kênh Phường Hòa Cường gặp sự cố lúc 14:05 20/11/2026: Hết hạn mức gửi tin của Zalo. Đợi"
        " hạn mức mới đầu kỳ, hoặc mua thêm ở OA Manager, mục Gói dịch vụ."
    )


def test_one_telling_for_each_incident(world):
    incident = trouble(world, kept(world))
    tell(world, incident)
    with pytest.raises(AlreadyTold):
        tell(world, incident)
    assert len(told()) == 1


def test_a_channel_without_keeper_tells_nobody(world):
    with pytest.raises(NoKeeper):
        tell(world, trouble(world, account(world)))
    assert told() == []


def test_a_round_tells_each_trouble_once_and_its_end_once(world):
    incident = trouble(world, kept(world))
    assert [alarms.tell(world.at) for _ in range(3)] == [1, 0, 0]
    close_incident(actor=world.system, at=world.at, incident=incident)
    assert [alarms.tell(world.at) for _ in range(3)] == [1, 0, 0]
    begun, over = told()
    assert "gặp sự cố" in begun.text and "đã chạy lại" in over.text


def test_the_end_of_what_nobody_was_told_of_is_not_told_either(world):
    channel = account(world)
    incident = trouble(world, channel)
    close_incident(actor=world.system, at=world.at, incident=incident)
    kept(world, channel)
    assert alarms.tell(world.at) == 0

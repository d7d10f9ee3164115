"""An officer reads of an alarm what became of the word to its writer, and nothing better."""

import pytest

from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account
from chungtay.inbox.listing import raised
from chungtay.inbox.models import Alarm
from chungtay.inbox.tests.rows import alarm
from chungtay.journal.models import Message
from chungtay.people.models import ContactPoint

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "states,words",
    [((), "chưa gửi đi"), (("waiting",), "chưa gửi đi"), (("sending",), "chưa gửi đi"),
     (("failed",), "không tới người nhắn"), (("unknown",), "không rõ"),
     (("failed", "sent"), "chưa rõ có ai đọc"), (("passed", "received"), "đã nhận"),
     (("seen",), "đã xem")],
)  # fmt: skip
def test_the_alarm_says_what_became_of_the_word_to_its_writer(world, states, words):
    channel = account(world)
    row = alarm(world, channel)
    message = Message.objects.get(entry=row.raised_in)
    contact = ContactPoint.objects.unscoped(why="of this test").get(actor=message.recipient_id)
    for way, state in zip(("zalo_uid", "zalo_cs"), states, strict=False):
        lease = {"sending_at": world.at, "lease_until": world.at} if state == "sending" else {}
        Delivery.objects.create(
            place=world.ward, message=message, channel=channel, contact=contact, state=state,
            way=way, code="timeout" if state in {"unknown", "failed", "passed"} else "", **lease,
        )  # fmt: skip
    text = raised([row.conversation_id], world.officer)[row.conversation_id].text
    assert words in text and "114" in text


def test_where_there_is_no_way_back_it_says_so(world):
    row = alarm(world, account(world))
    Alarm.objects.unscoped(why="of this test").update(answered=False)
    text = raised([row.conversation_id], world.officer)[row.conversation_id].text
    assert "chưa báo được người nhắn gọi 114" in text

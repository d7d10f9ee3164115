"""What is not written to us by a person we can name is still heard where life is in danger."""

import pytest

from chungtay.channels.tests.examples import account
from chungtay.inbox.models import Alarm, Conversation, Letter
from chungtay.intake.tests.rows import came
from chungtay.intake.tests.test_webhook import OA_ID, event

pytestmark = pytest.mark.django_db
FIRE = "Cháy nhà rồi, còn người bên trong"


def alarms():
    return list(Alarm.objects.unscoped(why="of this test").order_by("pk"))


def in_group(text, n="1"):
    return event(
        event_name="user_send_group_text", sender={"id": "77"}, recipient={"id": "g1"},
        oa_id=OA_ID, message={"text": text, "msg_id": n},
    )  # fmt: skip


def test_danger_is_heard_in_a_group_and_nothing_else_of_it_is_read(world):
    account(world, oa_id=OA_ID)
    came(in_group("Mai mấy giờ họp tổ vậy?"))
    assert not Letter.objects.unscoped(why="of this test").exists()
    came(in_group(FIRE, "2"))
    assert [alarm.number for alarm in alarms()] == ["114"]


@pytest.mark.parametrize("kind", ["image", "file", "sticker"])
def test_what_a_visitor_sends_is_a_letter_whatever_it_is(world, kind):
    account(world, oa_id=OA_ID)
    came(event(event_name=f"anonymous_send_{kind}", message={"msg_id": "1", "text": FIRE}))
    assert Letter.objects.unscoped(why="of this test").filter(kind="words").count() == 1
    talk = Conversation.objects.unscoped(why="of this test").get()
    assert talk.source == "visitor" and len(alarms()) == 1

"""What people write by Zalo becomes letters; retries in any order end alike."""

import json
import random
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.channels.models import Presence
from chungtay.channels.tests.examples import account
from chungtay.inbox.models import Alarm, Attachment, Conversation, Letter
from chungtay.intake import receiving
from chungtay.intake.models import Inbound
from chungtay.intake.tests.rows import USER, bare, came
from chungtay.intake.tests.test_webhook import OA_ID, event, post_event
from chungtay.kit import clock
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint
from chungtay.rights.models import Request

pytestmark = pytest.mark.django_db


def presence():
    return Presence.objects.unscoped(why="of this test").filter(user_id=USER).first()


def test_every_kind_of_letter_is_kept_with_what_came_along(world):
    account(world)
    place = {
        "type": "location",
        "payload": {"coordinates": {"latitude": "16.06", "longitude": "108"}},
    }
    card = {
        "type": "link",
        "payload": {"url": "https://x", "description": '{"phone":"84905123456"}'},
    }
    came(
        event(event_name="user_send_location", message={"msg_id": "1", "attachments": [place]}),
        event(event_name="user_send_business_card", message={"msg_id": "2", "attachments": [card]}),
    )
    notes = Attachment.objects.unscoped(why="of this test").order_by("pk")
    assert [(row.kind, row.note, row.state) for row in notes] == [
        ("location", "16.06,108", "noted"), ("card", "84905123456", "noted"),
    ]  # fmt: skip
    assert Conversation.objects.unscoped(why="of this test").count() == 1


def test_mentions_are_taken_out_of_what_is_kept(world):
    account(world)
    came(event(message={"msg_id": "1", "text": "[@246845883529197922] chị ơi [@all]"}))
    assert Letter.objects.unscoped(why="of this test").get().text == " chị ơi "


def test_group_events_are_kept_and_are_nobodys_conversation(world):
    account(world)
    came(event(event_name="user_send_group_text", oa_id=OA_ID, recipient={"id": "g1"},
               message={"msg_id": "1", "text": "họp lúc 7 giờ"}))  # fmt: skip
    assert Inbound.objects.unscoped(why="of this test").get().outcome == "stored"
    assert not Letter.objects.unscoped(why="of this test").exists()


def test_a_stranger_who_withdraws_leaves_nothing_behind(world):
    account(world)
    came(event(message={"msg_id": "1", "text": "Tôi tên Mận, số 0905 123 456"}))
    came(bare("user_withdraw", user_id=USER))
    assert presence() is None
    assert Letter.objects.unscoped(why="of this test").get().text == ""
    talk = Conversation.objects.unscoped(why="of this test").get()
    assert talk.address == talk.name == ""
    for row in Inbound.objects.unscoped(why="of this test"):
        assert USER not in row.key and row.user_id == "" and USER.encode() not in bytes(row.body)


def test_somebody_known_who_withdraws_is_to_be_erased_by_an_officer(world):
    channel = account(world)
    person = register(actor=world.system, at=world.at, place=world.ward, name="Phan Thị Diễm My")
    add_contact(actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
                value=f"{channel.oa_id}/{USER}")  # fmt: skip
    came(bare("user_withdraw", user_id=USER))
    asked = Request.objects.unscoped(why="of this test").order_by("pk")
    assert [row.what for row in asked] == ["withdraw", "delete"]
    assert Letter.objects.unscoped(why="of this test").get().kind == "withdrawal"


def _conversation_of_one_evening():
    start = clock.now() - timedelta(hours=1)
    words = ["xin hỏi", "mai mấy giờ", "1", "cháy nhà rồi", "cảm ơn"]
    events = []
    for n, text in enumerate(words):
        stamp = str(int((start + timedelta(minutes=n)).timestamp() * 1000))
        events.append(event(message={"text": text, "msg_id": f"m{n}"}, timestamp=stamp))
    left = str(int((start + timedelta(minutes=7)).timestamp() * 1000))
    events.append(bare("follow", follower={"id": USER}, timestamp=events[0]["timestamp"]))
    events.append(bare("unfollow", follower={"id": USER}, timestamp=left))
    return events


def _state():
    letters = Letter.objects.unscoped(why="of this test").exclude(kind="ours").order_by("at")
    row = presence()
    return (
        [(letter.text, letter.kind) for letter in letters],
        Conversation.objects.unscoped(why="of this test").count(),
        Alarm.objects.unscoped(why="of this test").count(),
        sorted(Inbound.objects.unscoped(why="of this test").values_list("key", "outcome")),
        row.last_interaction_at,
    )


@settings(max_examples=12, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(seed=st.integers(0, 10**6))
def test_any_order_and_any_repetition_end_in_the_same_state(world, seed):
    from django.db import transaction

    draw = random.Random(seed)
    events = _conversation_of_one_evening()
    shuffled = events + [draw.choice(events) for _ in range(6)]
    draw.shuffle(shuffled)
    ends = []
    for order in (events, shuffled):
        with transaction.atomic():
            account(world)
            for said in order:
                assert post_event(json.loads(json.dumps(said))).status_code == 200
                if draw.random() < 0.4:
                    receiving.take_in(clock.now() + receiving.WAIT_FOR_EARLIER)
            came()
            ends.append(_state())
            transaction.set_rollback(True)
    assert ends[0] == ends[1]
    assert len(ends[0][0]) == 5 and ends[0][1:3] == (1, 1)

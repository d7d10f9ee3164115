"""“Đừng hỏi tôi nữa” always works; a number answers only what stood there when it was sent."""

import json
from datetime import timedelta

import pytest

from chungtay.channels import wording
from chungtay.channels.tests.loopback import CAME, OA_ID, STOPPED, deliveries, drain, take_in
from chungtay.inbox.tests.test_answering import answered, said
from chungtay.intake import receiving
from chungtay.intake.models import Inbound
from chungtay.journal.act import Answer
from chungtay.journal.models import Message
from chungtay.kit import clock

STOP = "Đừng hỏi tôi nữa"


def stopping(asked=1):
    return [Answer("Tôi đến được", "test.come", {"asked": asked}),
            Answer(STOP, "test.stop", {"asked": asked})]  # fmt: skip


@pytest.fixture
def asked(town):
    [(actor, user_id)] = town.people(1)
    town.actor, town.user_id = actor, user_id
    return town


def run_out():
    Message.objects.update(expires_at=clock.now() - timedelta(hours=1))


@pytest.mark.parametrize("text", ["2", STOP, "dung hoi toi nua"])
def test_an_expired_message_still_takes_it(asked, text):
    asked.ask([asked.actor], offered=stopping())
    drain()
    run_out()
    asked.zalo.ask("say", user_id=asked.user_id, text=text)
    assert answered() == ["answered"]
    assert [(asked.actor, 1)] == STOPPED


def test_a_tap_on_an_expired_message_too_but_on_that_answer_only(asked):
    [message] = asked.ask([asked.actor], offered=stopping())
    drain()
    run_out()
    for choice in (0, 1):
        tapped = wording.token(message.pk, choice, f"{OA_ID}/{asked.user_id}")
        asked.zalo.ask("say", user_id=asked.user_id, text=tapped)
        answered(choice + 1)
    assert [row.outcome for row in said()] == ["expired", "answered"]
    assert CAME == [] and [(asked.actor, 1)] == STOPPED


def test_its_words_find_the_last_message_that_offered_it_past_later_ones(asked):
    asked.ask([asked.actor], offered=stopping(1))
    asked.ask([asked.actor], offered=stopping(2))
    later = [Answer("Tôi không đến được nữa", "test.come", {"asked": 9})]
    asked.ask([asked.actor], offered=later)
    drain()
    asked.zalo.ask("say", user_id=asked.user_id, text="đừng hỏi tôi nữa.")
    assert answered() == ["answered"]
    assert [(asked.actor, 2)] == STOPPED


def test_the_words_of_somebody_who_was_never_offered_it_are_read_by_people(asked):
    asked.zalo.ask("say", user_id=asked.user_id, text=STOP)
    assert answered() == ["free_text"]


def test_a_number_never_takes_the_only_answer_but_its_words_do(asked):
    asked.ask([asked.actor], offered=[Answer("Tôi không đến được nữa", "test.come", {"asked": 9})])
    drain()
    told = asked.zalo.messages(asked.user_id)[0]["text"]
    assert "1" not in told and "nhắn lại “Tôi không đến được nữa”." in told
    asked.zalo.ask("say", user_id=asked.user_id, text="1")
    assert answered() == ["free_text"]
    asked.zalo.ask("say", user_id=asked.user_id, text="toi khong den duoc nua")
    assert answered(2)[-1] == "answered"


def test_what_left_after_they_wrote_is_not_what_they_answered(asked):
    asked.ask([asked.actor], asked=1)
    drain()
    asked.zalo.ask("say", user_id=asked.user_id, text="1")
    take_in_later = clock.now() + timedelta(seconds=5)
    asked.ask([asked.actor], asked=2)
    drain()
    [_, second] = deliveries()
    type(second).objects.unscoped(why="it left later").filter(pk=second.pk).update(
        sending_at=take_in_later
    )
    assert answered() == ["answered"]
    assert [(asked.actor, 1)] == CAME


def written(first, text, happened_at):
    """One more word of the same person, stored without a job."""
    body = json.loads(bytes(first.body))
    body["message"] |= {"text": text, "msg_id": f"m-{text}"}
    return Inbound.objects.create(
        place_id=first.place_id, channel_id=first.channel_id, key=text, event=first.event,
        user_id=first.user_id, happened_at=happened_at, variant="x",
        body=json.dumps(body).encode(),
    )  # fmt: skip


def test_words_of_one_person_are_taken_in_the_order_they_were_written(asked):
    asked.ask([asked.actor], offered=stopping())
    drain()
    asked.zalo.ask("say", user_id=asked.user_id, text="khoan đã")
    answered()
    at = clock.now()
    later = written(said()[0], "2", at + timedelta(milliseconds=5))
    earlier = written(said()[0], "1", at)
    assert not receiving.handle(later.pk, at), "what was written before it waits still"
    assert CAME == STOPPED == []
    assert receiving.handle(earlier.pk, at) and receiving.handle(later.pk, at)
    assert [row.outcome for row in said()] == ["free_text", "answered", "answered"]
    assert CAME and STOPPED


def test_nobody_waits_longer_than_a_minute_for_what_cannot_be_dealt_with(asked):
    asked.ask([asked.actor], offered=stopping())
    drain()
    asked.zalo.ask("say", user_id=asked.user_id, text="khoan đã")
    answered()
    at = clock.now()
    written(said()[0], "1", at)
    later = written(said()[0], "2", at + timedelta(milliseconds=5))
    assert receiving.handle(later.pk, at + timedelta(seconds=61))
    assert [(asked.actor, 1)] == STOPPED
    take_in()

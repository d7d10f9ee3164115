"""A tap or a "1" becomes the act of the person who sent it, once, and of nobody else."""

import json
from datetime import timedelta

import pytest

from chungtay.channels import wording
from chungtay.channels.tests.loopback import CAME, OA_ID, drain, take_in
from chungtay.intake.models import Inbound
from chungtay.journal.models import Entry, Message, Refusal
from chungtay.kit import clock
from chungtay.people.actions import merge, register, undo_merge
from chungtay.people.models import Person

TAPPED = "Tôi đến được"


def said(event="user_send_text"):
    rows = Inbound.objects.unscoped(why="what came in").filter(event=event)
    return list(rows.order_by("pk"))


def answered(count=1):
    take_in(lambda: len([row for row in said() if row.handled_at]) >= count)
    return [row.outcome for row in said()]


@pytest.fixture
def asked(town):
    [(actor, user_id)] = town.people(1)
    town.ask([actor])
    drain()
    town.actor, town.user_id = actor, user_id
    return town


def test_a_tap_calls_its_verb_in_the_persons_name(asked):
    asked.zalo.ask("tap", user_id=asked.user_id, title=TAPPED)
    assert answered() == ["answered"]
    assert [(asked.actor, 1)] == CAME
    entry = Entry.objects.get(verb="test.come")
    assert entry.actor_id == asked.actor and entry.place_id == asked.world.ward.pk
    drain()
    assert asked.zalo.messages(asked.user_id)[-1]["text"] == "Cảm ơn chị nhiều lắm."


@pytest.mark.parametrize(
    "text",
    ["1", " 1. ", "số 1", "So 1", "1)", "chọn 1", "Tôi đến được", "toi den duoc", "TÔI ĐẾN ĐƯỢC."],
)
def test_elders_answer_with_a_number_or_the_words(asked, text):
    asked.zalo.ask("say", user_id=asked.user_id, text=text)
    assert answered() == ["answered"]
    assert [(asked.actor, 1)] == CAME


@pytest.mark.parametrize("text", ["4", "0", "11", "Mấy giờ ạ?", "1 hay 2", "đến", "1,5", "12"])
def test_what_is_no_answer_is_kept_for_people_to_read(asked, text):
    asked.zalo.ask("say", user_id=asked.user_id, text=text)
    assert answered() == ["free_text"]
    assert CAME == []


def test_a_number_answers_the_last_message(asked):
    asked.ask([asked.actor], asked=2)
    drain()
    asked.zalo.ask("say", user_id=asked.user_id, text="1")
    answered()
    assert [(asked.actor, 2)] == CAME


def test_a_second_tap_calls_the_verb_again_and_the_verb_decides(asked):
    for _ in range(2):
        asked.zalo.ask("tap", user_id=asked.user_id, title=TAPPED)
    assert answered(2) == ["answered", "answered"]


def test_a_webhook_that_comes_twice_acts_once(asked):
    asked.zalo.ask("toggle", name="double", on=True)
    asked.zalo.ask("tap", user_id=asked.user_id, title=TAPPED)
    assert answered() == ["answered"]
    take_in()
    assert len(said()) == 1 and len(CAME) == 1


def test_webhooks_in_any_order_settle_the_same(asked):
    asked.zalo.ask("toggle", name="reorder", on=True)
    asked.zalo.ask("toggle", name="double", on=True)
    asked.zalo.ask("tap", user_id=asked.user_id, title=TAPPED)
    assert answered() == ["answered"]
    assert len(CAME) == 1


def test_a_refusal_is_told_to_the_person_once_and_logged(asked):
    asked.ask([asked.actor], asked=0)
    drain()
    asked.zalo.ask("say", user_id=asked.user_id, text="1")
    assert answered() == ["refused"]
    assert Refusal.objects.get(verb="test.come").code == "enough"
    drain()
    told = asked.zalo.messages(asked.user_id)[-1]["text"]
    assert told == "Đã đủ người. Cảm ơn chị đã sẵn lòng."
    assert Message.objects.filter(purpose="channels.reply").count() == 1


def test_a_message_that_has_run_out_is_answered_with_how_to_get_another(asked):
    asked.ask([asked.actor], expires_at=clock.now() + timedelta(seconds=60))
    drain()
    Message.objects.exclude(expires_at=None).update(expires_at=clock.now() - timedelta(hours=1))
    asked.zalo.ask("tap", user_id=asked.user_id, title=TAPPED)
    assert answered() == ["expired"]
    drain()
    told = asked.zalo.messages(asked.user_id)[-1]["text"]
    assert told == "Đường dẫn đã hết hạn. Nhắn để nhận lại."
    assert CAME == []


def test_a_verb_that_no_journey_offers_is_never_called(asked):
    asked.zalo.ask("say", user_id=asked.user_id, text="3")
    assert answered() == ["expired"]


def test_a_token_of_somebody_else_is_worth_nothing(asked):
    [(_, other_id)] = asked.people(1)
    mine = Message.objects.get(recipient_id=asked.actor)
    stolen = wording.token(mine.pk, 0, f"{OA_ID}/{asked.user_id}")
    asked.zalo.ask("say", user_id=other_id, text=stolen)
    assert answered() == ["expired"]
    forged = stolen[:-1] + ("A" if stolen[-1] != "A" else "B")
    asked.zalo.ask("say", user_id=asked.user_id, text=forged)
    assert answered(2) == ["expired", "expired"]
    assert CAME == []


def test_a_number_from_somebody_we_do_not_know_is_a_free_word(asked):
    asked.zalo_people(["9999999999"])
    asked.zalo.ask("say", user_id="9999999999", text="1")
    assert answered() == ["free_text"]


def test_a_fault_of_ours_is_tried_again_and_then_left_in_sight(asked):
    asked.zalo.ask("say", user_id=asked.user_id, text="2")
    take_in(lambda: said() and said()[0].tries == 1)
    Inbound.objects.unscoped(why="the wait is over").update(tries=5, not_before=None)
    take_in()
    [row] = said()
    assert row.handled_at is None and row.outcome == "" and row.tries == 5


def test_following_unfollowing_and_withdrawing_are_kept(asked):
    asked.zalo.ask("unfollow", user_id=asked.user_id)
    asked.zalo.ask("follow", user_id=asked.user_id)
    take_in(lambda: {row.outcome for row in said("follow") + said("unfollow")} == {"stored"})
    assert said("unfollow")[0].user_id == asked.user_id


def test_quoting_a_message_answers_that_one(asked):
    first = asked.zalo.messages(asked.user_id)[0]["message_id"]
    asked.ask([asked.actor], asked=2)
    drain()
    asked.zalo.ask("say", user_id=asked.user_id, text="khoan đã")
    take_in(lambda: said())
    row = said()[0]
    quoting = json.loads(bytes(row.body))
    quoting["message"] |= {"text": "1", "msg_id": "abc", "quote_msg_id": first}
    body = json.dumps(quoting).encode()
    row.pk, row.key, row.body, row.handled_at, row.outcome = None, "q", body, None, ""
    row.save(force_insert=True)
    assert answered(2)[-1] == "answered"
    assert [(asked.actor, 1)] == CAME


def test_whoever_is_entered_twice_answers_with_either_account_as_the_one_who_was_asked(town):
    [(actor, user_id)] = town.people(1)
    known = Person.objects.unscoped(why="tests look at everything").get(actor=actor)
    who = {"actor": town.world.system, "at": clock.now()}
    twin = register(**who, place=town.world.ward, name="Phan Thi Diem My")
    stands = merge(**who, kept=known, gone=twin)
    town.ask([twin.actor_id])
    drain()
    assert town.zalo.messages(user_id)[-1]["text"]
    town.zalo.ask("tap", user_id=user_id, title=TAPPED)
    assert answered() == ["answered"]
    assert [(twin.actor_id, 1)] == CAME
    # Apart again, the token of the other is nobody's.
    undo_merge(**who, merge=stands)
    town.zalo.ask("tap", user_id=user_id, title=TAPPED)
    assert answered(2)[1:] == ["expired"]
    assert [(twin.actor_id, 1)] == CAME

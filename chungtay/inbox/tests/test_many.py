"""Letters that came together are kept together: each once, in its order, whichever one breaks."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from chungtay.carriers.zalo.events import parse
from chungtay.channels.models import Presence
from chungtay.channels.tests.examples import account
from chungtay.channels.wording import token
from chungtay.inbox import conversations, many, understanding
from chungtay.inbox.models import Alarm, Attachment, Conversation, Letter
from chungtay.intake import meanings, receiving
from chungtay.intake.models import Inbound
from chungtay.intake.tests.test_webhook import OA_ID, event, post_event
from chungtay.journal.act import Answer, action, tell
from chungtay.kit import clock
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint

pytestmark = pytest.mark.django_db
WHY = "of this test"


@pytest.fixture
def channel(world):
    return account(world)


def said(n, text, user="77", name="user_send_text", **message):
    stamp = str(int(clock.now().timestamp() * 1000) - 60_000 + n)
    return event(
        event_name=name, sender={"id": user}, recipient={"id": OA_ID}, timestamp=stamp,
        message={"text": text, "msg_id": f"m{n}", **message},
    )  # fmt: skip


def typed(n, text, user="77"):
    """An officer's own words in Zalo."""
    return event(
        event_name="oa_send_text", sender={"id": OA_ID}, recipient={"id": user},
        message={"text": text, "msg_id": f"t{n}"},
    )  # fmt: skip


def stored(*events):
    for one in events:
        assert post_event(one).status_code == 200


def letters(**of):
    rows = Letter.objects.unscoped(why=WHY).crossing("conversation", why=WHY)
    rows = rows.filter(**of).exclude(kind="ours")
    return list(rows.order_by("at", "pk").values_list("text", flat=True))


def inbounds():
    return Inbound.objects.unscoped(why=WHY).order_by("happened_at", "pk")


def outcomes():
    return list(inbounds().values_list("outcome", flat=True))


def known(world, user="77"):
    person = register(actor=world.system, at=world.at, place=world.other_ward, name="Lê Thị Mận")
    add_contact(actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
                value=f"{OA_ID}/{user}")  # fmt: skip
    return person


def test_many_letters_cost_as_many_statements_as_one(channel, world):
    known(world, "u1"), known(world, "u7")

    def cost(first, n):
        for k in range(first, first + n):
            stored(said(k, f"câu {k}", f"u{k}"), typed(k, f"lời {k}", f"u{k}"))
        with CaptureQueriesContext(connection) as asked:
            assert receiving.take_in(clock.now()) == 2 * n
        return len(asked)

    assert cost(1, 2) == cost(3, 60)
    assert Conversation.objects.unscoped(why=WHY).count() == 62
    assert len(letters()) == 124
    assert Presence.objects.unscoped(why=WHY).count() == 62


def test_together_or_alone_the_same_is_kept(channel, world, monkeypatch):
    person = known(world)
    place = {"type": "location", "payload": {"coordinates": {"latitude": "16", "longitude": "108"}}}
    events = [
        said(1, "[@9] chị ơi"), said(2, "mấy giờ mở cửa", "88"), said(3, "còn em"),
        said(4, "", "99", "anonymous_send_location", attachments=[place]),
        said(5, "họp nhé", "g1", "user_send_group_text"), typed(6, "Chị qua phường nhé"),
        typed(7, "Chào anh", "88"),
    ]  # fmt: skip

    def kept():
        with transaction.atomic():
            stored(*events)
            while receiving.take_in(clock.now()):
                pass
            talks = Conversation.objects.unscoped(why=WHY).order_by("address")
            found = (
                outcomes(), letters(),
                list(talks.values_list("place", "actor", "address", "source")),
                list(Attachment.objects.unscoped(why=WHY).values_list("kind", "note")),
                sorted(Presence.objects.unscoped(why=WHY).values_list("user_id")),
            )  # fmt: skip
            transaction.set_rollback(True)
        return found

    together = kept()
    monkeypatch.setattr(meanings, "takers", {})
    assert kept() == together
    assert together[1][:3] == [" chị ơi", "mấy giờ mở cửa", "còn em"]
    assert (world.other_ward.pk, person.actor_id, f"{OA_ID}/77", "zalo") in together[2]


def test_a_poisoned_letter_spoils_no_other_and_is_tried_again(channel, monkeypatch):
    clean = conversations.clean

    def poisoned(text):
        if "độc" in text:
            raise RuntimeError("poison")
        return clean(text)

    monkeypatch.setattr(conversations, "clean", poisoned)
    stored(*[said(n, "độc" if n == 5 else f"câu {n}", f"u{n}") for n in range(12)])
    assert receiving.take_in(clock.now()) == 11
    assert letters() == [f"câu {n}" for n in range(12) if n != 5]
    [row] = inbounds().filter(handled_at=None)
    assert row.tries == 1 and row.not_before is not None
    monkeypatch.setattr(conversations, "clean", clean)
    assert receiving.take_in(clock.now() + receiving.AGAIN_AFTER) == 1
    assert letters()[5] == "độc"


def test_what_one_person_wrote_after_a_poisoned_letter_waits_for_it(channel, monkeypatch):
    clean = conversations.clean
    monkeypatch.setattr(
        conversations, "clean", lambda text: clean(text) if text != "độc" else 1 / 0
    )
    stored(said(1, "trước"), said(2, "độc"), said(3, "sau"), said(4, "người khác", "88"))
    receiving.take_in(clock.now())
    receiving.take_in(clock.now())
    assert letters() == ["trước", "người khác"]
    monkeypatch.setattr(conversations, "clean", clean)
    while receiving.take_in(clock.now() + receiving.AGAIN_AFTER):
        pass
    assert letters(conversation__address__endswith="/77") == ["trước", "độc", "sau"]


def test_a_webhook_that_came_twice_is_one_letter(channel):
    stored(said(1, "xin hỏi"), said(1, "xin hỏi"), said(2, "xin hỏi"))
    assert receiving.take_in(clock.now()) == 2
    assert letters() == ["xin hỏi", "xin hỏi"]
    assert receiving.take_in(clock.now()) == 0


def test_a_cry_is_answered_before_all_that_came_with_it_and_after_its_own_writers_words(
    channel, monkeypatch
):
    order = []
    monkeypatch.setitem(
        meanings.takers, "user_send_text",
        lambda heard, at: order.append("many") or many.said(heard, at),
    )  # fmt: skip
    monkeypatch.setitem(
        meanings.handlers, "user_send_text",
        lambda inbound, event, at: order.append(event.text) or understanding.said(
            inbound, event, at
        ),
    )  # fmt: skip
    stored(*[said(n, f"câu {n}", f"u{n}") for n in range(5)])
    stored(said(7, "chị ơi", "88"), said(8, "cháy nhà rồi, có người kẹt", "88"), said(9, "a", "u9"))
    assert receiving.take_in(clock.now()) == 8
    assert order == ["chị ơi", "cháy nhà rồi, có người kẹt", "many"]
    assert Alarm.objects.unscoped(why=WHY).count() == 1
    assert len(letters()) == 8


def test_a_cry_that_mentions_hide_is_heard(channel):
    stored(said(1, "cứu với chá[@9]y nhà rồi có người kẹt"), said(2, "chào", "88"))
    assert receiving.take_in(clock.now()) == 2
    assert Alarm.objects.unscoped(why=WHY).count() == 1


CAME = []


@action("test.many_come", on="place")
def come(*, actor, at, place):
    CAME.append(at)


@action("test.many_ask", on="place")
def ask(*, actor, at, place, recipient):
    return tell(
        recipient, purpose="blood.ask", text="Bạn đến được không?",
        answers=[Answer("Tôi đến được", verb="test.many_come", args={}),
                 Answer("Không được", verb="test.many_come", args={})],
    )  # fmt: skip


def test_a_tap_and_a_free_word_of_one_person_keep_their_order(channel, world, monkeypatch):
    person = known(world)
    message = ask(actor=world.system, at=world.at, place=world.ward, recipient=person.actor_id)
    taken = []
    monkeypatch.setitem(
        meanings.handlers, "user_send_text",
        lambda inbound, event, at: taken.append(event.text) or Inbound.Outcome.ANSWERED,
    )  # fmt: skip
    tap = token(message.pk, 0, f"{OA_ID}/77")
    stored(said(1, "xin hỏi"), said(2, tap), said(3, "cảm ơn"), said(4, "chào", "88"))
    assert receiving.take_in(clock.now()) == 4
    assert taken == [tap, "cảm ơn"], "what came after the tap is taken after it"
    assert letters() == ["xin hỏi", "chào"]
    assert outcomes() == ["free_text", "answered", "answered", "free_text"]


def test_words_that_some_answer_offers_are_no_letter_before_somebody_looked(channel, world):
    person = known(world)
    ask(actor=world.system, at=world.at, place=world.ward, recipient=person.actor_id)
    looked = many._perhaps_more(
        [meanings.Heard(Inbound(pk=n, channel=channel, user_id=user, event="user_send_text"),
                        parsed(text))
         for n, (user, text) in enumerate(
             [("77", "2"), ("77", "tôi đến được!"), ("77", "xin hỏi"), ("88", "2"), ("88", "#CTx"),
              ("88", "Hiến máu"), ("77", "3")]
         )],
        {n: many.Writer(person.actor_id, world.ward.pk) for n in (0, 1, 2, 6)},
    )  # fmt: skip
    assert looked == {0, 1, 4, 5}


def parsed(text):
    return parse(json.dumps({"timestamp": "1", "message": {"text": text}}).encode())

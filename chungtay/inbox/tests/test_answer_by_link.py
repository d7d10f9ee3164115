"""Whoever has neither Zalo nor a password answers in a browser, once and as themselves."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access.models import Link
from chungtay.answers import answering
from chungtay.channels.tests.loopback import CAME, STOPPED
from chungtay.inbox.actions import give_link
from chungtay.inbox.tests.rows import question
from chungtay.intake.models import Inbound
from chungtay.journal.models import Entry, Refusal
from chungtay.kit import clock
from chungtay.kit.errors import Refused

pytestmark = pytest.mark.django_db
Outcome = Inbound.Outcome


@pytest.fixture(autouse=True)
def nobody_came():
    CAME.clear()
    STOPPED.clear()


def link_to(world, delivery):
    token = give_link(actor=world.system, at=clock.now(), delivery=delivery)
    return reverse("inbox:enter", args=[token])


@pytest.fixture
def asked(world):
    """One question, and a browser that came by its link."""
    world.delivery = question(world)
    world.message = world.delivery.message
    world.address = link_to(world, world.delivery)
    world.browser = Client()
    world.came = world.browser.get(world.address)
    return world


def say(browser, choice):
    return browser.post(reverse("inbox:answer"), {"answer": choice})


def read(browser):
    return browser.get(reverse("inbox:answer"))


def is_dead(answer):
    return answer.status_code == 404 and "không còn dùng được" in answer.content.decode()


def tap(world, choice=0, n=1):
    return answering.perform(world.message, choice, f"zalo:1:{n}", clock.now())


def test_the_link_leads_to_the_question_and_its_answers(asked):
    question(asked, text="Câu hỏi của người khác")
    assert asked.came.url == "/tra-loi/" and asked.came["Referrer-Policy"] == "no-referrer"
    assert "no-store" in asked.came["Cache-Control"]
    page = read(asked.browser)
    text = page.content.decode()
    for said in (
        "Chị đến được không?",
        "Tôi đến được",
        "Hôm nay chưa được",
        "tel:115",
        "Hòa Cường",
    ):
        assert said in text
    assert "Câu hỏi của người khác" not in text and "Diễm My" not in text
    assert "no-store" in page["Cache-Control"]


def test_an_answer_is_the_act_of_who_was_asked_and_stays_to_be_read(asked):
    assert say(asked.browser, 0).status_code == 302
    who = asked.message.recipient_id
    assert [(who, 1)] == CAME
    entry = Entry.objects.get(verb="test.come")
    assert (entry.actor_id, entry.place_id) == (who, asked.ward.pk)
    text = read(asked.browser).content.decode()
    assert "Đã ghi “Tôi đến được”, lúc" in text and "Cảm ơn chị nhiều lắm." in text
    assert 'name="answer"' not in text


def test_it_is_answered_once_even_from_two_browsers_that_had_it_open(asked):
    other = Client()
    other.get(asked.address)
    for browser, choice in ((asked.browser, 0), (asked.browser, 0), (asked.browser, 1), (other, 1)):
        assert say(browser, choice).status_code == 302
    assert len(CAME) == 1 and STOPPED == []
    assert "Đã ghi “Tôi đến được”" in read(other).content.decode()


def test_looking_never_acts(asked):
    for address in (asked.address, reverse("inbox:answer"), "/tra-loi/?answer=0"):
        asked.browser.get(address)
        asked.browser.head(address)
    assert CAME == [] and not Entry.objects.filter(verb="test.come").exists()
    assert Link.objects.get().used_at is None


def test_used_it_opens_for_the_browser_that_answered_and_no_other(asked):
    say(asked.browser, 0)
    assert asked.browser.get(asked.address).url == "/tra-loi/"
    assert is_dead(Client().get(asked.address))


@pytest.mark.parametrize("fate", ["forged", "expired", "other purpose", "withdrawn"])
def test_every_dead_link_gets_the_same_page(asked, fate):
    address = asked.address
    if fate == "forged":
        address = reverse("inbox:enter", args=["x" * 43])
    elif fate == "expired":
        past = clock.now() - timedelta(days=4)
        Link.objects.update(made_at=past, expires_at=past + timedelta(days=3))
    elif fate == "other purpose":
        Link.objects.update(purpose="rights.own_page")
    else:
        give_link(actor=asked.system, at=clock.now(), delivery=asked.delivery)
    assert is_dead(Client().get(address))
    if fate != "forged":
        assert is_dead(read(asked.browser)) and is_dead(say(asked.browser, 0))
    assert CAME == []


def test_without_a_link_there_is_nothing(db):
    assert is_dead(read(Client())) and is_dead(say(Client(), 0))


@pytest.mark.parametrize("choice", ["2", "-1", "x", "", "00"])
def test_what_is_no_answer_changes_nothing(asked, choice):
    assert say(asked.browser, choice).status_code == 200
    assert CAME == [] and STOPPED == []


def test_a_no_is_a_sentence_and_leaves_the_other_answers(asked):
    asked.message.answers[0]["args"] = {"asked": 0}
    asked.message.save()
    text = say(asked.browser, 0).content.decode()
    assert "Đã đủ người. Cảm ơn chị đã sẵn lòng." in text and 'name="answer"' in text
    assert Refusal.objects.get(verb="test.come").code == "enough"
    say(asked.browser, 1)
    assert [(asked.message.recipient_id, 1)] == STOPPED


def test_a_verb_that_no_journey_offers_is_never_called(asked):
    asked.message.answers[0]["verb"] = "channels.reply"
    asked.message.save()
    assert "hết hạn" in say(asked.browser, 0).content.decode()
    assert Link.objects.get().used_at is None


def test_what_was_tapped_on_zalo_is_shown_and_not_done_again(asked):
    assert tap(asked) == (Outcome.ANSWERED, "")
    text = read(asked.browser).content.decode()
    assert "Đã ghi “Tôi đến được”" in text and 'name="answer"' not in text
    say(asked.browser, 1)
    assert len(CAME) == 1 and STOPPED == []
    with pytest.raises(Refused) as refused:
        give_link(actor=asked.system, at=clock.now(), delivery=asked.delivery)
    assert refused.value.code == "already_answered"


def test_a_tap_after_the_link_repeats_it_or_takes_it_back(asked):
    say(asked.browser, 0)
    assert tap(asked) == (Outcome.REPEATED, "") and len(CAME) == 1
    assert tap(asked, 1, n=2) == (Outcome.ANSWERED, "")
    assert "Đã ghi “Hôm nay chưa được”" in read(asked.browser).content.decode()
    # Back again by a tap: no link said the same just before.
    assert tap(asked, 0, n=3) == (Outcome.ANSWERED, "") and len(CAME) == 2


def test_the_token_is_in_no_log(asked, caplog):
    caplog.set_level(logging.DEBUG)
    token = asked.address.split("/")[2]
    say(asked.browser, 0)
    asked.browser.get(asked.address)
    assert is_dead(Client().get(asked.address))
    assert token not in caplog.text
    assert not any(token in row for row in Entry.objects.values_list("key", flat=True))

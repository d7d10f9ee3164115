"""A donor without Zalo answers the call by the link in a text message."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access.models import Link
from chungtay.blood.actions import stand_down
from chungtay.blood.models import Reply, Seat
from chungtay.blood.tests.examples import ask, call_of, coming
from chungtay.channels import answer_links
from chungtay.journal.models import Entry, Message
from chungtay.kit import clock

pytestmark = pytest.mark.django_db
ANSWER = reverse("inbox:answer")


@pytest.fixture
def asked(world, monkeypatch):
    """A donor who was asked, and the address in their text message."""
    monkeypatch.setattr(clock, "now", lambda: world.at + timedelta(minutes=5))
    world.ask = ask(world)
    question = Message.objects.get(recipient=world.ask.actor_id, purpose="blood.ask")
    address = answer_links.address(question, world.ward.pk, world.at)
    world.address = "/tra-loi/" + address.rsplit("/tra-loi/", 1)[1]
    return world


def opened(asked):
    browser = Client()
    assert browser.get(asked.address).url == ANSWER
    return browser


def text(answer):
    return answer.content.decode()


def replies(asked):
    found = Reply.objects.unscoped(why="tests look at everything").filter(ask=asked.ask)
    return [row.answer for row in found.order_by("pk")]


def test_the_link_gives_a_place_and_tells_where_to_come(asked):
    browser = opened(asked)
    page = text(browser.get(ANSWER))
    for words in ("Tôi đến được", "Hôm nay chưa được", "Đừng hỏi tôi nữa"):
        assert words in page
    browser.post(ANSWER, {"answer": "0"})
    assert replies(asked) == ["coming"]
    seat = Seat.objects.unscoped(why="tests look at everything").get(ask=asked.ask)
    assert seat.number == 1 and seat.freed_in is None
    said = Entry.objects.get(verb="blood.come")
    assert said.actor_id == asked.ask.actor_id, "in the donor's own name"
    after = text(browser.get(ANSWER))
    assert "Đã ghi “Tôi đến được”" in after and "Khoa Huyết học" in after


def test_whoever_fetches_the_address_before_it_is_seen_answers_nothing(asked):
    for address in (asked.address, asked.address + "?answer=0"):
        Client().get(address, follow=True)
        Client().head(address, follow=True)
    assert replies(asked) == []
    opened(asked).post(ANSWER, {"answer": "1"})
    assert replies(asked) == ["not_today"]


def test_a_link_that_was_passed_on_and_has_been_used_says_so(asked):
    opened(asked).post(ANSWER, {"answer": "1"})
    late = Client().get(asked.address)
    assert late.status_code == 404 and "đã dùng rồi" in text(late)
    assert replies(asked) == ["not_today"]


def test_once_the_hour_is_over_the_link_says_that_it_has_expired(asked, monkeypatch):
    browser = opened(asked)
    over = call_of(asked.ask).deadline + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: over)
    for answer in (Client().get(asked.address), browser.post(ANSWER, {"answer": "0"})):
        assert answer.status_code == 404 and "đã hết hạn" in text(answer)
    assert replies(asked) == []


def test_after_the_call_was_ended_the_link_still_answers_kindly(asked):
    browser = opened(asked)
    stand_down(actor=asked.officer, at=clock.now(), call=call_of(asked.ask))
    browser.post(ANSWER, {"answer": "0"})
    assert "khép lại" in text(browser.get(ANSWER))
    assert not Seat.objects.unscoped(why="tests look at everything").exists()


def test_who_has_a_place_says_by_link_that_they_set_out(world, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: world.at + timedelta(minutes=5))
    found = coming(world)
    offer = Message.objects.filter(recipient=found.actor_id, purpose="blood.ask").latest("pk")
    address = answer_links.address(offer, world.ward.pk, world.at)
    browser = Client()
    browser.get("/tra-loi/" + address.rsplit("/tra-loi/", 1)[1])
    browser.post(ANSWER, {"answer": "0"})
    seat = Seat.objects.unscoped(why="tests look at everything").get(ask=found)
    assert seat.expires_at is None
    assert Entry.objects.filter(verb="blood.set_out", actor=found.actor_id).exists()
    assert Link.objects.get().used_at is not None

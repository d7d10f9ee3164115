"""An officer on the telephone gives somebody without Zalo a link to answer by, shown once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access import links
from chungtay.access.models import Link
from chungtay.channels.answer_links import ANSWER
from chungtay.channels.models import Delivery
from chungtay.inbox.actions import give_link
from chungtay.inbox.tests.rows import question
from chungtay.kit import clock
from chungtay.kit.errors import Refused
from chungtay.people.actions import give_consent, register, stop_contacting
from chungtay.people.models import Consent, Person

pytestmark = pytest.mark.django_db
PURPOSE = "blood.ask"


def give(world, delivery, at=None):
    return give_link(actor=world.officer, at=at or world.at, delivery=delivery)


def person_of(delivery):
    every = Person.objects.unscoped(why="tests look at everything")
    return every.get(actor=delivery.message.recipient_id)


def agree(world, delivery):
    give_consent(
        actor=world.system, at=world.at, person=person_of(delivery), purpose=PURPOSE,
        means=Consent.Means.FORM,
    )  # fmt: skip


def signed_in(holder):
    client = Client()
    client.force_login(holder.account)
    return client


def test_the_link_is_the_recipients_and_ends_with_the_question(world):
    ends = world.at + timedelta(hours=4)
    delivery = question(world, expires_at=ends)
    link = links.open_link(give(world, delivery), ANSWER, at=world.at)
    assert link.actor_id == delivery.message.recipient_id and link.expires_at == ends
    assert link.args == {"message": delivery.message_id} and link.place == world.ward


def test_a_question_without_an_end_is_answered_within_three_days(world):
    link = links.open_link(give(world, question(world)), ANSWER, at=world.at)
    assert link.expires_at == world.at + timedelta(days=3)


def test_a_second_link_ends_the_first(world):
    delivery, other = question(world), question(world)
    first, elsewhere = give(world, delivery), give(world, other)
    second = give(world, delivery)
    with pytest.raises(links.DeadLink):
        links.open_link(first, ANSWER, at=world.at)
    for token in (second, elsewhere):
        assert links.open_link(token, ANSWER, at=world.at)


def test_there_is_no_link_to_what_nobody_can_answer_any_more(world):
    for delivery in (question(world, answers=[]), question(world, expires_at=world.at)):
        with pytest.raises(Refused) as refused:
            give(world, delivery)
        assert refused.value.code == "nothing_to_answer"


def test_whoever_wants_not_to_be_asked_gets_no_link_either(world):
    silent, unasked = (question(world, purpose=PURPOSE) for _n in range(2))
    agree(world, silent)
    give(world, silent)
    stop_contacting(actor=world.system, at=world.at, person=person_of(silent))
    for delivery, code in ((silent, "do_not_contact"), (unasked, "no_consent")):
        with pytest.raises(Refused) as refused:
            give(world, delivery)
        assert refused.value.code == code


def test_the_list_says_whom_and_why_and_the_link_is_shown_once(world):
    delivery = question(world)
    client = signed_in(world.officer)
    assert reverse("inbox:unreached") in client.get(reverse("inbox:letters")).content.decode()
    listed = client.get(reverse("inbox:unreached")).content.decode()
    for said in ("Phan Thị Diễm My", "Chị đến được không?", "Chưa có Zalo của người này"):
        assert said in listed
    address = reverse("inbox:give_link", args=[delivery.pk])
    assert client.get(address).status_code == 405 and not Link.objects.exists()
    shown = client.post(address)
    text = shown.content.decode()
    token = text.partition("/tra-loi/")[2].partition("/")[0]
    assert "no-store" in shown["Cache-Control"] and shown["Referrer-Policy"] == "no-referrer"
    assert links.open_link(token, ANSWER, at=clock.now()).made_in.actor_id == world.officer.actor_id
    assert "Chị đến được không?" not in text, "what is asked is not put into a text message"
    assert token not in client.get(reverse("inbox:unreached")).content.decode()


def test_the_list_leaves_out_what_arrived_is_over_or_is_refused_by_the_person(world):
    kept = question(world)
    for change in ({"state": "failed", "code": "do_not_contact"}, {"code": "no_consent"}):
        Delivery.objects.unscoped(why="a test").filter(pk=question(world, text="x").pk).update(
            **change
        )
    question(world, text="x", answers=[])
    question(world, text="x", expires_at=clock.now())
    client = signed_in(world.officer)
    page = client.get(reverse("inbox:unreached")).context["page"]
    assert [row.pk for row in page] == [kept.pk]


def test_a_refusal_is_a_sentence_on_the_list(world):
    delivery = question(world, answers=[])
    address = reverse("inbox:give_link", args=[delivery.pk])
    answer = signed_in(world.officer).post(address, follow=True)
    assert "không còn chờ trả lời" in answer.content.decode()


def test_another_ward_neither_sees_nor_gives(world):
    delivery = question(world)
    client = signed_in(world.elsewhere)
    assert "Diễm My" not in client.get(reverse("inbox:unreached")).content.decode()
    assert client.post(reverse("inbox:give_link", args=[delivery.pk])).status_code == 404
    assert not Link.objects.exists()


def test_nor_does_the_ward_for_somebody_it_may_not_know(world):
    delivery = question(world)
    far = register(actor=world.system, at=world.at, place=world.other_ward, name="Lê Thị Xa")
    type(delivery.message).objects.filter(pk=delivery.message_id).update(recipient=far.actor_id)
    client = signed_in(world.officer)
    assert client.post(reverse("inbox:give_link", args=[delivery.pk])).status_code == 404
    assert "Chị đến" not in client.get(reverse("inbox:unreached")).content.decode()


def test_whose_duty_it_is_not_cannot_open_the_list(world):
    client = signed_in(world.account("hanh", "administrator"))
    assert client.get(reverse("inbox:unreached")).status_code == 403

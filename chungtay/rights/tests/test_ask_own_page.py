"""Somebody asks for the link on the public page: the answer says nothing, whoever it is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access.models import Link
from chungtay.journal.models import Message
from chungtay.kit import clock
from chungtay.rights.actions import ask_own_page
from chungtay.rights.tests.examples import PHONE, somebody


def ask(number):
    return Client().post(reverse("rights:own_ask"), {"phone": number})


def without_token(page):
    """The page without what is new on every page: the token against forged forms."""
    return re.sub(
        r'(name="csrfmiddlewaretoken" value|hx-headers)="[^"]*"', "", page.content.decode()
    )


def test_the_same_answer_whether_or_not_the_number_is_known(world):
    person = somebody(world)
    known, unknown = ask("0905 123 456"), ask("0905 999 888")
    assert known.status_code == unknown.status_code == 200
    assert without_token(known) == without_token(unknown)
    assert Message.objects.filter(recipient=person.actor_id, purpose="rights.own_page").count() == 1
    assert Link.objects.count() == 1


def test_asked_again_at_once_there_is_one_link_only(world):
    somebody(world)
    for _each in range(3):
        ask("0905123456")
    assert Link.objects.count() == 1


def test_a_family_that_shares_a_number_gets_a_link_each(world):
    first = somebody(world)
    second = somebody(world, "Trần Gia Bảo", PHONE, "388613280878808645/88")
    ask("0905123456")
    assert set(Link.objects.values_list("actor", flat=True)) == {first.actor_id, second.actor_id}


def test_without_zalo_nothing_is_sent_and_nothing_said(world):
    somebody(world, zalo="")
    assert ask("0905123456").status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", ["", "113", "0905", "chị My"])
def test_what_is_no_number_is_said_to_be_none(world, text):
    page = ask(text)
    assert page.status_code == 200 and not Link.objects.exists()
    assert "Xem Zalo" not in page.content.decode()


def test_the_act_says_nothing_of_who_is_erased(world):
    person = somebody(world)
    type(person).objects.unscoped(why="of this test").filter(pk=person.pk).update(name="")
    person.refresh_from_db()
    ask_own_page(actor=world.system, at=clock.now(), person=person, site="https://x.vn")
    assert not Link.objects.exists()

"""The word of who it is, taken back: by the button of the page, once."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.inbox.actions import undo_identify
from chungtay.inbox.models import Conversation
from chungtay.inbox.tests.rows import identified
from chungtay.journal.act import NotAllowed

pytestmark = pytest.mark.django_db


def test_the_button_takes_it_back_and_a_second_press_is_a_sentence(world):
    said = identified(world)
    client = Client()
    client.force_login(world.officer.account)
    page = client.get(reverse("inbox:conversation", args=[said.conversation_id]))
    address = reverse("inbox:undo_identify", args=[said.pk])
    assert address in page.content.decode()
    assert client.get(address).status_code == 405, "GET never acts"
    client.post(address)
    row = Conversation.objects.unscoped(why="of this test").get(pk=said.conversation_id)
    assert row.actor_id is None and row.claimed
    again = client.post(address, follow=True).content.decode()
    assert "Lời ấy đã được bỏ rồi" in again and "Nói đây là ai" in again


def test_another_ward_s_officer_does_not_take_it_back(world):
    said = identified(world)
    with pytest.raises(NotAllowed):
        undo_identify(actor=world.elsewhere, at=world.at, identification=said)
    row = Conversation.objects.unscoped(why="of this test").get(pk=said.conversation_id)
    assert row.actor_id == said.actor_id

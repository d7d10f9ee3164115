"""The connecting ends, done or given up: no secret stays behind."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from chungtay.channels.models import Channel
from chungtay.tending.actions import Ended, end_joining
from chungtay.tending.models import Joining
from chungtay.tending.tests.examples import begun, connected

pytestmark = pytest.mark.django_db
SECRETS = ("app_secret", "oa_secret", "verifier", "access_token", "refresh_token")


def stored():
    return Joining.objects.unscoped(why="a test of it").get()


def test_every_secret_is_blank_and_the_account_goes_on_speaking(world):
    end_joining(actor=world.system, at=world.at, joining=connected(world))
    assert [getattr(stored(), name) for name in SECRETS] == [""] * 5
    assert Channel.objects.unscoped(why="a test of it").speaking().count() == 1


def test_the_database_keeps_no_secret_of_what_is_over(world):
    row = end_joining(actor=world.system, at=world.at, joining=begun(world))
    with pytest.raises(IntegrityError), transaction.atomic():
        Joining.objects.unscoped(why="a test of it").filter(pk=row.pk).update(app_secret="x")


def test_it_ends_once(world):
    row = begun(world)
    end_joining(actor=world.system, at=world.at, joining=row)
    with pytest.raises(Ended):
        end_joining(actor=world.system, at=world.at, joining=row)


def test_giving_up_is_asked_first_and_another_ward_has_nothing_to_give_up(world):
    begun(world)
    client, address = Client(), reverse("tending:give_up")
    client.force_login(world.account("xa", "administrator", world.other_ward).account)
    assert client.post(address)["Location"] == reverse("tending:joining")
    assert stored().ended_in_id is None
    client.force_login(world.account("hanh", "administrator").account)
    assert "Thôi nối Zalo?" in client.get(address).content.decode()
    assert stored().ended_in_id is None, "asking does nothing"
    client.post(address)
    assert stored().ended_in_id is not None

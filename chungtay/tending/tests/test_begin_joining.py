"""Beginning to connect an account: what is copied from Zalo, and copied again."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.models import Channel
from chungtay.journal.models import Entry
from chungtay.tending.actions import CopiedBadly, begin_joining
from chungtay.tending.models import Joining
from chungtay.tending.tests.examples import KEYS, begun, connected

pytestmark = pytest.mark.django_db


def again(world, **other):
    said = dict.fromkeys(("app_secret", "oa_secret"), "")
    said |= {"oa_id": KEYS["oa_id"], "app_id": KEYS["app_id"]} | other
    return begin_joining(actor=world.system, at=world.at, place=world.ward, **said)


def test_no_secret_is_written_in_the_journal(world):
    begun(world)
    entry = Entry.objects.get(verb="tending.begin_joining")
    written = str([getattr(entry, field.attname) for field in Entry._meta.fields])
    assert "app-secret" not in written and "oa-secret" not in written


@pytest.mark.parametrize("field", ["app_secret", "oa_secret"])
@pytest.mark.parametrize("value", ["two words", "dấu", "line\nbreak", "x" * 201])
def test_a_secret_that_was_copied_badly_is_refused(world, field, value):
    with pytest.raises(CopiedBadly):
        begin_joining(actor=world.system, at=world.at, place=world.ward, **(KEYS | {field: value}))


@pytest.mark.parametrize("field", ["oa_id", "app_id"])
@pytest.mark.parametrize("value", ["", "https://zalo.me/1", "12 34", "٣"])
def test_an_id_is_digits(world, field, value):
    with pytest.raises(CopiedBadly):
        begin_joining(actor=world.system, at=world.at, place=world.ward, **(KEYS | {field: value}))


def test_the_first_secrets_may_not_be_left_out(world):
    with pytest.raises(CopiedBadly):
        again(world)


def test_an_empty_secret_keeps_the_one_given_before_and_the_pkce_pair_stays(world):
    before = begun(world)
    after = again(world, app_id="777")
    assert after.pk == before.pk
    assert (after.app_id, after.app_secret) == ("777", "app-secret")
    assert after.verifier == before.verifier, "another challenge would have to be saved at Zalo"
    assert after.nonce != before.nonce


def test_new_keys_forget_what_zalo_granted_to_the_old_ones_but_no_account_stops_speaking(world):
    connected(world)
    after = again(world)
    assert (after.channel_id, after.access_token, after.described) == (None, "", {})
    assert Channel.objects.unscoped(why="a test of it").speaking().count() == 1


def test_one_is_connected_at_a_place_at_a_time(world):
    begun(world)
    begun(world)
    begun(world, world.other_ward)
    assert Joining.objects.unscoped(why="a test of it").count() == 2


def test_the_page_keeps_what_is_no_secret_and_says_what_is_wrong(world):
    client = Client()
    client.force_login(world.account("hanh", "administrator").account)
    answer = client.post(reverse("tending:begin"), KEYS | {"oa_id": "chữ"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "chỉ gồm chữ số" in page and KEYS["app_id"] in page
    assert "app-secret" not in page, "a secret is never drawn into a page"

"""Connecting an Official Account, and giving it new keys."""

import pytest

from chungtay.channels.actions import ElsewhereConnected, KeysIncomplete, connect
from chungtay.channels.models import Channel, Incident, Keys
from chungtay.channels.tests.examples import EXAMPLES, account, incident
from chungtay.journal.models import Entry

pytestmark = pytest.mark.django_db


def given(world, **changes):
    return {**EXAMPLES["channels.connect"](world), **changes}


def keys():
    return Keys.objects.unscoped(why="to look at the pair").get()


def test_an_account_is_connected_with_its_keys_in_a_row_of_their_own(world):
    channel = connect(actor=world.system, at=world.at, **given(world))
    assert channel.api_base == "https://openapi.zalo.me"
    assert keys().access_token == "access-1"
    assert not any("secret" in f.name or "token" in f.name for f in Channel._meta.fields)


def test_no_secret_is_written_in_the_journal(world):
    connect(actor=world.system, at=world.at, **given(world))
    entry = Entry.objects.get(verb="channels.connect")
    assert "access-1" not in str([getattr(entry, f.attname) for f in Entry._meta.fields])


def test_new_keys_replace_the_old_ones_and_end_the_incidents(world):
    incident(world)
    connect(actor=world.system, at=world.at, **given(world, access_token="access-2"))
    assert keys().access_token == "access-2"
    assert not Incident.objects.unscoped(why="a test of it").standing().exists()
    assert Channel.objects.unscoped(why="a test of it").count() == 1


@pytest.mark.parametrize("field", ["app_secret", "oa_secret", "access_token", "refresh_token"])
@pytest.mark.parametrize("value", ["", "two words", "dấu", "line\nbreak"])
def test_a_key_that_was_copied_badly_is_refused(world, field, value):
    with pytest.raises(KeysIncomplete):
        connect(actor=world.system, at=world.at, **given(world, **{field: value}))


def test_an_account_of_another_place_is_not_taken_over(world):
    account(world, place=world.other_ward)
    with pytest.raises(ElsewhereConnected):
        connect(actor=world.system, at=world.at, **given(world))

"""Text messages are connected once for a place, at a pace of their own."""

import pytest

from chungtay.channels.actions import ElsewhereConnected, KeysIncomplete, connect_sms
from chungtay.channels.models import Channel, Keys, Pace
from chungtay.channels.tests.examples import SMS, texts

pytestmark = pytest.mark.django_db


def test_the_brand_name_speaks_for_the_place_with_keys_that_do_not_change(world):
    channel = texts(world)
    assert (channel.kind, channel.oa_id, channel.place_id) == ("esms", "CHUNGTAY", world.ward.pk)
    keys = Keys.objects.unscoped(why="a test of it").get(channel=channel)
    assert (keys.api_key, keys.app_secret, keys.expires_at) == ("khoa-sms", "bi-mat-sms", None)
    assert Pace.objects.unscoped(why="a test of it").get(channel=channel).per_minute == 600


def test_new_keys_take_the_place_of_the_old_ones(world):
    texts(world)
    texts(world, api_key="khoa-moi")
    assert Keys.objects.unscoped(why="a test of it").get().api_key == "khoa-moi"
    assert Channel.objects.unscoped(why="a test of it").count() == 1


def test_a_brand_name_of_another_ward_stays_theirs(world):
    connect_sms(actor=world.system, at=world.at, place=world.other_ward, **SMS)
    with pytest.raises(ElsewhereConnected):
        texts(world)


@pytest.mark.parametrize("missing", ["brandname", "api_key", "secret_key"])
def test_half_a_key_is_refused(world, missing):
    with pytest.raises(KeysIncomplete):
        texts(world, **{missing: ""})

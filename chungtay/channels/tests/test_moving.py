"""When a ward becomes another, its account speaks on for the one that followed."""

import pytest

from chungtay.access.actions import update_places
from chungtay.channels.actions import ElsewhereConnected, close_incident, connect, open_incident
from chungtay.channels.models import Channel, Incident, Keys
from chungtay.channels.tests.examples import EXAMPLES, account, incident
from chungtay.places.models import Place, Succession
from chungtay.places.update import preview, province_of

pytestmark = pytest.mark.django_db
HEAD = "on,act,code,type,name,above,into,share,default,document\n"


def merge(world):
    line = f"2026-12-01,merge,{world.ward.code},,,,{world.other_ward.code},,,thử"
    seen = preview((HEAD + line).encode(), "thu.csv")
    return update_places(actor=world.system, at=world.at, place=province_of(seen), seen=seen)


def test_accounts_keys_and_open_troubles_move_closed_ones_stay(world):
    past = incident(world)
    close_incident(actor=world.system, at=world.at, incident=past)
    open_incident(
        actor=world.system, at=world.at, channel=past.channel, code="-216", sentence="Khóa hỏng",
        pauses=True,
    )  # fmt: skip
    moved = merge(world).moved
    assert moved["tài khoản Zalo"] == 1 and moved["sự cố của kênh"] == 1
    for model in (Channel, Keys):
        row = model.objects.unscoped(why="a test of it").get()
        assert row.place_id == world.other_ward.pk
    incidents = Incident.objects.unscoped(why="a test of it")
    assert incidents.standing().get().place_id == world.other_ward.pk
    assert incidents.exclude(closed_at=None).get().place_id == world.ward.pk


def test_the_ward_that_followed_gives_new_keys(world):
    account(world)
    Succession.objects.create(
        predecessor=world.ward, successor=world.other_ward, on=world.at.date(),
        kind=Succession.Kind.WHOLE,
    )  # fmt: skip
    given = EXAMPLES["channels.connect"](world) | {"place": world.other_ward}
    channel = connect(actor=world.system, at=world.at, **given)
    assert channel.place_id == world.other_ward.pk
    assert Keys.objects.unscoped(why="a test of it").get().place_id == world.other_ward.pk


def test_a_province_does_not_take_its_wards_account(world):
    account(world)
    given = EXAMPLES["channels.connect"](world)
    given["place"] = Place.objects.get(pk=world.ward.province_id)
    with pytest.raises(ElsewhereConnected):
        connect(actor=world.system, at=world.at, **given)

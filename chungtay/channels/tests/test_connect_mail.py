"""A mailbox is connected with the server it writes by."""

import pytest

from chungtay.channels.actions import KeysIncomplete
from chungtay.channels.models import Keys
from chungtay.channels.tests.examples import mailbox

pytestmark = pytest.mark.django_db


def test_the_mailbox_writes_for_the_place(world):
    channel = mailbox(world)
    assert (channel.kind, channel.oa_id) == ("mail", "phuong@hoacuong.example")
    assert (channel.api_base, channel.app_id) == ("smtp://thu.hoacuong.example:587", "phuong")
    assert Keys.objects.unscoped(why="a test of it").get(channel=channel).api_key == "bi-mat"


@pytest.mark.parametrize(
    ("server", "port"), [("smtp://thu.example", 587), ("smtps://thu.example", 465)]
)
def test_a_server_without_a_port_has_the_usual_one(world, server, port):
    assert mailbox(world, server=server).api_base == f"{server}:{port}"


@pytest.mark.parametrize(
    "wrong", [{"address": "không phải thư"}, {"server": "thu.example"}, {"password": ""}]
)
def test_what_cannot_be_a_mailbox_is_refused_in_words(world, wrong):
    with pytest.raises(KeysIncomplete):
        mailbox(world, **wrong)


def test_the_password_shows_in_no_representation(world):
    channel = mailbox(world)
    keys = Keys.objects.unscoped(why="a test of it").get(channel=channel)
    assert "bi-mat" not in f"{channel!r}{keys!r}{keys}"

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


@pytest.mark.parametrize(
    "server",
    ["smtp://thu.example:22", "smtp://thu.example:0", "smtps://thu.example:5432",
     "smtp://thu.example:99999", "smtp://thu.example:cong", "smtp://[::1"],
)  # fmt: skip
def test_no_other_ports_than_those_of_mail(world, server):
    with pytest.raises(KeysIncomplete):
        mailbox(world, server=server)


@pytest.mark.parametrize("port", [25, 465, 587, 2525])
def test_the_ports_of_mail_are_taken(world, port):
    assert mailbox(world, server=f"smtp://thu.example:{port}").api_base.endswith(f":{port}")


HERE = ("127.0.0.1", "127.1", "2130706433", "0x7f000001", "localhost", "localhost.", "0.0.0.0",
        "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "[fe80::1]")  # fmt: skip


@pytest.mark.parametrize("host", HERE)
def test_this_machine_is_no_mail_server_outside_the_demo(world, settings, host):
    settings.DEMO = False
    with pytest.raises(KeysIncomplete):
        mailbox(world, server=f"smtp://{host}:25")


def test_a_server_of_the_ward_s_own_network_is_one(world, settings):
    settings.DEMO = False
    assert mailbox(world, server="smtp://10.1.2.3:25").api_base == "smtp://10.1.2.3:25"


def test_the_password_shows_in_no_representation(world):
    channel = mailbox(world)
    keys = Keys.objects.unscoped(why="a test of it").get(channel=channel)
    assert "bi-mat" not in f"{channel!r}{keys!r}{keys}"

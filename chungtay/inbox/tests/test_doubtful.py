"""A doubt says what to do about it: with a mass message, and on the list of whom to telephone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.carriers.outcome import Class, Outcome
from chungtay.channels.models import Delivery
from chungtay.channels.presences import seen
from chungtay.channels.tests.examples import account, template
from chungtay.channels.tests.test_next_way import USER, donor, ended, tell
from chungtay.inbox import doubtful
from chungtay.journal.models import Entry
from chungtay.kit import clock

pytestmark = pytest.mark.django_db
LOOK = "Mở Zalo của đơn vị xem tin đã hiện chưa, hoặc gọi điện."
ASKING, TELEPHONE = "Máy còn đang hỏi lại.", "Gọi điện hỏi người ấy."


def in_doubt(world, fields):
    channel = account(world)
    if fields:
        template(world, channel, fields=fields, by_phone=False)
        seen(channel, USER, world.at - timedelta(days=20), True)
    tell(world, donor(world, phone=False))
    ended(world, Outcome(Class.DOUBT, "timeout"))
    row = Delivery.objects.unscoped(why="a test of it").select_related("message").get()
    assert (row.state, row.way) == ("unknown", "zalo_uid" if fields else "zalo_cs")
    return row


@pytest.mark.parametrize(
    ("fields", "minutes", "said"),
    [({"ten": "name", "noi": "place"}, 1, LOOK), ({"noi_dung": "text"}, 1, ASKING),
     (None, 1, ASKING), (None, 240, TELEPHONE), ({"noi_dung": "text"}, 240, TELEPHONE)],
)  # fmt: skip
def test_it_says_what_the_machine_can_and_what_an_officer_must(world, fields, minutes, said):
    row = in_doubt(world, fields)
    assert said in doubtful.todo([row], world.at + timedelta(minutes=minutes))[row.pk]


def test_what_arrived_asks_for_nothing(world):
    row = in_doubt(world, None)
    row.state = Delivery.State.SENT
    assert doubtful.todo([row], world.at) == {}


def test_both_pages_say_it(world):
    in_doubt(world, {"ten": "name", "noi": "place"})
    client = Client()
    client.force_login(world.officer.account)
    entry = Entry.objects.filter(verb="test.ask").order_by("-pk")[0]
    assert LOOK in client.get(reverse("inbox:progress", args=[entry.pk])).content.decode()
    rows = Delivery.objects.unscoped(why="so that it is a question of today")
    rows.update(created_at=clock.now())
    assert LOOK in client.get(reverse("inbox:unreached")).content.decode()

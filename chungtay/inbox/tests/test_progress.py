"""How far the messages of one act have come, for those who look after them there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.carriers.outcome import Class, Outcome
from chungtay.channels import pacing
from chungtay.channels.models import Pace
from chungtay.channels.tests.examples import account, texts
from chungtay.channels.tests.test_next_way import donor, ended, tell
from chungtay.journal.models import Entry

pytestmark = pytest.mark.django_db


def page(world, reader=None, **query):
    entry = Entry.objects.filter(verb="test.ask").order_by("-pk")[0]
    client = Client()
    client.force_login((reader or world.officer).account)
    headers = {"HX-Request": "true"} if query.pop("part", False) else {}
    return client.get(reverse("inbox:progress", args=[entry.pk]), query, headers=headers)


def asked(world, count, first=0):
    tell(world, *[donor(world, first + number) for number in range(count)])


def test_each_recipient_is_told_of_in_words_with_the_ways_before(world):
    account(world)
    texts(world)
    asked(world, 2)
    ended(world, Outcome(Class.UNREACHABLE, "-230"), Outcome(Class.SENT, "", "m1"))
    said = page(world).content.decode()
    assert "Đang gửi, còn 1 tin" in said and "Phan Thị Diễm My" in said
    assert "tin Zalo: Hơn 7 ngày người này chưa nhắn cho đơn vị" in said
    assert "tin SMS" in said and "Chờ gửi" in said and "Đã gửi" in said


def test_it_polls_while_anything_waits_and_not_afterwards(world):
    account(world)
    asked(world, 1)
    assert b'hx-trigger="every 5s"' in page(world).content
    part = page(world, part=True).content
    assert b"<html" not in part and b"tin-gui" in part
    ended(world, Outcome(Class.SENT, "", "m1"))
    done = page(world).content.decode()
    assert "every 5s" not in done and "Đã gửi xong 1 tin" in done


def test_it_shows_one_state_at_a_time(world):
    account(world)
    asked(world, 2)
    ended(world, Outcome(Class.SENT, "", "m1"))
    assert page(world, state="sent").context["page"].paginator.count == 1
    assert page(world, state="nonsense").context["page"].paginator.count == 2


def test_one_and_thirty_cost_the_same(world):
    account(world)
    asked(world, 1)
    page(world)
    with CaptureQueriesContext(connection) as one:
        page(world)
    asked(world, 30, first=1)
    with CaptureQueriesContext(connection) as thirty:
        assert page(world).context["page"].has_next()
    assert len(one) == len(thirty)


def test_another_ward_does_not_see_it(world):
    account(world)
    asked(world, 1)
    assert page(world, world.elsewhere).status_code == 404


def test_whoever_keeps_channels_running_reads_no_name(world):
    account(world)
    asked(world, 2)
    ended(world, Outcome(Class.UNREACHABLE, "-230"))
    said = page(world, world.account("hạnh", "administrator")).content.decode()
    assert "Hơn 7 ngày người này chưa nhắn cho đơn vị" in said and "Chờ gửi" in said
    assert "Diễm My" not in said


def test_the_time_left_follows_the_pace(world):
    channel = account(world)
    Pace.objects.unscoped(why="a test of it").update(per_minute=100)
    assert pacing.time_left({channel.pk: 1000}, world.at) == timedelta(minutes=10)

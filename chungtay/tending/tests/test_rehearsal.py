"""A message tried out on paper: it says who would be reached, and nothing leaves."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.access.models import Account
from chungtay.channels import presences
from chungtay.channels.actions import enter_template
from chungtay.channels.models import Channel, Delivery, Keys, Presence
from chungtay.channels.tests.loopback import OA_ID, PURPOSE
from chungtay.channels.willing import wishes
from chungtay.inbox.imagining import cases, imagined
from chungtay.journal.models import Entry, Message
from chungtay.journal.selection import cover
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.people.models import Person
from chungtay.people.tests.examples import somebody
from chungtay.tending import rehearsing


def look(town, text="Xin mời tham gia", **other):
    from django.test import Client

    client = Client()
    client.force_login(town.world.officer.account)
    asked = {"purpose": PURPOSE, "text": text, "urgent": "on"} | other
    return client.post(reverse("tending:rehearsal", args=[town.channel.pk]), asked)


def rows():
    found = [Message.objects.count(), Entry.objects.count()]
    return found + [
        model.objects.unscoped(why="a test of it").count() for model in (Person, Delivery, Presence)
    ]


def template(town):
    enter_template(
        actor=System("test"), at=clock.now(), channel=town.channel, purpose=PURPOSE,
        external_id="300001", fields={"noi_dung": "text"}, by_uid=True, by_phone=True,
        approved=True,
    )  # fmt: skip


def test_the_simulator_sees_nothing_and_no_row_is_written(town):
    template(town)
    town.people(2)
    look(town)  # posts and sessions are made by the first look
    before, queue = rows(), town.zalo.look("state")["queue"]
    answer = look(town)
    assert answer.status_code == 200 and answer.context["requests"]
    assert rows() == before
    assert town.zalo.messages() == []
    assert town.zalo.look("sms")["sms"] == []
    assert town.zalo.look("state")["queue"] == queue


def test_the_bodies_are_those_of_the_protocol_and_the_keys_are_masked(town):
    template(town)
    answer = look(town)
    first, second, third = answer.context["requests"]
    assert first.address == f"POST {town.zalo.url}/v3.0/oa/message/cs"
    assert '"user_id": "1000000000000000001"' in first.body and "Xin mời tham gia" in first.body
    assert second.address == f"POST {town.zalo.url}/v3.0/oa/message/template"
    assert '"template_id": "300001"' in second.body
    assert third.address.endswith("/message/template")
    assert '"phone": "84900000013"' in third.body and '"tracking_id"' in third.body
    keys = Keys.objects.unscoped(why="a test of it").get()
    page = answer.content.decode()
    assert "access_token: xxxxxxxx" in page
    for secret in (keys.access_token, keys.refresh_token, keys.app_secret, keys.oa_secret):
        assert secret not in page


def test_everybody_of_the_place_is_counted_once_with_the_reason(town):
    """Two whom a consultation message reaches, one whose window is closed, one who said no."""
    (_a, _), (_b, _), (_c, closed) = town.people(3)
    town.people(1, agree=False)
    at = clock.now()
    presences.seen(town.channel, closed, at - timedelta(days=8), True)
    counted = look(town).context["counted"]
    assert counted.all == 4
    assert counted.ways == [("tin Zalo", 2)]
    never = dict(counted.never)
    assert never["Người này chưa đồng ý nhận tin về việc này"] == 1
    assert sum(never.values()) == 2


def test_without_a_way_the_reason_stands_in_place_of_the_request(town):
    second = look(town).context["requests"][1]
    assert (second.body, second.way) == ("", "")
    assert "7 ngày" in second.says


def test_reading_the_page_counts_nobody_and_the_words_stand_in_no_address(town):
    from django.test import Client

    client = Client()
    client.force_login(town.world.officer.account)
    asked = {"purpose": PURPOSE, "text": "Xin mời tham gia"}
    answer = client.get(reverse("tending:rehearsal", args=[town.channel.pk]), asked)
    assert answer.status_code == 200 and "counted" not in answer.context
    assert 'method="post"' in answer.content.decode().partition("<main")[2]


def province(world, **asked):
    from django.test import Client

    from chungtay.channels.tests.examples import account

    client = Client()
    client.force_login(world.account("tinh", "desk_officer", world.ward.province).account)
    channel = account(world, OA_ID, world.ward.province)
    said = {"purpose": PURPOSE, "text": "Xin mời"} | asked
    return client.post(reverse("tending:rehearsal", args=[channel.pk]), said)


def again(world, said):
    from django.test import Client

    client = Client()
    client.force_login(Account.objects.get(username="tinh"))
    channel = Channel.objects.unscoped(why="the province's own").get()
    return client.post(reverse("tending:rehearsal", args=[channel.pk]), said)


@pytest.mark.django_db
def test_a_whole_province_is_counted_commune_by_commune(world):
    for place in (world.ward, world.ward, world.other_ward):
        somebody(world, place=place)
    answer = province(world)
    counted = answer.context["counted"]
    assert answer.status_code == 200 and counted.all == 3
    assert sum(n for _why, n in counted.never) == 3, "nobody there has any address"


def hidden(answer):
    """What the page would post by itself."""
    page = answer.content.decode()
    return {name: value for name, value in re.findall(
        r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', page)
        if name != "csrfmiddlewaretoken"}  # fmt: skip


@pytest.mark.django_db
def test_a_large_province_is_counted_some_communes_at_a_time_and_shows_how_far(world, monkeypatch):
    monkeypatch.setattr(rehearsing, "STEP", 1)
    for place in (world.ward, world.ward, world.other_ward):
        somebody(world, place=place)
    before = Message.objects.count()
    first = province(world)
    assert first.status_code == 200 and "counted" not in first.context
    assert first.context["tally"].total == 3 and 0 < first.context["tally"].share < 1
    assert "Đang tính" in first.content.decode() and "trong 3 người" in first.content.decode()
    last = again(world, hidden(first))
    assert last.context["counted"].all == 3 and last.context["requests"]
    assert Message.objects.count() == before


@pytest.mark.django_db
def test_a_count_of_another_question_or_a_forged_one_begins_anew(world, monkeypatch):
    monkeypatch.setattr(rehearsing, "STEP", 1)
    for place in (world.ward, world.other_ward):
        somebody(world, place=place)
    asked = hidden(province(world))
    for other in ({"purpose": "commendation"}, {"so_far": asked["so_far"][:-2] + "xx"}):
        answer = again(world, asked | other)
        assert answer.context["tally"].seen == 1, "it is the first step again"


def test_each_case_is_one_row_with_how_many_it_is_true_of(town, monkeypatch):
    """No floor above knows wishes of each. Two alike but for who they are, one whose window is
    closed, one who said no: three cases."""
    (_a, _), (_b, _), (_c, closed) = town.people(3)
    town.people(1, agree=False)
    at = clock.now()
    presences.seen(town.channel, closed, at - timedelta(days=8), True)
    monkeypatch.delitem(wishes, PURPOSE)
    ward = town.world.ward
    asked = (list(cover(ward.pk)), ward.pk, PURPOSE, at)
    with CaptureQueriesContext(connection) as queries:
        found = cases(*asked)
    assert len(queries) == 1
    assert sorted(n for _one, n in found) == [1, 1, 2]
    each = Counter(one.case for one in imagined(*asked))
    assert {one.case: n for one, n in found} == each


@pytest.mark.django_db
def test_another_wards_channel_is_not_there(world):
    from django.test import Client

    from chungtay.channels.tests.examples import account

    client = Client()
    client.force_login(world.account("xa", "desk_officer", world.other_ward).account)
    address = reverse("tending:rehearsal", args=[account(world, OA_ID).pk])
    assert client.get(address).status_code == 404

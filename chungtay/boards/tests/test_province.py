"""The province's duty officer sees every open call of the province, and what lacks what."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.access.roles import Role
from chungtay.blood.actions import come, record_gift, stand_down, turn_elsewhere
from chungtay.blood.models import Call
from chungtay.blood.tests.examples import asks, call, hospital, wanted
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.journal.models import Entry
from chungtay.kit import clock
from chungtay.places.models import Place
from conftest import World

PAGE = reverse("boards:province")


@pytest.fixture
def world(db):
    return World(clock.now() - timedelta(minutes=30))


@pytest.fixture
def client(world):
    duty = world.account("tinh", Role.PROVINCE_DUTY, world.ward.province)
    found = Client()
    found.force_login(duty.account)
    return found


def text(answer):
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def many(world, count):
    """So many open calls, in two wards."""
    entry = Entry.objects.create(
        verb="tests", actor_id=world.system.actor_id, at=world.at, place=world.ward, subject="",
        key="",
    )  # fmt: skip
    told = wanted(world)
    rows = [
        Call(
            place=world.ward if n % 2 else world.other_ward, hospital=told["hospital"],
            component="platelets", group=6, units=2, where="Khoa", confirmed_by="Bác sĩ Thảo",
            deadline=world.at + timedelta(hours=3, minutes=n), urgency="today", loc=(0.0, 0.0),
            opened_at=world.at, opened_in=entry,
        )
        for n in range(count)
    ]  # fmt: skip
    Call.objects.bulk_create(rows)


def test_it_says_how_many_calls_are_open_in_how_many_wards_and_what_they_lack(world, client):
    short = call(world, donors=1, units=2)
    (one,) = asks(short)
    come(actor=Answering(one), at=clock.now(), ask=one)
    turned = call(world, place=world.other_ward, units=3, actor=world.system)
    turn_elsewhere(actor=world.system, at=world.at, call=turned)
    page = text(client.get(PAGE))
    assert "2 lời gọi đang mở ở 2 phường, xã" in page
    assert "Còn thiếu 1 người" in page and "Gọi điện lần lượt theo danh sách" in page
    assert world.ward.full_name in page and world.other_ward.full_name in page
    assert "1 đã nhờ nơi khác · 1 còn thiếu người · 2 mức nguy kịch trong số ấy" in page


def test_a_state_is_chosen_and_the_counts_add_up(world, client):
    call(world, units=2)
    turned = call(world, units=3)
    turn_elsewhere(actor=world.system, at=world.at, call=turned)
    page = client.get(PAGE, {"muc": "elsewhere"})
    assert [row.call.pk for row in page.context["page"]] == [turned.pk]
    counts = [tab["count"] for tab in page.context["tabs"]]
    assert counts[0] == sum(counts[1:]) == 2
    assert len(client.get(PAGE, {"muc": "nonsense"}).context["page"]) == 2


def test_whoever_gave_fills_one_place_and_not_two(world, client):
    made = call(world, donors=3, units=2)
    one, *_others = asks(made)
    come(actor=Answering(one), at=clock.now(), ask=one)
    record_gift(actor=world.officer, at=clock.now(), ask=one)
    page = text(client.get(PAGE))
    assert "Còn thiếu 1 người" in page and "Đủ người" not in page


def test_a_call_that_ended_is_not_there_and_none_is_good_news(world, client):
    made = call(world)
    stand_down(actor=world.officer, at=clock.now(), call=made)
    assert "Không có lời gọi nào đang mở" in text(client.get(PAGE))


def test_a_ward_sees_no_province(world):
    found = Client()
    found.force_login(world.officer.account)
    assert found.get(PAGE).status_code == 403


def test_another_provinces_calls_are_not_there(world):
    call(world)
    far = Place.objects.standing().filter(kind="province").exclude(pk=world.ward.province_id)
    duty = world.account("xa", Role.PROVINCE_DUTY, far.first())
    found = Client()
    found.force_login(duty.account)
    assert "Không có lời gọi nào đang mở" in text(found.get(PAGE))


def test_two_hundred_calls_cost_the_same_questions_as_one(world, client):
    hospital(world)
    costs = []
    for more in (1, 2, 197):
        many(world, more)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(PAGE)
        costs.append(len(asked))
    assert len(set(costs)) == 1
    assert "200 lời gọi đang mở ở 2 phường, xã" in text(page)
    assert len(page.context["page"]) == 50 and page.context["page"].paginator.num_pages == 4

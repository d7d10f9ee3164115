"""The public page of a ward: what is asked and what was given, nothing of anybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.blood.actions import stand_down
from chungtay.blood.tests.examples import asks, call
from chungtay.donors.actions.measures import GIFTS
from chungtay.donors.tests.examples import donor
from chungtay.journal.asking import quarter_of
from chungtay.kit import clock
from chungtay.kit.tests import officers
from chungtay.kit.tests.browser import assert_page_holds_at_both_sizes
from chungtay.site import ward as page_of
from conftest import World

world, text = officers.world, officers.text


@pytest.fixture
def page(world):
    _ = world.officer  # somebody works there
    return reverse("site:ward", args=[world.ward.code])


def test_it_says_which_blood_is_wanted_and_nothing_of_anybody(world, page):
    call(world, donors=2, note="Gửi xe ở cổng sau, gặp cô Vân.")
    shown = text(Client().get(page))
    assert "Bệnh viện Sông Hàn cần người hiến tiểu cầu nhóm B+" in shown
    assert "Chưa được nhắn thì xin đừng đến" in shown
    for private in ("cô Vân", "Hồ Thị Vân", "Khoa Huyết học", "0905", "2 người"):
        assert private not in shown, private


def test_a_call_that_ended_or_whose_hour_is_over_is_no_longer_asked(world, page):
    made = call(world)
    stand_down(actor=world.officer, at=clock.now(), call=made)
    assert "Lúc này chưa bệnh viện nào nhờ phường tìm người hiến" in text(Client().get(page))
    call(world)
    assert page_of.wanted(world.ward, clock.now() + timedelta(hours=4)) == []


def test_it_leads_to_the_form_and_to_the_hotlines(world, page):
    shown = text(Client().get(page))
    assert f'href="{reverse("signups:sign_up", args=[world.ward.code])}"' in shown
    for number in ("113", "114", "115", "111"):
        assert f'href="tel:{number}"' in shown


def test_gifts_are_told_by_whole_quarters_that_are_over(world, page):
    at = clock.now()
    ends = quarter_of(clock.today(at))
    assert page_of.gifts(world.ward, at) == ([], None)
    since, until = page_of._year(at)
    assert until == ends and (until.year - since.year, until.month) == (1, since.month)
    assert {declared.audience for declared in GIFTS.values()} == {"public"}


def test_nothing_is_posted_to_it(world, page):
    assert Client().get(page).status_code == 200
    assert Client().post(page).status_code == 405


def test_the_front_door_leads_to_it(world, page, settings):
    settings.DEMO = False
    assert f'href="{page}"' in text(Client().get(reverse("site:home")))


def test_a_ward_where_nobody_works_has_no_page(world):
    assert Client().get(reverse("site:ward", args=[world.other_ward.code])).status_code == 404


@pytest.mark.parametrize("calls", [1, 3])
def test_it_costs_the_same_for_one_call_and_for_three(
    world, page, calls, django_assert_num_queries
):
    for _ in range(calls):
        asks(call(world))
    donor(world)
    Client().get(page)
    with django_assert_num_queries(9):
        Client().get(page)


@pytest.mark.browser
def test_it_holds_on_a_phone_and_on_a_desk_and_leads_to_the_form(own_database, site, phone):
    world = World(clock.now() - timedelta(minutes=30))
    call(world)
    phone.goto(site + reverse("site:ward", args=[world.ward.code]))
    assert_page_holds_at_both_sizes(phone)
    phone.get_by_role("link", name="Ghi tên hiến máu").first.click()
    phone.get_by_role("heading", level=1, name="Ghi tên hiến máu").wait_for()

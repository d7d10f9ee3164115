"""The pages of the roster in a real browser: a phone and a desk."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from chungtay.kit import clock
from chungtay.kit.tests.browser import assert_page_holds_at_both_sizes
from chungtay.rosters.tests.examples import (
    DAY,
    HOUR,
    absence,
    beat,
    chief,
    cover,
    officer,
    shift,
    watch,
)
from conftest import World

pytestmark = pytest.mark.browser


@pytest.fixture
def town(own_database):
    world = World(clock.now() - timedelta(hours=2))
    keeper, gone = officer(world, "Đặng Quốc Bình"), officer(world, "Hồ Anh Thư")
    world.beat, world.empty = beat(world, keeper=keeper), beat(world, keeper=gone)
    world.watch = watch(world, "Chốt kiệt 12 Trưng Nữ Vương", needed=2)
    world.shift = shift(world, gone, starts=world.at + HOUR, where=world.watch)
    world.gone = absence(world, gone)
    world.cover = cover(world, world.beat, officer(world, "Mai Xuân Lộc"), hours=20)
    world.officer_id = keeper.pk
    return world


def test_every_page_of_whoever_plans_holds(town, site, phone):
    client = Client()
    client.force_login(chief(town).account)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])
    none = (
        "week", "printed", "copy_week", "staffing", "put_on", "beats", "open_beat", "watches",
        "open_watch", "duty_number", "bring", "mine", "calendar", "end_calendar", "mark_absent",
    )  # fmt: skip
    one = {
        "shift": town.shift, "move_shift": town.shift, "take_off": town.shift,
        "cover_shift": town.shift, "cover_beat": town.empty, "beat": town.beat,
        "lay_out": town.beat, "give_beat": town.beat, "take_back_beat": town.beat,
        "close_beat": town.beat, "end_cover": town.cover, "close_watch": town.watch,
        "correct_absence": town.gone, "end_absence": town.gone, "take_back_absence": town.gone,
    }  # fmt: skip
    addresses = [reverse(f"weeks:{name}") for name in none]
    addresses += [reverse(f"weeks:{name}", args=[row.pk]) for name, row in one.items()]
    for address in [*addresses, reverse("weeks:officer", args=[town.officer_id])]:
        assert phone.goto(site + address).status == 200, address
        assert_page_holds_at_both_sizes(phone)
    day = clock.day(town.at + 2 * DAY)
    said = f"Chỗ trực;Ngày;Từ;Đến;Người trực\nTrực ban;{day};7:00;19:00;Ai đó\n"
    said += f"{town.watch.name};{day};7:00;19:00;Đặng Quốc Bình\n"
    phone.goto(site + reverse("weeks:bring"))
    phone.set_input_files("input[type=file]", {
        "name": "lich.csv", "mimeType": "text/csv", "buffer": said.encode(),
    })  # fmt: skip
    phone.get_by_role("button", name="Đọc lịch trực").click()
    phone.get_by_text("1 dòng chưa xếp được").wait_for()
    assert_page_holds_at_both_sizes(phone)
    phone.get_by_role("button", name="Xếp 1 ca này").click()
    phone.get_by_text("Đã xếp 1 ca").first.wait_for()

"""The number of a ward's desk: none at first, one at a time, taken back by leaving it empty."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.donors.tests.test_pages import text
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.rosters.actions import set_duty_number
from chungtay.rosters.keeping import duty_number
from chungtay.rosters.models import DutyNumber
from chungtay.rosters.tests.examples import chief


def rows():
    return DutyNumber.objects.unscoped(why="tests look at everything")


def sets(world, phone):
    return set_duty_number(actor=chief(world), at=world.at, place=world.ward, phone=phone)


def test_without_one_no_page_tells_a_number(world):
    assert duty_number(world.ward) == ""
    sets(world, "")
    assert not rows().exists()


def test_another_takes_its_place_and_an_empty_one_ends_it(world):
    sets(world, "0236 3822 041")
    assert duty_number(world.ward) == "0236 3822 041"
    sets(world, "0236 3822 041")
    assert rows().count() == 1, "the same changes nothing"
    sets(world, "0236 3822 042")
    assert duty_number(world.ward) == "0236 3822 042"
    assert rows().filter(ended_in=None).count() == 1
    sets(world, " ")
    assert (duty_number(world.ward), rows().count()) == ("", 2)


@pytest.mark.parametrize("phone", ["không có", "12"])
def test_what_is_no_number_is_refused_in_words(world, phone):
    with pytest.raises(Refused):
        sets(world, phone)


def test_a_province_has_none(world):
    province = Place.objects.get(pk=world.ward.province_id)
    with pytest.raises(Refused, match="của một phường"):
        set_duty_number(actor=world.system, at=world.at, place=province, phone="0236 3822 041")


def test_the_form_of_a_call_tells_it(world):
    client = Client()
    client.force_login(world.officer.account)
    path = reverse("boards:make_call")
    assert "Máy trục trặc" not in text(client.get(path))
    sets(world, "0236 3822 041")
    page = client.get(path)
    assert "Máy trục trặc?" in text(page) and "0236 3822 041" in text(page)
    assert 'href="tel:02363822041"' in page.content.decode()

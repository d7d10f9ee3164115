"""The officer says what they saved at Zalo's, and the file that proves the domain is served."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.tending.actions import CopiedBadly, Ended, end_joining, note_saved
from chungtay.tending.tests.examples import begun

pytestmark = pytest.mark.django_db


def say(world, row, code=""):
    return note_saved(actor=world.system, at=world.at, joining=row, site_code=code)


@pytest.mark.parametrize(
    "said", ["AbC123xY", "zalo_verifierAbC123xY.html", " https://p.vn/zalo_verifierAbC123xY.html "]
)
def test_the_file_zalo_asks_for_is_served_to_anybody(world, said):
    say(world, begun(world), said)
    answer = Client().get("/zalo_verifierAbC123xY.html")
    assert answer.status_code == 200
    assert 'content="AbC123xY"' in answer.content.decode()


def test_no_other_file_is(world):
    say(world, begun(world), "AbC123xY")
    assert Client().get("/zalo_verifierOther1.html").status_code == 404
    assert Client().get("/zalo_verifier%3Cscript%3E.html").status_code == 404


def test_the_file_stays_when_the_connecting_is_over(world):
    row = say(world, begun(world), "AbC123xY")
    end_joining(actor=world.system, at=world.at, joining=row)
    assert Client().get("/zalo_verifierAbC123xY.html").status_code == 200


@pytest.mark.parametrize("code", ["<script>", "a b", "x", "../etc/passwd"])
def test_what_is_no_name_of_such_a_file_is_refused(world, code):
    with pytest.raises(CopiedBadly):
        say(world, begun(world), code)


def test_what_is_over_is_not_gone_on_with(world):
    row = begun(world)
    end_joining(actor=world.system, at=world.at, joining=row)
    with pytest.raises(Ended):
        say(world, row)


def test_the_page_asks_for_the_tick(world):
    begun(world)
    client = Client()
    client.force_login(world.account("hanh", "administrator").account)
    answer = client.post(reverse("tending:saved"), {"site_code": ""})
    assert answer.status_code == 422
    assert "Đánh dấu khi đã lưu" in answer.content.decode()

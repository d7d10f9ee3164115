"""Pages declare their duty; the guard refuses the rest."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from chungtay.access.guard import Guard, UndeclaredDuty
from chungtay.kit.duty import may

pytestmark = pytest.mark.django_db


def ask(view, acting):
    request = RequestFactory().get("/x/")
    request.acting = acting
    return Guard(lambda r: HttpResponse()).process_view(request, view, (), {})


def test_a_view_without_a_duty_is_refused_for_everybody(world):
    with pytest.raises(UndeclaredDuty):
        ask(lambda request: None, world.officer)


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client):
    answer = client.get("/hom-nay/")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("doors:sign_in") + "?next=/hom-nay/"


def test_an_account_without_a_post_sees_a_sentence(client, world):
    client.force_login(world.stranger.account)
    assert client.get("/hien-mau/").status_code == 403


def test_a_page_for_anyone_asks_nothing(world):
    assert ask(may("anyone")(lambda request: None), None) is None


def test_signing_in_says_one_sentence_for_every_failure(client, world):
    wrong = client.post(reverse("doors:sign_in"), {"username": "khong", "password": "co"})
    assert "chưa đúng" in wrong.content.decode()
    assert wrong.status_code == 200


def test_what_asks_for_a_second_factor_is_somebody_s_duty():
    from chungtay.access.guard import PERSONAL
    from chungtay.access.roles import ROLES

    assert PERSONAL - frozenset().union(*ROLES.values()) == set()

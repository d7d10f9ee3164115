"""A link opens one thing, once, for a while; every other link gets the same sentence."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from chungtay.access import links
from chungtay.access.actions import open_account
from chungtay.access.models import Link
from chungtay.journal.models import Entry

PURPOSE = "test.open"
pytestmark = pytest.mark.django_db


@pytest.fixture
def make(world):
    """Make a link as verbs do: inside an act."""
    from chungtay.journal.act import Act, performing

    def make(purpose=PURPOSE, lasts=timedelta(days=3), **more):
        open_account(
            actor=world.system, at=world.at, place=world.ward, username=f"n{Entry.objects.count()}",
            name="Nguyễn Thị Mới", password="một câu đủ dài 2026",
        )  # fmt: skip
        with performing(Act(Entry.objects.latest("pk"), world.system, world.at, world.ward.pk)):
            return links.make(purpose, at=world.at, lasts=lasts, place_id=world.ward.pk, **more)

    return make


def test_a_link_is_opened_and_spent_once(world, make):
    link = links.open_link(make(args={"ask": 12}), PURPOSE, at=world.at)
    assert link.args == {"ask": 12} and link.place == world.ward
    links.spend(link, at=world.at)
    with pytest.raises(links.DeadLink):
        links.spend(link, at=world.at)


def test_only_the_digest_is_kept(make):
    token = make()
    row = Link.objects.values().get()
    assert len(token) == 43 and bytes(row["digest"]) == links.digest(token)
    assert token not in str(row)


def test_a_link_is_made_inside_an_act_only(world):
    with pytest.raises(RuntimeError):
        links.make(PURPOSE, at=world.at, lasts=timedelta(days=1))


@pytest.mark.parametrize(
    "fate", ["unknown", "expired", "early", "used", "revoked", "other", "wrong"]
)
def test_every_dead_link_gets_the_same_sentence(world, make, fate):
    token, at, purpose = make(), world.at, PURPOSE
    link = links.open_link(token, PURPOSE, at=at)
    if fate == "unknown":
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    elif fate == "expired":
        at += timedelta(days=3)
    elif fate == "early":
        at -= timedelta(seconds=1)
    elif fate == "used":
        links.spend(link, at=at)
    elif fate == "revoked":
        links.revoke(link, at=at)
    elif fate == "other":
        purpose = "test.else"
    else:
        assert [links.try_once(link) for _n in range(6)] == [True] * 5 + [False]
    with pytest.raises(links.DeadLink) as dead:
        links.open_link(token, purpose, at=at)
    assert str(dead.value) == str(links.DeadLink())


def test_a_revoked_link_is_not_spent_and_a_spent_one_not_revoked(world, make):
    one, two = (links.open_link(make(), PURPOSE, at=world.at) for _n in range(2))
    links.revoke(one, at=world.at)
    links.spend(two, at=world.at)
    for act, link in ((links.spend, one), (links.revoke, two)):
        with pytest.raises(links.DeadLink):
            act(link, at=world.at)


def test_the_page_of_a_link_takes_the_token_out_of_the_address(world, make):
    token = make()
    request = RequestFactory().get(f"/x/{token}/")
    request.session = {}
    answer: HttpResponse = links.enter(request, token, PURPOSE, "/x/", world.at)
    assert (answer.status_code, answer["Location"]) == (302, "/x/")
    assert answer["Referrer-Policy"] == "no-referrer" and "no-store" in answer["Cache-Control"]
    assert token not in str(request.session)
    assert links.entered(request, PURPOSE, world.at).pk == Link.objects.get().pk
    with pytest.raises(links.DeadLink):
        links.entered(request, PURPOSE, world.at + timedelta(days=3))
    links.leave(request, PURPOSE)
    with pytest.raises(links.DeadLink):
        links.entered(request, PURPOSE, world.at)


def test_a_dead_link_gets_a_page_and_no_line_in_the_log(rf, world, caplog):
    request = rf.get("/x/nothing/")
    request.session = {}
    answer = links.enter(request, "nothing", PURPOSE, "/x/", world.at)
    assert answer.status_code == 404 and answer._has_been_logged
    assert "không còn dùng được" in answer.content.decode()

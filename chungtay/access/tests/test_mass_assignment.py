"""Fields that a form does not have change nothing: whose, where, which role, open or locked."""

import pytest
from django.urls import reverse

from chungtay.access.models import Delegation, Post
from chungtay.access.tests.examples import administrator
from chungtay.access.tests.snapshots import PEOPLE, changed, rows, too_much
from chungtay.access.tests.standing_in import post_of, stand_in
from chungtay.kit import clock
from chungtay.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def victim(world):
    """Somebody with a post in another ward."""
    return post_of(world, "xa", place=world.other_ward)


@pytest.fixture
def admin(world, client):
    """The ward's administrator, signed in."""
    acting = administrator(world)
    client.force_login(acting.account)
    return acting


def test_giving_a_post_makes_that_post_and_nothing_else(world, client, admin, victim):
    account = world.account("moi").account
    asked = {"account": account.pk, "role": "desk_officer", "place": world.ward.pk}
    before = rows(*PEOPLE)
    client.post(reverse("access:appoint"), too_much(world, victim.account) | asked)
    assert changed(before, rows(*PEOPLE)) == [("Post", None)]
    made = Post.objects.get(account=account)
    assert (made.role, made.place, made.organisation_id) == ("desk_officer", world.ward, None)
    assert made.starts_at.year > 2000 and made.ends_at is None


@pytest.mark.parametrize("field, elsewhere", [("place", "other_ward"), ("account", "somebody")])
def test_nobody_and_no_place_out_of_reach_is_chosen(world, client, admin, field, elsewhere):
    asked = {"account": world.account("moi").account.pk, "role": "desk_officer",
             "place": world.ward.pk}  # fmt: skip
    other = {"other_ward": world.other_ward.pk, "somebody": world.elsewhere.account.pk}[elsewhere]
    before = rows(*PEOPLE)
    answer = client.post(reverse("access:appoint"), asked | {field: other})
    assert answer.status_code == 422 and changed(before, rows(*PEOPLE)) == []


def test_an_organisation_is_a_name_in_the_book_never_an_id(world, client, admin):
    asked = {"account": world.account("moi").account.pk, "role": "hospital_desk",
             "place": world.ward.pk, "organisation": str(world.some_organisation)}  # fmt: skip
    before = rows(*PEOPLE)
    assert client.post(reverse("access:appoint"), asked).status_code == 422
    del asked["organisation"]
    more = {"organisation_id": world.some_organisation}
    assert client.post(reverse("access:appoint"), asked | more).status_code == 422
    assert changed(before, rows(*PEOPLE)) == []


def test_ending_a_post_ends_the_one_of_the_address(world, client, admin, victim):
    held = post_of(world)
    before = rows(*PEOPLE)
    more = too_much(world, victim.account) | {"post": victim.pk, "role": "police_chief"}
    client.post(reverse("access:end_post", args=[held.pk]), more)
    assert changed(before, rows(*PEOPLE)) == [("Post", {"ends_at", "ended_in_id"})]
    held.refresh_from_db()
    assert held.ends_at.year < 2099


def test_standing_in_is_for_the_post_of_the_address_and_the_days_of_the_form(world, client, victim):
    post, to = post_of(world), world.account("thay").account
    client.force_login(post.account)
    today = clock.day(clock.now())
    asked = {"to": to.pk, "first": today, "last": today, "reason": "leave"}
    more = too_much(world, victim.account) | {"post": victim.pk, "place": world.other_ward.pk}
    before = rows(*PEOPLE)
    client.post(reverse("access:delegate", args=[post.pk]), more | asked)
    assert changed(before, rows(*PEOPLE)) == [("Delegation", None)]
    made = Delegation.objects.get()
    assert (made.post, made.to, made.ended_in) == (post, to, None)
    assert made.ends_at.year < 2099


def test_stopping_stops_the_one_of_the_address(world, client, victim):
    other = stand_in(world, victim, world.account("ba").account)
    mine = stand_in(world, post_of(world), world.account("thay").account, days=30)
    client.force_login(mine.post.account)
    before = rows(*PEOPLE)
    more = too_much(world, victim.account) | {"delegation": other.pk, "to": victim.account.pk}
    client.post(reverse("access:end_delegation", args=[mine.pk]), more)
    assert changed(before, rows(*PEOPLE)) == [("Delegation", {"ends_at", "ended_in_id"})]
    other.refresh_from_db()
    assert other.ended_in is None


def test_groups_are_made_in_ones_own_ward_only(world, client, admin, victim):
    more = too_much(world, victim.account) | {
        "place": world.other_ward.pk, "parent": world.other_ward.pk, "commune": 1, "code": "x",
        "province": 1, "kind": "province",
    }  # fmt: skip
    before = rows(Place, *PEOPLE)
    client.post(reverse("access:groups"), more | {"names": "Tổ 901", "step": "make"})
    assert changed(before, rows(Place, *PEOPLE)) == [("Place", None)]
    made = Place.objects.get(name="Tổ 901")
    assert (made.kind, made.parent, made.commune) == ("group", world.ward, world.ward)

"""A post that ended a second ago opens nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from chungtay.access.acting import PostHolder
from chungtay.access.actions import NeedsSecond, NotHeld, appoint, end_post
from chungtay.access.roles import SECOND_PERSON, Role
from chungtay.access.seconding import ask_second
from chungtay.access.tests.examples import administrator, newcomer
from chungtay.access.tests.standing_in import post_of
from chungtay.approvals.actions import decide
from chungtay.approvals.models import Approval
from chungtay.kit import clock

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def held(world):
    return appoint(
        actor=world.system,
        at=world.at - DAY,
        place=world.ward,
        account=newcomer(world),
        role=Role.AREA_OFFICER,
    )


def test_it_ends_at_that_moment(world, held):
    end_post(actor=world.system, at=world.at, post=held)
    before = PostHolder(held.account, world.at - timedelta(seconds=1))
    after = PostHolder(held.account, world.at)
    assert before.may("blood.make_call", world.ward.pk)
    assert not after.may("blood.make_call", world.ward.pk)
    assert after.reach() == frozenset()


def test_it_ends_once(world, held):
    end_post(actor=world.system, at=world.at, post=held)
    with pytest.raises(NotHeld):
        end_post(actor=world.system, at=world.at, post=held)


def test_it_does_not_end_before_it_began(world, held):
    with pytest.raises(NotHeld):
        end_post(actor=world.system, at=world.at - 2 * DAY, post=held)


@pytest.mark.parametrize("role", sorted(SECOND_PERSON))
def test_what_two_give_nobody_of_the_ward_ends_alone(world, role):
    """Or an administrator would be rid of the chief, and then of whoever could answer."""
    held, admin = post_of(world, "truong", role), administrator(world)
    with pytest.raises(NeedsSecond):
        end_post(actor=admin, at=world.at, post=held)
    above = world.account("tinh", "administrator", world.ward.province)
    assert end_post(actor=above, at=world.at, post=held).ends_at == world.at


def test_an_administrator_does_not_leave_the_ward_without_one_either(world):
    admin = post_of(world, "qt", Role.ADMINISTRATOR)
    with pytest.raises(NeedsSecond):
        end_post(actor=PostHolder(admin.account, world.at), at=world.at, post=admin)


def test_the_page_asks_for_a_second_person_and_the_yes_ends_it(world, client):
    held, officer = post_of(world, "pho", Role.POLICE_DEPUTY), post_of(world, "hoai")
    chief = PostHolder(post_of(world, "truong", Role.POLICE_CHIEF).account, world.at)
    admin = administrator(world)
    client.force_login(admin.account)
    address = reverse("access:end_post", args=[held.pk])
    assert "Gửi xin duyệt" in client.get(address).content.decode()
    assert client.post(address, {"post": officer.pk, "ends_at": "2000-01-01"}).status_code == 302
    held.refresh_from_db()
    assert held.ends_at is None
    asked = Approval.objects.visible_to(admin).get()
    assert asked.args == {"post": held.pk} and asked.place == world.ward
    page = client.get(reverse("approvals:waiting")).content.decode()
    assert "Kết thúc phần việc “Phó trưởng công an phường” ở Phường Hòa Cường của pho" in page
    decision = decide(actor=chief, at=clock.now(), approval=asked, yes=True)
    held.refresh_from_db()
    officer.refresh_from_db()
    assert held.ended_in.part_of == decision.entry and officer.ends_at is None


def test_what_has_ended_by_then_is_a_sentence(world):
    held, admin = post_of(world, "pho", Role.POLICE_DEPUTY), administrator(world)
    end_post(actor=world.system, at=world.at, post=held)
    with pytest.raises(NotHeld):
        ask_second(
            "access.end_post", actor=admin, at=world.at, place=world.ward, args={"post": held.pk}
        )

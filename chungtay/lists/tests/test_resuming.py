"""A list whose taking in stopped halfway: whoever began goes on, or somebody else."""

from datetime import timedelta

import pytest
from django.test import Client

from chungtay.access.actions import end_post
from chungtay.access.models import Post
from chungtay.journal.act import NotAllowed
from chungtay.lists.actions import AlreadyDecided, take_back, take_in, take_in_rest, taking
from chungtay.lists.tasks import finish_residents
from chungtay.lists.tests import messy
from chungtay.lists.tests.examples import groups, intakes, outcomes, read
from chungtay.people.models import Household, Person


@pytest.fixture
def halfway(world, monkeypatch):
    """7 of 30 rows are taken in, and no job goes on with it."""
    monkeypatch.setattr(taking, "CHUNK", 7)
    groups(world)
    intake = read(world, messy.workbook(messy.ward(30, ["Tổ 31", "Tổ 32"], faults=0)), "p.xlsx")
    take_in(actor=world.officer, at=world.at, intake=intake)
    return intakes().get()


@pytest.fixture
def other(world):
    return world.account("khac", "area_officer")


def persons(world):
    return Person.objects.visible_to(world.system).count()


def leaves(world):
    for post in Post.objects.filter(account=world.officer.account):
        end_post(actor=world.system, at=world.at + timedelta(hours=1), post=post)


def page(acting, intake, data=None):
    client = Client()
    client.force_login(acting.account)
    path = f"/danh-sach/{intake.pk}/"
    return client.get(path) if data is None else client.post(path, data, follow=True)


def test_the_button_goes_on(world, halfway):
    assert "Ghi tiếp" in page(world.officer, halfway).text
    page(world.officer, halfway, {"resume": "1"})
    assert persons(world) == 14
    finish_residents.func(halfway.pk)
    assert persons(world) == 30 and intakes().get().state == "done"
    with pytest.raises(AlreadyDecided):
        take_in(actor=world.officer, at=world.at, intake=halfway, resume=True)


def test_while_a_job_waits_or_runs_there_is_nothing_to_go_on_with(world, halfway):
    finish_residents.enqueue(halfway.pk)
    assert "Ghi tiếp" not in page(world.officer, halfway).text
    page(world.officer, halfway, {"resume": "1"})
    assert persons(world) == 7
    assert page(world.officer, halfway).status_code == 200
    client = Client()
    client.force_login(world.officer.account)
    assert client.get(f"/danh-sach/{halfway.pk}/lay-lai/").status_code == 302


def test_whose_post_has_ended_does_not_go_on_and_somebody_else_may(world, halfway, other):
    leaves(world)
    finish_residents.func(halfway.pk)
    assert persons(world) == 7 and intakes().get().state == "working"
    assert "không còn phụ trách ở đây" in page(other, halfway).text
    page(other, halfway, {"resume": "1"})
    finish_residents.func(halfway.pk)
    assert persons(world) == 30 and intakes().get().state == "done"
    assert intakes().get().taken_in.actor_id == other.actor_id
    take_back(actor=other, at=world.at, intake=halfway)
    assert persons(world) == 0 and not Household.objects.visible_to(world.system).exists()


def test_the_first_officer_s_job_leaves_it_to_the_second(world, halfway, other):
    begun = intakes().get()
    take_in(actor=other, at=world.at, intake=halfway, resume=True)
    with pytest.raises(NotAllowed):
        take_in_rest(begun, actor=world.officer, at=world.at)
    assert persons(world) == 14


def test_halfway_it_can_be_taken_back_and_nothing_goes_on(world, halfway):
    take_back(actor=world.officer, at=world.at, intake=halfway)
    assert persons(world) == 0 and take_in_rest(halfway, actor=world.officer, at=world.at) == 0
    assert set(outcomes(halfway)) == {"new", "ready"} and intakes().get().state == "back"

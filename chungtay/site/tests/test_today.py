"""The home board: what waits, counted so that it adds up, and everything opens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.blood.models import Call
from chungtay.blood.tests.examples import call
from chungtay.channels.tests.examples import account
from chungtay.inbox.tests.rows import letter
from chungtay.kit import clock
from chungtay.kit.tests import officers
from chungtay.releases.tests import scene as duty
from chungtay.rosters.tests import examples as rosters
from conftest import World

PAGE = reverse("site:today")


@pytest.fixture
def world(db):
    return World(clock.now() - timedelta(minutes=3))


def seen(acting):
    found = Client()
    found.force_login(acting.account)
    return found.get(PAGE)


text = officers.text


def test_the_heading_is_the_sum_of_what_is_listed(world):
    call(world, donors=1)
    call(world, units=1, urgency=Call.Urgency.PLANNED)
    call(world, units=3, urgency=Call.Urgency.TODAY)
    page = seen(world.officer)
    told = page.context
    listed = len(told["cards"]) + len(told["more"]) + told["unanswered"] + len(told["approvals"])
    assert told["count"] == listed == 3
    assert "3 việc cần anh/chị" in text(page) and "1 việc gấp. Còn 2 việc nữa" in text(page)
    for row in Call.objects.visible_to(world.officer):
        assert f'href="{reverse("boards:call", args=[row.pk])}"' in text(page)


def test_the_commander_finds_the_officer_who_wants_to_give_first(world):
    release = duty.cleared(world)
    page = seen(duty.commander(world))
    first = page.context["cards"][0]
    assert first.urgent and first.url == reverse("releases:release", args=[release.pk])
    assert "xin rời ca để hiến máu" in text(page)
    assert "xin rời ca để hiến máu" not in text(seen(world.officer))


def test_a_beat_that_is_nobodys_is_named_with_its_reason(world):
    rosters.chief(world)
    beat = rosters.beat(world)
    page = seen(world.officer)
    assert f"{beat.name} còn trống" in text(page)
    assert page.context["count"] == 1 and page.context["answering"][0].reason


def test_whoever_waits_for_an_answer_is_there_and_leads_to_the_conversation(world):
    conversation = letter(world, account(world)).conversation_id
    page = text(seen(world.officer))
    assert "1 người chờ trả lời" in page and "1 việc cần anh/chị" in page
    assert f'href="{reverse("inbox:conversation", args=[conversation])}"' in page


def test_a_doctors_answer_is_asked_of_those_who_may_give_it(world):
    duty.asked(world)
    assert "1 người hiến chờ ý kiến bác sĩ" in text(seen(world.account("ban", "desk_officer")))


def test_nothing_waits_is_good_news(world):
    page = text(seen(world.officer))
    assert "Chưa có việc nào chờ anh/chị" in page and "Anh/chị nghỉ một chút" in page

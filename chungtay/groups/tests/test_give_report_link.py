"""A person without an account gets a link of their own to report by."""

from datetime import timedelta

import pytest
from django.urls import reverse

from chungtay.access import links
from chungtay.access.models import Link
from chungtay.groups.actions import give_report_link
from chungtay.groups.actions.reporting import LASTS, REPORT, NoLink, forget_dead_links
from chungtay.groups.models import ReportLink
from chungtay.groups.tests.examples import elder, token_of
from chungtay.groups.tests.rows import rows
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.people.models import Person


def test_it_lives_90_days_and_only_its_digest_is_kept(world):
    person = elder(world)
    token = give_report_link(actor=world.officer, at=world.at, person=person)
    link = links.open_link(token, REPORT, at=world.at + LASTS - timedelta(seconds=1))
    assert LASTS.days == 90
    assert (link.actor_id, link.place_id) == (person.actor_id, world.ward.pk)
    with pytest.raises(links.DeadLink):
        links.open_link(token, REPORT, at=world.at + LASTS)
    assert not Link.objects.filter(digest=token.encode()).exists()
    assert not Message.objects.exists()


def test_a_new_one_kills_the_earlier(world):
    person = elder(world)
    first = token_of(world, person)
    second = token_of(world, person)
    with pytest.raises(links.DeadLink):
        links.open_link(first, REPORT, at=world.at)
    links.open_link(second, REPORT, at=world.at)
    assert rows(ReportLink).standing().count() == 1


def test_whoever_asked_for_it_gets_it_on_their_own_zalo(world):
    person = elder(world)
    token = give_report_link(actor=world.officer, at=world.at, person=person, site="https://x.vn")
    said = Message.objects.get()
    assert said.recipient_id == person.actor_id
    assert "https://x.vn" + reverse("groups:enter_report", args=[token]) in said.text


def test_the_address_leaves_the_outbox_when_the_link_is_dead(world):
    person = elder(world)
    give_report_link(actor=world.officer, at=world.at, person=person, site="https://x.vn")
    assert forget_dead_links(world.at + LASTS - timedelta(seconds=1)) == 0
    assert forget_dead_links(world.at + LASTS) == 1
    assert Message.objects.get().text == "—"
    give_report_link(actor=world.officer, at=world.at, person=person, site="https://x.vn")
    token_of(world, person)
    assert not Message.objects.exclude(text="—").exists()


def test_somebody_who_was_erased_gets_none(world):
    person = elder(world)
    rows(Person).filter(pk=person.pk).update(name="")
    person.refresh_from_db()
    with pytest.raises(NoLink):
        token_of(world, person)


def test_elsewhere_and_by_a_role_without_this_duty_it_is_refused(world):
    for actor in (world.elsewhere, world.account("hoi", "womens_union", world.ward)):
        with pytest.raises(NotAllowed):
            token_of(world, elder(world), actor=actor)

"""A link to report by ends with its person's last consent, and with the post they had it for."""

from datetime import timedelta

import pytest

from chungtay.access.actions import end_post
from chungtay.access.links import DeadLink
from chungtay.access.models import Link, Post
from chungtay.channels.tests.examples import account
from chungtay.groups.actions import report
from chungtay.groups.actions.reporting import end_outlived
from chungtay.groups.models import ReportLink
from chungtay.groups.tests.examples import elder, report_link, reporter
from chungtay.groups.tests.rows import rows
from chungtay.journal.models import Entry
from chungtay.people.actions import give_consent, withdraw_consent
from chungtay.people.models import Consent
from chungtay.tending.models import Keeper

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def agrees(world, person, *purposes):
    for purpose in purposes:
        give_consent(
            actor=world.system, at=world.at - HOUR, person=person, purpose=purpose,
            means=Consent.Means.FORM,
        )  # fmt: skip
    return person


def takes_back(world, person, purpose, at):
    withdraw_consent(actor=world.system, at=at, person=person, purpose=purpose)


def opens(world, link, at):
    try:
        report(actor=reporter(link), at=at, report_link=link, words="Cột điện nghiêng")
    except DeadLink:
        return False
    return True


def test_it_ends_at_once_when_the_last_consent_is_taken_back(world):
    person = agrees(world, elder(world), "blood.ask")
    link = report_link(world, person)
    assert opens(world, link, world.at)
    takes_back(world, person, "blood.ask", world.at + HOUR)
    assert not opens(world, link, world.at + HOUR)


def test_the_clock_writes_the_end_down_once(world):
    person = agrees(world, elder(world), "blood.ask")
    link = report_link(world, person)
    other = report_link(world, elder(world, "Trần Văn Tư", "0905 765 432"))
    takes_back(world, person, "blood.ask", world.at + HOUR)
    assert end_outlived(world.at + 2 * HOUR) == 1
    assert end_outlived(world.at + 3 * HOUR) == 0
    link.refresh_from_db()
    assert link.ended_in.verb == "groups.end_report_link"
    assert Link.objects.get(pk=link.link_id).revoked_at == world.at + 2 * HOUR
    assert set(rows(ReportLink).standing()) == {other}
    assert Entry.objects.filter(verb="groups.end_report_link").count() == 1


def test_who_still_agrees_or_never_had_to_keeps_it(world):
    person = agrees(world, elder(world), "blood.ask")
    link = report_link(world, person)
    takes_back(world, person, "blood.ask", world.at + HOUR)
    give_consent(
        actor=world.system, at=world.at + 2 * HOUR, person=person, purpose="blood.ask",
        means=Consent.Means.FORM,
    )  # fmt: skip
    nobody_asked = report_link(world, elder(world, "Trần Văn Tư", "0905 765 432"))
    assert end_outlived(world.at + 3 * HOUR) == 0
    assert opens(world, link, world.at + 3 * HOUR)
    assert opens(world, nobody_asked, world.at + 3 * HOUR)


def test_one_given_after_they_took_it_back_was_asked_for_knowing_that(world):
    person = agrees(world, elder(world), "blood.ask")
    takes_back(world, person, "blood.ask", world.at - HOUR / 2)
    link = report_link(world, person)
    assert opens(world, link, world.at + HOUR)


@pytest.mark.parametrize("held", [True, False], ids=["their post ends", "another ward's ends"])
def test_it_ends_with_the_post_it_was_made_for(world, held):
    person = elder(world)
    officer = world.officer if held else world.elsewhere
    Keeper.objects.create(
        channel=account(world), place=world.ward, person=person, named_in=person.registered_in,
        actor_id=officer.actor_id,
    )  # fmt: skip
    link = report_link(world, person, at=world.at + HOUR)
    assert opens(world, link, world.at + 2 * HOUR)
    for post in Post.objects.filter(account__actor=officer.actor_id):
        end_post(actor=world.system, at=world.at + 3 * HOUR, post=post)
    assert opens(world, link, world.at + 3 * HOUR) is not held
    assert end_outlived(world.at + 4 * HOUR) == int(held)

"""Somebody over 60 without an account reports: a letter of theirs in the inbox of their ward."""

from datetime import timedelta

import pytest

from chungtay.access import links
from chungtay.groups.actions import report
from chungtay.groups.actions.reporting import (
    LASTS,
    MOST_A_DAY,
    NotAReport,
    Reporter,
    TooManyReports,
)
from chungtay.groups.tests.examples import elder, report_link, reporter, token_of
from chungtay.groups.tests.rows import came, words
from chungtay.journal.act import NotAllowed, Repeated
from chungtay.journal.models import Entry


def send(world, link, at=None, **more):
    told = dict(words="Cột điện đầu kiệt 12 nghiêng.") | more
    return report(actor=reporter(link), at=at or world.at, report_link=link, **told)


def test_it_arrives_as_their_own_letter_and_act(world):
    person = elder(world)
    made = send(world, report_link(world, person), where="đầu kiệt 12")
    [arrived] = came()
    talk = arrived.letter.conversation
    assert (talk.actor_id, talk.place_id, talk.name) == (
        person.actor_id, world.ward.pk, "Nguyễn Thị Mận",
    )  # fmt: skip
    assert words() == ["Cột điện đầu kiệt 12 nghiêng.\n\nNơi: đầu kiệt 12"]
    assert Entry.objects.get(pk=made.arrived_in_id).actor_id == person.actor_id


def test_a_link_is_used_as_often_as_there_is_something_to_say(world):
    link = report_link(world, at=world.at - timedelta(days=60))
    send(world, link, words="Một", at=world.at - timedelta(days=59))
    send(world, link, words="Hai")
    assert words() == ["Một", "Hai"]


def test_expired_or_replaced_it_writes_nothing(world):
    person = elder(world)
    link = report_link(world, person, at=world.at - LASTS)
    with pytest.raises(links.DeadLink):
        send(world, link)
    token_of(world, person)
    with pytest.raises(links.DeadLink):
        send(world, link)
    assert words() == []


@pytest.mark.parametrize("told", [{"words": " "}, {"words": "a" * 2001}, {"where": "a" * 201}])
def test_nothing_and_too_much_are_refused(world, told):
    with pytest.raises(NotAReport):
        send(world, report_link(world), **told)


def test_30_in_a_day_are_enough(world):
    link = report_link(world)
    for number in range(MOST_A_DAY):
        send(world, link, words=f"Tin {number}")
    with pytest.raises(TooManyReports):
        send(world, link)
    send(world, link, at=world.at + timedelta(days=1))


def test_a_form_sent_twice_arrives_once(world):
    link = report_link(world)
    act = report.once("report:1:form")
    act(actor=reporter(link), at=world.at, report_link=link, words="Một")
    with pytest.raises(Repeated):
        act(actor=reporter(link), at=world.at, report_link=link, words="Một")
    assert words() == ["Một"]


def test_a_reporter_may_do_this_one_thing_at_this_one_place_and_reads_nothing(world):
    link = report_link(world)
    who = reporter(link)
    assert who.may("groups.report", world.ward.pk)
    assert not who.may("groups.report", world.other_ward.pk)
    assert not who.may("groups.report", None)
    assert not who.may("people.read", world.ward.pk)
    assert not who.reach()
    with pytest.raises(NotAllowed):
        report(
            actor=Reporter(who.actor_id, world.other_ward.pk), at=world.at, report_link=link,
            words="Một",
        )  # fmt: skip


def test_an_officer_does_not_report_in_somebodys_name(world):
    with pytest.raises(NotAllowed):
        report(actor=world.officer, at=world.at, report_link=report_link(world), words="Một")

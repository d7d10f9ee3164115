"""Of somebody who is erased nothing is left that writes in their name or knows their lines."""

import pytest
from django.apps import apps
from django.db import connection

from chungtay.access import links
from chungtay.channels.tests.examples import account
from chungtay.groups.actions import Pasted, answer, paste_back, post, report
from chungtay.groups.models import Arrival, ReportLink
from chungtay.groups.tests.examples import elder, group, notice, report_link, reporter
from chungtay.groups.tests.rows import rows, words
from chungtay.journal.act import continuing
from chungtay.rights.actions import carry_out
from chungtay.rights.models import Proof
from chungtay.rights.registry import holdings
from chungtay.rights.tests.examples import asked_themselves, ordered
from chungtay.tending.models import Keeper
from chungtay.traces.subject import subject_of

OURS = ("groups.report_links", "groups.marks")


@pytest.fixture
def person(world):
    found = elder(world)
    link = report_link(world, found)
    report(actor=reporter(link), at=world.at, report_link=link, words="Cột điện nghiêng")
    paste_back(
        actor=world.system, at=world.at, place=world.ward, group=group(world),
        letters=[Pasted("Còn nước", "Cô Mận", person=found), Pasted("Yếu lắm", "Chú Tư")],
    )  # fmt: skip
    return found


def erase(world, person):
    with continuing(person.registered_in, actor=world.system, at=world.at):
        return {name: holdings[name].blank(subject_of(person), world.at) for name in OURS}


def found(person):
    return {name: holdings[name].find(subject_of(person)) for name in OURS}


def test_links_end_and_marks_go(world, person):
    assert found(person) == {"groups.report_links": 1, "groups.marks": 1}
    assert erase(world, person) == {"groups.report_links": 1, "groups.marks": 1}
    assert found(person) == dict.fromkeys(OURS, 0)
    assert erase(world, person) == dict.fromkeys(OURS, 0)
    assert not rows(ReportLink).standing().exists()


def test_an_erasure_over_all_of_it_is_carried_out_and_proved(world, person):
    said = notice(world)
    answer(
        actor=world.system, at=world.at, notice=said, name=person.name, phone="0905 123 456",
        words="Tôi là Nguyễn Thị Mận, 0905 123 456",
    )  # fmt: skip
    post(actor=world.officer, at=world.at, group=group(world), notice=said)
    Keeper.objects.create(
        channel=account(world), place=world.ward, person=person, named_in=person.registered_in,
        actor_id=world.officer.actor_id,
    )  # fmt: skip
    erasure = carry_out(
        actor=world.system, at=world.at, order=ordered(world, asked_themselves(world, person))
    )
    assert not rows(Proof).filter(erasure=erasure).exclude(reason="shared").filter(left__gt=0)
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')
            text = " ".join(row[0] for row in cursor.fetchall() if row[0])
            assert person.name not in text and "905123456" not in text, model._meta.db_table
    assert "Yếu lắm" in words()


def test_a_link_of_theirs_writes_nothing_any_more(world, person):
    link = rows(ReportLink).get()
    erase(world, person)
    with pytest.raises(links.DeadLink):
        report(actor=reporter(link), at=world.at, report_link=link, words="Một")


def test_what_others_wrote_stays(world, person):
    erase(world, person)
    assert rows(Arrival).exclude(mark="").count() == 1

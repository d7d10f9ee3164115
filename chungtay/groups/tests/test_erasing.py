"""Of somebody who is erased nothing is left that writes in their name or knows their lines."""

import pytest

from chungtay.access import links
from chungtay.groups.actions import Pasted, paste_back, report
from chungtay.groups.models import Arrival, ReportLink
from chungtay.groups.tests.examples import elder, group, report_link, reporter
from chungtay.groups.tests.rows import rows
from chungtay.journal.act import continuing
from chungtay.rights.registry import holdings
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


def test_a_link_of_theirs_writes_nothing_any_more(world, person):
    link = rows(ReportLink).get()
    erase(world, person)
    with pytest.raises(links.DeadLink):
        report(actor=reporter(link), at=world.at, report_link=link, words="Một")


def test_what_others_wrote_stays(world, person):
    erase(world, person)
    assert rows(Arrival).exclude(mark="").count() == 1

"""A link that was lost or forwarded is taken back."""

import pytest

from chungtay.access import links
from chungtay.groups.actions import end_report_link, report
from chungtay.groups.actions.reporting import LASTS, AlreadyEnded
from chungtay.groups.tests.examples import elder, report_link, reporter, token_of
from chungtay.journal.act import NotAllowed


def test_it_opens_nothing_and_writes_nothing_from_now_on(world):
    link = report_link(world)
    end_report_link(actor=world.officer, at=world.at, report_link=link)
    with pytest.raises(links.DeadLink):
        report(actor=reporter(link), at=world.at, report_link=link, words="Một")


def test_it_is_taken_back_once(world):
    link = report_link(world)
    end_report_link(actor=world.officer, at=world.at, report_link=link)
    with pytest.raises(AlreadyEnded):
        end_report_link(actor=world.officer, at=world.at, report_link=link)


def test_one_that_has_expired_may_still_be_cleared_away(world):
    link = report_link(world, at=world.at - LASTS)
    ended = end_report_link(actor=world.officer, at=world.at, report_link=link)
    assert ended.ended_in_id


def test_afterwards_a_new_one_may_be_given(world):
    person = elder(world)
    link = report_link(world, person)
    end_report_link(actor=world.officer, at=world.at, report_link=link)
    assert token_of(world, person)


def test_elsewhere_it_is_refused(world):
    with pytest.raises(NotAllowed):
        end_report_link(actor=world.elsewhere, at=world.at, report_link=report_link(world))

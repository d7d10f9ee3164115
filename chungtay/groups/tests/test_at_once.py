"""Two officers press at the same moment, in two transactions: one result, and no fault."""

from datetime import UTC, datetime
from threading import Barrier, Thread

from django.db import connection

from chungtay.groups.actions import Pasted, give_report_link, paste_back
from chungtay.groups.actions.arriving import AlreadyIn
from chungtay.groups.models import ReportLink
from chungtay.groups.tests.examples import elder, group
from chungtay.groups.tests.rows import rows, words
from conftest import World

OFTEN = 5


def both(act):
    """What each of two threads that begin together ends with: an answer, or what was raised."""
    begin, ends = Barrier(2), []

    def one():
        try:
            begin.wait()
            ends.append(act())
        except Exception as raised:
            ends.append(raised)
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_two_links_for_one_person_leave_one(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    person, officer = elder(world), world.officer
    officer.posts, world.system.actor_id  # noqa: B018
    for _ in range(OFTEN):
        ends = both(lambda: give_report_link(actor=officer, at=world.at, person=person))
        assert all(isinstance(end, str) for end in ends), ends
        assert rows(ReportLink).standing().count() == 1


def test_the_same_lines_pasted_twice_come_in_once(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    there, officer = group(world), world.officer
    for number in range(OFTEN):
        letters = [Pasted(f"Tổ {number} còn nước", "Chú Tư"), Pasted(f"Tổ {number} hết", "Bích")]
        ends = both(
            lambda said=letters: paste_back(
                actor=officer, at=world.at, place=world.ward, group=there, letters=said, again=[]
            )
        )
        assert sorted(isinstance(end, AlreadyIn) for end in ends) == [False, True], ends
    assert len(words()) == 2 * OFTEN

"""Closing: roll, seal, publish; and what `verify` says of honest and dishonest hands."""

import threading

import psycopg
import pytest
from django.db import connection, transaction

from chungtay.command.verify import check
from chungtay.journal.actions import void
from chungtay.journal.closing import FromElsewhere, close, published, roots_file
from chungtay.journal.figures import figure
from chungtay.journal.models import Closing, Line, Tally
from chungtay.journal.selection import Selection
from chungtay.journal.tests.books import TREES, close_all, days, do
from chungtay.journal.verify import verify
from chungtay.kit.quantities import exact, more_than

pytestmark = pytest.mark.database


def codes():
    return [finding.code for finding in verify()]


@pytest.fixture
def owner(books, databases):
    """The owner's hand, which the grants cannot stop."""
    url = books.replace("chungtay_app", "chungtay_owner")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.fixture
def closed(committed):
    """Two closings: three trees and five, then more than seven a month ago."""
    w = committed
    do(
        actor=w.system,
        at=w.at,
        place=w.ward,
        things=[{"quantity": exact(3)}, {"quantity": exact(5)}],
    )
    first = close_all(w.at)
    do(actor=w.system, at=w.at - days(30), place=w.ward, things=[{"quantity": more_than(7)}])
    return w, first, close_all(w.at + days(1))


def test_a_closing_counts_seals_and_publishes(closed):
    _w, first, second = closed
    assert (first.lines, second.lines) == (2, 1)
    assert second.from_tx == first.to_tx
    assert published() == {first.pk: first.root, second.pk: second.root}
    assert [(t.lines, t.lo, t.hi_open) for t in Tally.objects.order_by("-month")] == [
        (2, 8, 0),
        (1, 7, 1),
    ]
    assert verify() == []


def test_nothing_new_makes_no_closing(closed):
    w, *_closings = closed
    assert close(w.at) is None
    assert Closing.objects.count() == 2


def test_a_slow_commit_falls_into_the_next_closing(committed):
    w = committed
    assert w.system.actor_id
    begun, end = threading.Event(), threading.Event()

    def slow():
        try:
            with transaction.atomic():
                do(actor=w.system, at=w.at, place=w.ward, things=[{"quantity": exact(100)}])
                begun.set()
                end.wait(20)
        finally:
            connection.close()

    writer = threading.Thread(target=slow)
    writer.start()
    begun.wait(20)
    do(actor=w.system, at=w.at, place=w.ward, things=[{"quantity": exact(1)}])
    close(w.at)
    end.set()
    writer.join()
    selection = Selection(TREES.id, w.at.date() - days(10), w.at.date() + days(10))
    assert figure(selection).lines == 2
    assert verify() == []
    close_all(w.at)
    assert (figure(selection).lines, figure(selection).open) == (2, 0)
    assert verify() == []


def test_a_line_changed_by_the_owner_is_found(closed, owner):
    owner.execute("UPDATE journal_line SET lo = 4, hi = 4 WHERE lo = 3")
    assert codes() == ["changed", "tally"]


def test_a_line_removed_is_found(closed, owner):
    owner.execute("DELETE FROM journal_line WHERE lo = 3")
    assert codes() == ["removed", "tally"]


def test_a_line_added_is_found(closed, owner):
    owner.execute(
        "INSERT INTO journal_line (entry_id, at, place_id, measure_id, lo, hi, word, tx)"
        " SELECT entry_id, at, place_id, measure_id, lo, hi, word, tx FROM journal_line"
        " WHERE lo = 3"
    )
    assert codes() == ["added", "tally"]


def test_lines_exchanged_are_found(closed, owner):
    a, b = Line.objects.filter(lo__in=[3, 5]).values_list("pk", flat=True)
    owner.execute(f"UPDATE journal_line SET id = 0 - id WHERE id IN ({a}, {b})")
    owner.execute(
        f"UPDATE journal_line SET id = CASE id WHEN -{a} THEN {b} ELSE {a} END WHERE id < 0"
    )
    assert codes() == ["reordered"]


def test_an_entry_signed_for_another_is_found(closed, owner):
    owner.execute("UPDATE journal_entry SET actor_id = 424242 WHERE verb = 'test.do'")
    assert codes() == ["changed", "changed"]


def test_a_tally_off_is_found_and_named(closed, owner):
    owner.execute("UPDATE journal_tally SET lo = lo + 1 WHERE lo = 8")
    (finding,) = verify()
    assert "11/2026" in finding.sentence and "Hòa Cường" in finding.sentence


def test_a_closing_taken_out_is_found(closed, owner):
    _w, first, _second = closed
    owner.execute(f"DELETE FROM journal_closing WHERE id = {first.pk}")
    assert codes() == ["gap", "chain", "missing"]


def test_a_day_rewritten_with_its_seal_is_found_by_the_root_outside(closed, owner):
    w, _first, second = closed
    owner.execute("UPDATE journal_line SET lo = 99, hi = NULL WHERE lo = 7")
    owner.execute(f"DELETE FROM journal_closing WHERE id = {second.pk}")
    owner.execute("DELETE FROM journal_tally WHERE lo = 7")
    w.at += days(2)
    again = close_all(w.at)
    owner.execute(f"UPDATE journal_closing SET id = {second.pk} WHERE id = {again.pk}")
    assert "root" in codes()


def test_a_chain_without_its_roots_outside_is_said(closed):
    roots_file().unlink()
    assert codes() == ["unpublished"]


def test_the_command_says_the_closing_and_the_day(closed, owner, capsys):
    assert check() == 0
    assert "Sổ nguyên vẹn: 2 lần chốt" in capsys.readouterr().out
    owner.execute("UPDATE journal_line SET lo = 4, hi = 4 WHERE lo = 3")
    assert check() == 1
    said = capsys.readouterr().out
    assert f"Lần chốt {closed[1].pk}" in said and "20/11/2026" in said and "sửa" in said


def test_a_void_takes_back_in_the_month_of_its_line(closed):
    w, *_ = closed
    void(actor=w.officer, at=w.at, line=Line.objects.get(lo=7))
    close_all(w.at)
    assert sorted(Tally.objects.values_list("lines", "lo", "hi_open")) == [(0, 0, 0), (2, 8, 0)]
    assert verify() == []


def test_books_from_another_server_are_refused(closed, owner):
    w, _first, second = closed
    owner.execute(f"UPDATE journal_closing SET to_tx = '999999999' WHERE id = {second.pk}")
    with pytest.raises(FromElsewhere):
        close(w.at)
    with pytest.raises(FromElsewhere):
        figure(Selection(TREES.id, w.at.date(), w.at.date() + days(1)))

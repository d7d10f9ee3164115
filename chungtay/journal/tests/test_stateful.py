"""Random acts, voids, back-dating, nesting, writers that hold their transaction while the books are
closed, roll-backs and killed connections: no figure ever differs from the naive recount, no
seal breaks on honest work, and every seal breaks on tampering.

CHUNGTAY_LONG=1 looks ten times longer, and makes what it finds smaller.
"""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from chungtay.journal.actions import void
from chungtay.journal.closing import close, roots_file
from chungtay.journal.figures import figure
from chungtay.journal.models import Heading, Line
from chungtay.journal.selection import Selection, cover
from chungtay.journal.tests.books import TREES, WELLS, close_all, do, naive
from chungtay.journal.verify import verify
from chungtay.kit.clock import VN
from chungtay.kit.quantities import (
    UNKNOWN,
    ZERO,
    at_least,
    between,
    exact,
    hundreds,
    more_than,
    nearly,
)

pytestmark = pytest.mark.database
LONG = os.environ.get("CHUNGTAY_LONG") == "1"
SAID = [exact(1), exact(7), ZERO, UNKNOWN, hundreds(), more_than(3), nearly(9), at_least(2),
        between(4, 6)]  # fmt: skip
EDGES = [datetime(2023, 1, 1, tzinfo=VN), datetime(2023, 1, 31, 23, 59, 59, 999999, tzinfo=VN),
         datetime(2023, 2, 1, tzinfo=VN), datetime(2023, 2, 14, 12, tzinfo=VN),
         datetime(1968, 7, 3, 1, tzinfo=VN), datetime(2023, 12, 31, 6, tzinfo=VN),
         datetime(2024, 2, 29, 23, tzinfo=VN)]  # fmt: skip
DAYS = [
    date(1968, 7, 1), date(2023, 1, 1), date(2023, 1, 31), date(2023, 2, 1), date(2023, 2, 14),
    date(2023, 2, 15), date(2023, 3, 1), date(2024, 1, 1), date(2024, 2, 29), date(2025, 1, 1),
]  # fmt: skip
THING = st.fixed_dictionaries(
    {
        "quantity": st.sampled_from(SAID), "at": st.sampled_from(EDGES),
        "place": st.integers(0, 3), "programme": st.integers(0, 2), "measure": st.booleans(),
        "within": st.none() | st.integers(0, 99),
    }
)  # fmt: skip
TAMPERING = [
    "UPDATE journal_line SET lo = coalesce(lo, 0) + 1, hi = NULL WHERE id = {line}",
    "UPDATE journal_line SET word = 'x' WHERE id = {line}",
    "UPDATE journal_line SET at = at + interval '1 microsecond' WHERE id = {line}",
    "DELETE FROM journal_line WHERE id = {line}",
    "UPDATE journal_line SET id = 900000 + id WHERE id = {line}",
    "UPDATE journal_entry SET verb = 'test.undo'"
    " WHERE id = (SELECT entry_id FROM journal_line WHERE id = {line})",
    "INSERT INTO journal_line (entry_id, at, place_id, measure_id, lo, hi, word, tx)"
    " SELECT entry_id, at, place_id, measure_id, 1, 1, '', tx FROM journal_line WHERE id = {line}",
    "UPDATE journal_line SET tx = (SELECT to_tx FROM journal_closing ORDER BY to_tx DESC LIMIT 1)"
    " WHERE id = {line}",
    "UPDATE journal_closing SET salt = salt || '\\x00'",
    "UPDATE journal_tally SET hi = hi + 1",
    "DELETE FROM journal_closing WHERE id = (SELECT max(id) FROM journal_closing)",
]  # fmt: skip


class Writer:
    """A process of its own, as far as the database can tell: a thread with its connection."""

    def __init__(self):
        self.thread = ThreadPoolExecutor(1)
        self.held = None
        self.pid = self.run(self._pid)

    def _pid(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return cursor.fetchone()[0]

    def run(self, what, *args):
        return self.thread.submit(what, *args).result(30)

    def begin(self):
        def enter():
            self.held = transaction.atomic()
            self.held.__enter__()

        self.run(enter)

    def end(self, error=None):
        def leave():
            held, self.held = self.held, None
            try:
                held.__exit__(type(error) if error else None, error, None)
            except DatabaseError:
                connection.close()

        self.run(leave)

    def close(self):
        if self.held:
            self.end(RuntimeError("roll back"))
        self.run(lambda: connection.close())
        self.thread.shutdown()


class Books(RuleBasedStateMachine):
    world = owner = None

    @initialize()
    def empty(self):
        self.owner.execute(
            "TRUNCATE journal_line, journal_entry, journal_closing, journal_tally,"
            " journal_refusal CASCADE"
        )
        roots_file().unlink(missing_ok=True)
        self.writers = [Writer(), Writer()]
        self.taken = set()

    def things(self, drawn):
        known = list(Line.objects.filter(voids=None).order_by("pk"))
        for thing in drawn:
            measure = TREES if thing["measure"] else WELLS
            same = [line for line in known if line.measure_id == measure.id]
            within = thing["within"]
            yield {
                **thing, "measure": measure, "place": self.places[thing["place"]],
                "programme": self.headings[thing["programme"]],
                "within": same[within % len(same)] if within is not None and same else None,
            }  # fmt: skip

    def write(self, drawn):
        w = self.world
        do(actor=w.system, at=w.at, place=w.ward, things=list(self.things(drawn)))

    @rule(drawn=st.lists(THING, min_size=1, max_size=4))
    def act(self, drawn):
        self.write(drawn)

    @rule(drawn=st.lists(THING, min_size=1, max_size=3), n=st.integers(0, 1))
    def write_and_hold(self, drawn, n):
        writer = self.writers[n]
        if not writer.held:
            writer.begin()
        writer.run(self.write, drawn)

    @rule(n=st.integers(0, 1))
    def commit(self, n):
        if self.writers[n].held:
            self.writers[n].end()

    @rule(n=st.integers(0, 1))
    def roll_back(self, n):
        if self.writers[n].held:
            self.writers[n].end(RuntimeError("the act failed"))

    @rule(n=st.integers(0, 1))
    def kill(self, n):
        writer = self.writers[n]
        self.owner.execute("SELECT pg_terminate_backend(%s, 2000)", [writer.pid])
        writer.end() if writer.held else writer.run(lambda: connection.close())
        writer.pid = writer.run(writer._pid)

    @rule(drawn=st.lists(THING, min_size=1, max_size=3), n=st.integers(0, 1))
    def close_while_a_commit_is_slow(self, drawn, n):
        self.write_and_hold(drawn, n)
        self.write(drawn)
        close(self.world.at)
        self.writers[n].end()
        self.ask_some(3)

    @rule(n=st.integers(0, 99), held=st.booleans(), whole=st.booleans())
    def take_back(self, n, held, whole):
        live = [
            line
            for line in Line.objects.filter(voids=None, voided_by=None).order_by("pk")
            if line.pk not in self.taken
        ]
        around = {pk for (pk,) in Line.objects.exclude(within=None).values_list("within")}
        live = [line for line in live if line.pk in around] if whole else live
        if not live:
            return
        line = live[n % len(live)]
        w, writer = self.world, self.writers[n % 2]
        if held and writer.held:
            self.taken.add(line.pk)
            writer.run(lambda: void(actor=w.system, at=w.at, line=line))
        else:
            void(actor=w.system, at=w.at, line=line)

    @rule()
    def close_the_books(self):
        close(self.world.at)
        self.ask_some(4)

    @rule(
        a=st.sampled_from(DAYS), b=st.sampled_from(DAYS), where=st.integers(0, 4),
        programme=st.integers(0, 2), measure=st.booleans(),
    )  # fmt: skip
    def ask(self, a, b, where, programme, measure):
        places = None if where == 4 else cover(self.places[where].pk)
        heading = self.headings[programme]
        selection = Selection(
            (TREES if measure else WELLS).id, min(a, b), max(a, b) + timedelta(days=1), places,
            by_commune=where != 1, programme=heading.pk if heading else None,
        )  # fmt: skip
        answer = figure(selection)
        assert (answer.lines, answer.cell.total) == naive(selection)
        for parts in (answer.months, answer.places):
            assert sum(c.lines for c in parts.values()) == answer.lines
            assert sum(c.total.lo for c in parts.values()) == answer.cell.total.lo

    def ask_some(self, times):
        dice = random.Random(Line.objects.count())
        for _ in range(times):
            self.ask(dice.choice(DAYS), dice.choice(DAYS), dice.randint(0, 4),
                     dice.choice([0, 0, 1, 2]), dice.random() < 0.5)  # fmt: skip

    def teardown(self):
        try:
            if self.writers[0].held:
                self.writers[0].end()
            for writer in self.writers:
                writer.close()
            self.ask_some(20)
            assert verify() == []
            close_all(self.world.at)
            self.ask_some(20)
            assert verify() == []
            self.tamper()
        finally:
            connection.close()

    def tamper(self):
        lines = list(Line.objects.order_by("pk").values_list("pk", flat=True))
        if lines:
            how = TAMPERING[sum(lines) % len(TAMPERING)]
            self.owner.execute(how.format(line=lines[len(lines) // 2]))
            assert verify() != [], how


def test_figures_and_seals_hold_whatever_happens(committed, databases, books):
    w = committed
    from chungtay.access import actions
    from chungtay.places.models import Place

    actions.name_groups(actor=w.system, at=w.at, place=w.ward, names=["Tổ 31"])
    group = Place.objects.get(commune=w.ward, kind="group")
    url = books.replace("chungtay_app", "chungtay_owner")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        Books.world, Books.owner = w, owner
        Books.places = [w.ward, group, w.other_ward, w.ward.province]
        Books.headings = [None] + [
            Heading.objects.create(code=f"t{n}", kind="programme", title=f"T{n}") for n in (1, 2)
        ]
        run_state_machine_as_test(
            Books,
            settings=settings(
                max_examples=300 if LONG else 10, stateful_step_count=60 if LONG else 30,
                deadline=None, suppress_health_check=list(HealthCheck), database=None,
                phases=tuple(Phase) if LONG else (Phase.generate,),
            ),
        )  # fmt: skip

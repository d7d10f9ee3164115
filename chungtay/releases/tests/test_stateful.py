"""Taps, answers, absences and minutes in any order: the order of steps is never broken, a stand-in
never doubled, no duty of whoever has left is nobody's, and what ended holds nothing.

CHUNGTAY_LONG=1 looks ten times longer.
"""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from chungtay.blood.actions import cannot_come, come, expire_place, set_out, stand_down
from chungtay.blood.models import CallClosure, Seat
from chungtay.blood.tests.examples import asks, call
from chungtay.journal.models import Entry
from chungtay.kit.errors import Refused
from chungtay.releases.actions import (
    answer_doctor,
    ask_doctor,
    change_stand_in,
    decide,
    withdraw,
)
from chungtay.releases.mine import Oneself
from chungtay.releases.models import Clearance, Leave, Release
from chungtay.releases.tasks import tend_at
from chungtay.releases.tests.scene import (
    HOUR,
    Tapping,
    commander,
    deputy,
    on_shift,
    serving,
    spare,
)
from chungtay.rosters import keeping
from chungtay.rosters.models import Cover
from chungtay.rosters.tests import examples as rosters
from conftest import World

pytestmark = pytest.mark.django_db
LONG = os.environ.get("CHUNGTAY_LONG") == "1"
WHO = st.integers(0, 1)


def rows(model):
    return model.objects.unscoped(why="tests look at everything")


class Steps(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.sid = transaction.savepoint_create()
        self.world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
        self.now = self.world.at
        world = self.world
        commander(world), deputy(world)
        self.words = [serving(world, n=2), serving(world, n=4)]
        on_shift(world, self.words[0].account, hours=10)
        rosters.beat(world, keeper=self.words[1].account)
        self.spares = [spare(world, f"Dự bị {n}") for n in (1, 2)]
        self.call = call(world, units=2)
        of = {ask.donor_id: ask for ask in asks(self.call)}
        self.asks = [of[word.donor_id] for word in self.words]

    def attempt(self, act):
        try:
            with transaction.atomic():
                act()
        except Refused:
            pass

    def running(self, who):
        return rows(Release).running().filter(ask=self.asks[who]).first()

    @rule(who=WHO)
    def says_yes(self, who):
        actor = Tapping(self.asks[who].actor_id, "blood.come")
        self.attempt(lambda: come(actor=actor, at=self.now, ask=self.asks[who]))

    @rule(who=WHO)
    def asks_the_doctor(self, who):
        actor = Tapping(self.asks[who].actor_id, "releases.ask_doctor")
        self.attempt(lambda: ask_doctor(actor=actor, at=self.now, ask=self.asks[who]))

    @rule(who=WHO, result=st.sampled_from(["may", "may", "may", "not_today"]))
    def doctor_answers(self, who, result):
        clearance = rows(Clearance).filter(ask=self.asks[who], answered_in=None).first()
        if clearance:
            self.attempt(
                lambda: answer_doctor(
                    actor=self.world.system, at=self.now, clearance=clearance, result=result,
                    doctor="Bs Thảo",
                )
            )  # fmt: skip

    @rule(who=WHO, spare=WHO, yes=st.sampled_from([True, True, False]), first=st.booleans())
    def commander_answers(self, who, spare, yes, first):
        release = self.running(who)
        by = commander(self.world) if first else deputy(self.world)
        if release:
            self.attempt(
                lambda: decide(
                    actor=by, at=self.now, release=release, yes=yes,
                    stand_in=self.spares[spare] if yes else None,
                )
            )  # fmt: skip

    @rule(who=WHO, spare=WHO)
    def another_stand_in(self, who, spare):
        release = self.running(who)
        if release:
            self.attempt(
                lambda: change_stand_in(
                    actor=commander(self.world), at=self.now, release=release,
                    stand_in=self.spares[spare],
                )
            )  # fmt: skip

    @rule(who=WHO)
    def sets_out(self, who):
        actor, release = Tapping(self.asks[who].actor_id, "blood.set_out"), self.running(who)
        before = release.left_at if release else None
        self.attempt(lambda: set_out(actor=actor, at=self.now, ask=self.asks[who], minutes=0))
        after = self.running(who)
        if after and after.left_at and before is None:
            left = keeping.duties(after.account_id, self.now, self.now + 16 * HOUR)
            assert left == [], "somebody left, and a duty of theirs is nobody's"
            clearance = rows(Clearance).get(release=after)
            assert clearance.result == "may" and rows(Leave).get(release=after).granted

    @rule(who=WHO, page=st.booleans())
    def cannot(self, who, page):
        release = self.running(who)
        if page and release:
            me = Oneself(self.words[who].account, self.world.ward.pk)
            self.attempt(lambda: withdraw(actor=me, at=self.now, release=release))
        else:
            actor = Tapping(self.asks[who].actor_id, "blood.cannot_come")
            self.attempt(lambda: cannot_come(actor=actor, at=self.now, ask=self.asks[who]))

    @rule(spare=WHO)
    def a_stand_in_is_away(self, spare):
        self.attempt(lambda: rosters.absence(self.world, self.spares[spare], starts=self.now))

    @rule(minutes=st.sampled_from([1, 5, 16, 50]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.world.at = self.now
        tend_at(self.now)
        for ask in self.asks:
            self.attempt(lambda a=ask: expire_place(actor=self.world.system, at=self.now, ask=a))

    @rule(really=st.sampled_from([False, False, False, True]))
    def the_call_ends(self, really):
        if really:
            self.attempt(lambda: stand_down(actor=self.world.system, at=self.now, call=self.call))

    @invariant()
    def nobody_stands_in_for_two(self):
        if not hasattr(self, "asks"):
            return
        live = list(rows(Cover).filter(ends_at__gt=self.now))
        for one in live:
            for other in live:
                same = one.stand_in_id == other.stand_in_id and one.relieves_id != other.relieves_id
                apart = one.ends_at <= other.starts_at or other.ends_at <= one.starts_at
                assert not same or apart

    @invariant()
    def what_ended_holds_nothing(self):
        if not hasattr(self, "asks"):
            return
        held = set(rows(Seat).filter(freed_in=None).values_list("ask", flat=True))
        closed = rows(CallClosure).filter(call=self.call).exists()
        for word, ask in zip(self.words, self.asks, strict=True):
            running = rows(Release).running().filter(ask=ask).first()
            if running is not None:
                assert ask.pk in held and not closed, "a release runs without a place"
            ended = rows(Release).filter(ask=ask).exclude(ended_in=None).order_by("-pk").first()
            if running is None and ended is not None and ended.ending != "gave":
                covers = rows(Cover).filter(relieves=word.account, ends_at__gt=self.now)
                assert not covers.exists(), "nobody goes, and somebody still stands in"

    @invariant()
    def steps_are_in_order(self):
        if not hasattr(self, "asks"):
            return
        for leave in rows(Leave):
            assert rows(Clearance).get(release=leave.release_id).result == "may"
        assert not Entry.objects.filter(verb__startswith="releases.", sealed=False).exists()

    def teardown(self):
        if hasattr(self, "sid"):
            transaction.savepoint_rollback(self.sid)


def test_steps_in_any_order(db):
    run_state_machine_as_test(
        Steps,
        settings=settings(
            max_examples=120 if LONG else 12, stateful_step_count=30, deadline=None,
            phases=[Phase.generate, *([Phase.shrink] if LONG else [])],
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

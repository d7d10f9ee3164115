"""Random answers, hours, absences, gifts, waves and ends of one call, on the real database.

Places never exceed units + 1; nobody holds two; nobody is asked twice, nor after the end; and
when the call is over every asked person has an ending and was told it.

CHUNGTAY_LONG=1 looks ten times longer.
"""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from chungtay.blood import actions
from chungtay.blood.models import Ask, CallClosure, Given, Reply, Seat, StandDown
from chungtay.blood.tests.examples import asks, call, questions_left
from chungtay.donors.tests.examples import donor
from chungtay.journal.models import Message
from chungtay.kit.errors import Refused

LONG = os.environ.get("CHUNGTAY_LONG") == "1"
REFUSALS = {"not_today", "cannot_come", "stop"}
ANSWERS = [actions.come, actions.not_today, actions.cannot_come, actions.stop_asking,
           actions.no_show, actions.expire_place, actions.record_gift]  # fmt: skip


def rows(model, made, **more):
    return model.objects.unscoped(why="tests look at everything").filter(call=made, **more)


class OneCall(RuleBasedStateMachine):
    world = None

    @initialize(units=st.integers(1, 3), people=st.integers(1, 6))
    def called(self, units, people):
        self.held = transaction.atomic()
        self.held.__enter__()
        self.at = self.world.at
        self.call = call(self.world, donors=people, units=units)
        self.told_before = None

    def attempt(self, verb, **args):
        try:
            with transaction.atomic():
                verb(actor=self.world.system, at=self.at, **args)
        except Refused:
            pass

    @rule(verb=st.sampled_from(ANSWERS), n=st.integers(0, 20))
    def somebody(self, verb, n):
        asked = asks(self.call)
        if asked:
            self.attempt(verb, ask=asked[n % len(asked)])

    @rule(n=st.integers(0, 20), minutes=st.sampled_from([0, 60]))
    def says_when(self, n, minutes):
        asked = asks(self.call)
        if asked:
            self.attempt(actions.set_out, ask=asked[n % len(asked)], minutes=minutes)

    @rule(minutes=st.sampled_from([1, 7, 16, 50]))
    def time_passes(self, minutes):
        self.at += timedelta(minutes=minutes)

    @rule()
    def asks_more(self):
        donor(self.world)
        self.attempt(actions.ask_donors, call=self.call)
        questions_left()

    @rule()
    def ends(self):
        self.attempt(actions.stand_down, call=self.call, reason=CallClosure.Reason.STOPPED)

    @invariant()
    def places_are_never_too_many(self):
        if not hasattr(self, "call"):
            return
        held = rows(Seat, self.call, freed_in=None)
        numbers = [seat.number for seat in held]
        assert len(numbers) == len(set(numbers)) <= self.call.units + 1
        assert max(numbers, default=0) <= self.call.units + 1
        assert len({seat.ask_id for seat in held}) == len(numbers)

    @invariant()
    def nobody_is_asked_twice_nor_after_the_end(self):
        if not hasattr(self, "call"):
            return
        donors = list(rows(Ask, self.call).values_list("donor", flat=True))
        assert len(donors) == len(set(donors))
        closure = rows(CallClosure, self.call).first()
        if closure is None:
            return
        assert not rows(Ask, self.call, asked_in__gt=closure.closed_in_id).exists()
        questions = Message.objects.filter(entry__gt=closure.closed_in_id, purpose="blood.ask")
        assert not questions.exists() and not rows(Seat, self.call, freed_in=None).exists()

    @invariant()
    def after_the_end_everybody_has_an_ending(self):
        if not hasattr(self, "call") or not rows(CallClosure, self.call).exists():
            return
        last = dict(rows(Reply, self.call).order_by("pk").values_list("ask", "answer"))
        gave = set(
            Given.objects.unscoped(why="tests look at everything")
            .filter(ask__in=asks(self.call), taken_back_in=None)
            .values_list("ask", flat=True)
        )
        down = set(rows(StandDown, self.call).values_list("ask", flat=True))
        for ask in asks(self.call):
            said_no = last.get(ask.pk) in REFUSALS
            assert ask.pk in gave or said_no or ask.pk in down
            final = Message.objects.filter(recipient=ask.actor_id).latest("pk")
            assert final.purpose == "blood.told"

    def teardown(self):
        if hasattr(self, "held"):
            transaction.set_rollback(True)
            self.held.__exit__(None, None, None)


@pytest.mark.database
def test_a_call_keeps_its_promises_whatever_happens(world):
    OneCall.world = world
    run_state_machine_as_test(
        OneCall,
        settings=settings(
            max_examples=150 if LONG else 15, stateful_step_count=25, deadline=None,
            suppress_health_check=list(HealthCheck), derandomize=not LONG, database=None,
        ),
    )  # fmt: skip

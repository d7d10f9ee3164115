"""A reply is taken from the outbox before any bulk, however much of it was said earlier."""

import pytest
from django.db import connection

from chungtay.channels import resolving
from chungtay.channels.actions import reply
from chungtay.channels.models import Delivery
from chungtay.channels.tests.loopback import ask
from chungtay.journal.act import action, tell
from chungtay.journal.models import Actor, Message
from chungtay.journal.system import System

pytestmark = pytest.mark.django_db

MANY = 20_000
BROADCAST = """
INSERT INTO journal_message (entry_id, recipient_id, purpose, text, answers, urgent, first)
SELECT entry_id, recipient_id, purpose, text, answers, %s, false
FROM journal_message, generate_series(1, %s) WHERE id = %s
"""


@action("test.say_to_oneself")
def say_to_oneself(*, actor, at, place):
    return tell(actor.actor_id, purpose="blood.told", text="Cảm ơn chị nhiều lắm.")


def somebody():
    return Actor.objects.create(kind=Actor.Kind.PERSON).pk


def broadcast(world, many, *, urgent=False):
    """So many messages of one act, said before anything that follows."""
    [one] = ask(
        actor=world.system, at=world.at, place=world.ward, recipients=[somebody()], urgent=urgent
    )
    with connection.cursor() as cursor:
        cursor.execute(BROADCAST, [urgent, many - 1, one.pk])


def answers(world):
    """What an officer writes back, and what a person's own act says to that person."""
    system = System("test")
    replied = reply(
        actor=system, at=world.at, place=world.ward, recipient=somebody(), text="Chào chị."
    )
    own = say_to_oneself(actor=world.system, at=world.at, place=world.ward)
    return {replied.pk, own.pk}


def taken():
    return set(Message.objects.filter(waiting=None).values_list("pk", flat=True))


@pytest.mark.parametrize("urgent", [False, True], ids=["bulk", "urgent"])
def test_answers_are_in_the_first_batch_behind_twenty_thousand(world, urgent):
    broadcast(world, MANY, urgent=urgent)
    answered = answers(world)
    assert resolving.take(world.at, len(answered)) == len(answered)
    assert taken() == answered
    rows = Delivery.objects.unscoped(why="a test of it")
    assert set(rows.values_list("message", flat=True)) == answered


def test_what_is_urgent_is_before_the_rest(world):
    broadcast(world, 100)
    [urgent] = ask(
        actor=world.system, at=world.at, place=world.ward, recipients=[somebody()], urgent=True
    )
    assert resolving.take(world.at, 1) == 1
    assert taken() == {urgent.pk}


def test_the_rest_is_taken_as_it_was_said(world):
    broadcast(world, 50)
    oldest = sorted(Message.objects.values_list("pk", flat=True))[:7]
    assert resolving.take(world.at, 7) == 7
    assert taken() == set(oldest)


def test_the_outbox_is_read_in_the_order_of_its_index(world):
    """Also while the planner knows of no broadcast, as in the minute after one was written."""
    broadcast(world, MANY)
    plans = []

    def explained(execute, sql, params, many, context):
        if sql == resolving._TAKE:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN " + sql, params)
                plans.extend(row[0] for row in cursor.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        assert resolving.take(world.at) == resolving.BATCH
    plan = "\n".join(plans)
    assert "Index Scan using message_waiting" in plan
    assert "Sort" not in plan, "no order is made of what waits"
    assert plan.startswith("Delete") and "Tid Scan" in plan, "what to take is asked once"
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_sort")
        assert cursor.fetchone() == ("on",), "other statements may sort"

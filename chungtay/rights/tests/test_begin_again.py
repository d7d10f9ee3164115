"""What goes by itself is tried again by itself; everything else is for an officer to read."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from chungtay.people.models import Person
from chungtay.rights import registry, tasks
from chungtay.rights.models import Ending, Order
from chungtay.rights.tests.examples import ordered
from chungtay.rights.tests.traces import NAME
from conftest import World


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def says(sql):
    """A holding that meets an error of the database, as long as it is declared."""

    def blank(who, at):
        with connection.cursor() as cursor:
            cursor.execute(sql)
        return 0

    return registry.Holding("test", "x", lambda who: 0, blank)


def raised(code):
    return f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$"


@pytest.mark.parametrize("code", ["40001", "40P01", "57P01", "57P03", "08006"])
def test_two_that_waited_for_each_other_begin_again(world, monkeypatch, code):
    order = ordered(world)
    monkeypatch.setitem(registry.holdings, "test", says(raised(code)))
    tasks.carry_out_orders()
    order.refresh_from_db()
    assert order.failed_in is None and rows(Person).get().name == NAME
    monkeypatch.delitem(registry.holdings, "test")
    tasks.carry_out_orders()
    assert rows(Person).get().name == "" and rows(Ending).get().how == "done"


@pytest.mark.parametrize(
    "sql",
    [
        raised("53100"), raised("55P03"), raised("54000"),
        "SET LOCAL statement_timeout = 20; SELECT pg_sleep(1)",
    ],
    ids=["disk full", "locked", "too much", "takes too long"],
)  # fmt: skip
def test_what_fails_the_same_way_every_time_is_told_and_not_tried_for_ever(
    world, monkeypatch, sql
):  # fmt: skip
    order = ordered(world)
    monkeypatch.setitem(registry.holdings, "test", says(sql))
    tasks.carry_out_orders()
    order.refresh_from_db()
    assert order.failed_in and order.left == {} and rows(Person).get().name == NAME


def test_a_connection_that_is_cut_begins_again(own_database, monkeypatch):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    order = ordered(world)
    cut = says("SELECT pg_terminate_backend(pg_backend_pid())")
    monkeypatch.setitem(registry.holdings, "test", cut)
    tasks.carry_out_orders()
    connection.close()
    assert rows(Order).get(pk=order.pk).failed_in is None and rows(Person).get().name == NAME
    monkeypatch.delitem(registry.holdings, "test")
    tasks.carry_out_orders()
    assert rows(Person).get().name == "" and rows(Ending).get().how == "done"

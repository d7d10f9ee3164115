"""The search found something: nothing was changed, the officer reads where, and tries again."""

import io
import logging

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from chungtay.journal.act import NotAllowed
from chungtay.people.models import ContactPoint, Person
from chungtay.rights import registry, tasks
from chungtay.rights.actions import AlreadyDone, carry_out, erasing, fall_short
from chungtay.rights.models import Ending, Erasure, Order
from chungtay.rights.tests.examples import PHONE, chief, ordered
from chungtay.rights.tests.traces import NAME


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


@pytest.fixture
def stuck(monkeypatch):
    """A holding that nobody can blank."""
    never = registry.Holding("test", "sổ tay", lambda who: 3, lambda who, at: 0)
    monkeypatch.setitem(registry.holdings, "test", never)
    return lambda: monkeypatch.delitem(registry.holdings, "test")


def test_what_is_left_is_written_down_and_the_person_stands(world, stuck):
    order = ordered(world)
    tasks.carry_out_orders()
    order.refresh_from_db()
    assert order.left == {"test": 3} and order.failed_in.verb == "rights.fall_short"
    assert rows(Person).get().name == NAME
    assert not rows(Ending).exists() and not rows(Erasure).exists()


def test_nobody_tries_again_by_itself_and_an_officer_may(world, stuck):
    first = ordered(world)
    tasks.carry_out_orders()
    stuck()
    tasks.carry_out_orders()
    assert rows(Person).get().name == NAME
    ordered(world, first.request)
    tasks.carry_out_orders()
    assert rows(Person).get().name == "" and rows(Order).count() == 2
    assert rows(Ending).get(request=first.request).how == "done"


def test_an_error_of_ours_is_written_down_too(world, monkeypatch):
    def breaks(who, at):
        raise ZeroDivisionError

    order = ordered(world)
    monkeypatch.setitem(
        registry.holdings, "test", registry.Holding("test", "x", lambda who: 0, breaks)
    )
    tasks.carry_out_orders()
    order.refresh_from_db()
    assert order.failed_in and order.left == {} and rows(Person).get().name == NAME


def test_what_is_over_stays_so(world):
    order = ordered(world)
    fall_short(actor=world.system, at=world.at, order=order, left={"people_person": 1})
    for act in (
        lambda: carry_out(actor=world.system, at=world.at, order=order),
        lambda: fall_short(actor=world.system, at=world.at, order=order, left={}),
    ):
        with pytest.raises(AlreadyDone):
            act()


def test_no_officer_writes_it_down(world):
    with pytest.raises(NotAllowed):
        fall_short(actor=chief(world), at=world.at, order=ordered(world), left={})


def test_the_log_says_what_the_database_refused_and_quotes_no_row(world, monkeypatch):
    """PostgreSQL explains a refusal with the row: here, the telephone of the person."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    for name in settings.LOGGING["handlers"]["console"]["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())

    def breaks(who, at):
        point = rows(ContactPoint).filter(kind="phone").get()
        assert point.value == PHONE
        point.pk = None
        point.save()

    order = ordered(world)
    first = registry.Holding("test", "x", lambda who: 0, breaks)
    monkeypatch.setattr(erasing, "holdings", {"test": first, **registry.holdings})
    logging.getLogger("chungtay.rights").addHandler(handler)
    try:
        tasks.carry_out_orders()
    finally:
        logging.getLogger("chungtay.rights").removeHandler(handler)
    order.refresh_from_db()
    assert order.failed_in and rows(Person).get().name == NAME
    said = stream.getvalue()
    assert "905123456" not in said and "people_contactpoint.contact_once" in said
    assert "UniqueViolation" in said and "23505" in said

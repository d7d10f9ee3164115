"""An officer orders an erasure: what goes out stops at once, and two say so where one could lie."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from chungtay.access.models import Link
from chungtay.approvals.actions import NotTheirs, ask, decide
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry
from chungtay.kit.errors import Refused
from chungtay.people.actions import give_consent
from chungtay.people.models import Consent, Person
from chungtay.people.tests.examples import purpose
from chungtay.rights import tasks
from chungtay.rights.actions import (
    AlreadyEnded,
    BeingErased,
    NeedsSecond,
    NotErasable,
    NoWayThere,
    answer,
    erase,
    extend,
    fall_short,
    fulfil,
    refuse,
    send_own_page,
)
from chungtay.rights.models import Answer, Ending, Order, Request
from chungtay.rights.tests.examples import asked, asked_themselves, chief, ordered, somebody
from chungtay.rights.tests.traces import NAME
from conftest import World


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def order(world, request, actor=None):
    return erase(actor=actor or chief(world), at=world.at, request=request)


def wants_yes(world, request, actor):
    return ask(actor=actor, at=world.at, place=world.ward, verb="rights.erase",
               args={"request": request.pk})  # fmt: skip


def test_the_order_says_who_and_when_and_erases_nothing_yet(world):
    made = ordered(world)
    assert (made.entry.verb, made.entry.actor_id) == ("rights.erase", chief(world).actor_id)
    assert made.entry.at == world.at and made.failed_in is None
    assert rows(Person).get().name == NAME and not rows(Ending).exists()


def test_consents_end_and_no_link_opens_from_the_order_on(world):
    person = somebody(world)
    give_consent(actor=world.system, at=world.at, person=person, purpose=purpose(),
                 means=Consent.Means.FORM)  # fmt: skip
    send_own_page(actor=world.officer, at=world.at, person=person, site="https://x.vn")
    made = order(world, asked_themselves(world, person))
    assert rows(Consent).get().withdrawn_at == world.at
    assert Entry.objects.get(verb="people.withdraw_consent").part_of == made.entry
    assert Link.objects.get().revoked_at == world.at
    with pytest.raises(NoWayThere):
        send_own_page(actor=world.officer, at=world.at, person=person, site="https://x.vn")


def test_the_data_officer_who_keeps_no_consents_may_order_too(world):
    person = somebody(world)
    give_consent(actor=world.system, at=world.at, person=person, purpose=purpose(),
                 means=Consent.Means.FORM)  # fmt: skip
    order(world, asked_themselves(world, person), world.account("dl", "data_officer"))
    assert rows(Consent).get().withdrawn_at


def test_only_who_asked_to_be_erased(world):
    with pytest.raises(NotErasable):
        order(world, asked(world, "view"))


def test_an_area_officer_does_not_order(world):
    with pytest.raises(NotAllowed):
        order(world, asked_themselves(world), world.officer)


def test_the_chief_of_another_ward_does_not_order(world):
    with pytest.raises(NotAllowed):
        order(world, asked_themselves(world), world.account("x", "police_chief", world.other_ward))


@pytest.mark.parametrize("step", ["answer", "extend", "refuse", "erase"])
def test_while_an_order_stands_nothing_else_is_done_about_the_request(world, step):
    request = ordered(world).request
    act = {
        "answer": lambda **who: answer(means=Answer.Means.SPOKEN, **who),
        "extend": lambda **who: extend(days=3, reason="Chờ", **who),
        "refuse": lambda **who: refuse(ground="others", **who),
        "erase": erase,
    }[step]
    with pytest.raises(BeingErased):
        act(actor=chief(world), at=world.at, request=request)


def test_what_has_ended_is_not_ordered(world):
    request = asked_themselves(world)
    refuse(actor=chief(world), at=world.at, request=request, ground="others")
    with pytest.raises(AlreadyEnded):
        order(world, request)


def test_the_clock_counts_it_as_done_only_when_it_is_proved(world):
    request = ordered(world).request
    late = world.at + timedelta(days=40)
    assert rows(Request).late(late).filter(pk=request.pk).exists()
    with pytest.raises(Refused):
        fulfil(actor=chief(world), at=world.at, request=request)
    tasks.carry_out_orders()
    ending = rows(Ending).get(request=request)
    assert ending.entry.verb == "rights.carry_out" and not rows(Request).late(late).exists()


def test_what_an_officer_wrote_down_takes_a_second_person(world):
    """Whoever writes down a request that nobody made could else erase anybody."""
    request, deputy = asked(world, "delete"), world.account("pho", "police_deputy")
    with pytest.raises(NeedsSecond):
        order(world, request)
    approval = wants_yes(world, request, chief(world))
    with pytest.raises(NotTheirs):
        decide(actor=chief(world), at=world.at, approval=approval, yes=True)
    with pytest.raises(NotAllowed):
        decide(actor=world.officer, at=world.at, approval=approval, yes=True)
    assert not rows(Order).exists()
    decision = decide(actor=deputy, at=world.at, approval=approval, yes=True)
    made = rows(Order).get()
    assert made.entry.part_of == decision.entry and made.entry.actor_id == chief(world).actor_id


def test_a_yes_holds_until_it_is_done(world):
    """What fell short is tried again by one officer: the second has said yes to the erasure."""
    request, deputy = asked(world, "delete"), world.account("pho", "police_deputy")
    approval = wants_yes(world, request, chief(world))
    decide(actor=deputy, at=world.at, approval=approval, yes=True)
    fall_short(actor=world.system, at=world.at, order=rows(Order).get(), left={})
    order(world, request)
    tasks.carry_out_orders()
    assert rows(Ending).get(request=request).how == "done"


def test_a_no_leaves_everything_as_it_was(world):
    request, deputy = asked(world, "delete"), world.account("pho", "police_deputy")
    approval = wants_yes(world, request, chief(world))
    decide(actor=deputy, at=world.at, approval=approval, yes=False, reason="missing")
    tasks.carry_out_orders()
    assert rows(Person).get().name == NAME and not rows(Order).exists()


def test_an_officer_who_says_it_came_by_their_page_is_still_not_alone(world):
    request = asked(world, "delete")
    rows(Request).filter(pk=request.pk).update(came=Request.Came.OWN_PAGE)
    with pytest.raises(NeedsSecond):
        order(world, request)


def test_the_name_is_told_only_to_who_may_read_requests(world):
    from chungtay.rights.confirming import words

    request = asked(world, "delete")
    args = [{"request": request.pk}]
    assert words(chief(world), args) == [f"Xóa dữ liệu của {NAME} (yêu cầu số {request.pk})"]
    head = world.account("th", "treasurer")
    assert words(head, args) == [f"Xóa dữ liệu của một người (yêu cầu số {request.pk})"]


def test_the_database_keeps_one_order_that_stands(world):
    made = ordered(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.create(place=made.place, request=made.request, entry=made.entry)


def test_of_two_who_order_at_once_one_does(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    request = asked_themselves(world)
    officers = [chief(world), world.account("pho", "police_deputy")]
    start, said = threading.Barrier(2), []

    def press(officer):
        start.wait()
        try:
            said.append(order(world, request, officer))
        except Refused as refused:
            said.append(refused.code)
        finally:
            connection.close()

    pressing = [threading.Thread(target=press, args=[officer]) for officer in officers]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join(30)
    assert len(said) == 2 and said.count("being_erased") == 1 and rows(Order).count() == 1

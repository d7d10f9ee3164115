"""What rights does by the clock, and behind the page where anybody may ask."""

import logging
from contextlib import suppress

from django.db import transaction
from django.tasks import task

from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.jobs import every
from chungtay.people.models import ContactPoint, Person
from chungtay.rights import actions
from chungtay.rights.actions.erasing import may_pass
from chungtay.rights.actions.own import ask_own_page, forget_dead_links, may_be_sent
from chungtay.rights.actions.requests import standing_orders
from chungtay.rights.models import Order

log = logging.getLogger(__name__)
MOST_AT_A_NUMBER = 6


@every("*/10 * * * *")
def forget_links() -> None:
    """Blank the messages whose link to one's own page no longer opens anything."""
    forget_dead_links(clock.now())


@every("* * * * * */10")
def carry_out_orders() -> None:
    """Erase whoever is ordered to be, one after another. The row is the queue: an order whose
    worker died is found again, whoever gave it and however the yes came."""
    for order in standing_orders().order_by("pk"):
        carry_out(order)


def carry_out(order: Order) -> None:
    """One order to its end: proved, or what was left is written down for the officer."""
    machine, at, left = System("rights"), clock.now(), {}
    try:
        actions.carry_out(actor=machine, at=at, order=order)
    except actions.AlreadyDone:
        return
    except actions.SomethingLeft as short:
        left = short.left
    except Exception as error:
        if may_pass(error):  # nothing was changed; the next round begins again
            log.exception("erasure: order %s begins again", order.pk)
            return
        log.exception("erasure: order %s", order.pk)
    else:
        return
    with suppress(actions.AlreadyDone):
        actions.fall_short(actor=machine, at=at, order=order, left=left)


@task
def send_to_number(number: str, site: str, origin: str) -> None:
    """A link to each person who has this number as theirs; a family may share one."""
    points = ContactPoint.objects.unscoped(why="who may have asked for their own page")
    found = points.filter(kind=ContactPoint.Kind.PHONE, value=number, ended_in=None)
    for person_id in found.values_list("person", flat=True)[:MOST_AT_A_NUMBER]:
        send_to_person.func(person_id, site, origin)


@task
def send_to_person(person_id: int, site: str, origin: str) -> None:
    """One link, now or in the morning, if it may be sent at all; else nothing is written."""
    at = clock.now()
    persons = Person.objects.unscoped(why="whoever a link was asked for")
    with transaction.atomic():  # the lock: of two that ask at once, one is sent
        person = persons.select_for_update(of=("self",)).get(pk=person_id)
        when = may_be_sent(person, at, origin)
        if when is not None and when > at:
            send_to_person.using(run_after=when).enqueue(person_id, site, origin)
        elif when is not None:
            ask_own_page(
                actor=System("own_page"), at=at, person=person, site=site, origin=origin
            )  # fmt: skip

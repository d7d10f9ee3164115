"""One person on two rows, the same consent on both: it ends once, and everything goes through."""

from datetime import timedelta

import pytest

from chungtay.channels.tests.examples import account
from chungtay.intake.models import Inbound
from chungtay.intake.receiving import handle
from chungtay.people.actions import give_consent, merge
from chungtay.people.models import Consent, Person
from chungtay.people.tests.examples import purpose
from chungtay.rights.actions import Owner, receive
from chungtay.rights.models import Ending, Request
from chungtay.rights.tests.examples import asked, asked_themselves, chief, erased, ordered, somebody


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def twice(world, *, place=None):
    """The row that is kept, and the one that went into it; each has the consent."""
    kept, gone = (
        somebody(
            world,
            "Phan Thị Diễm My",
            f"+8490512345{n}",
            f"388613280878808645/251252362541251{n}",
            where,
        )
        for n, where in zip("12", (world.ward, place or world.ward), strict=True)
    )
    for person in (kept, gone):
        give_consent(
            actor=world.system, at=world.at, person=person, purpose=purpose(),
            means=Consent.Means.FORM,
        )  # fmt: skip
    merge(actor=world.system, at=world.at - timedelta(days=31), kept=kept, gone=gone)
    return rows(Person).get(pk=kept.pk), rows(Person).get(pk=gone.pk)


def standing():
    return rows(Consent).filter(withdrawn_at=None).count()


@pytest.mark.parametrize("which", [0, 1])
def test_a_withdrawal_taken_down_ends_both(world, which):
    row = asked(world, "withdraw", twice(world)[which])
    assert standing() == 0
    entries = set(rows(Consent).values_list("withdrawn_in__verb", "withdrawn_in__part_of"))
    assert entries == {("people.withdraw_consent", row.received_in_id)}
    assert rows(Consent).values("withdrawn_in").distinct().count() == 1


def test_rows_in_two_wards_end_together(world):
    """Whoever keeps consents at one of the two places does it themselves."""
    kept, _gone = twice(world, place=world.other_ward)
    receive(
        actor=world.officer, at=world.at, person=kept, what=Request.What.WITHDRAW,
        came=Request.Came.DESK,
    )  # fmt: skip
    assert standing() == 0
    who = set(rows(Consent).values_list("withdrawn_in__actor", flat=True))
    assert who == {world.officer.actor_id}


def test_on_their_own_page_one_purpose_ends_on_both_rows(world):
    kept, gone = twice(world)
    owner = Owner(kept.actor_id, frozenset({kept.place_id, gone.place_id}))
    row = receive(
        actor=owner, at=world.at, person=kept, what=Request.What.WITHDRAW,
        came=Request.Came.OWN_PAGE, purpose=purpose(),
    )  # fmt: skip
    assert standing() == 0 and rows(Ending).get(request=row).how == "done"


def test_who_asks_zalo_to_be_forgotten_is_heard_though_there_are_two_rows(world):
    channel = account(world)
    twice(world)
    inbound = Inbound.objects.create(
        place=world.ward, channel=channel, key="w", event="user_withdraw",
        user_id="2512523625412511", happened_at=world.at - timedelta(days=3), variant="x",
        body=b'{"timestamp": "1"}',
    )  # fmt: skip
    assert handle(inbound.pk, world.at)
    assert standing() == 0
    assert list(rows(Request).order_by("pk").values_list("what", flat=True)) == [
        "withdraw", "delete",
    ]  # fmt: skip


def test_an_order_to_erase_ends_both(world):
    _kept, gone = twice(world)
    order = ordered(world, asked_themselves(world, gone), chief(world))
    assert standing() == 0
    assert set(rows(Consent).values_list("withdrawn_in__part_of", flat=True)) == {order.entry_id}


def test_an_erasure_of_two_rows_goes_to_its_end(world):
    kept, gone = twice(world)
    erased(world, asked_themselves(world, kept))
    assert set(rows(Person).filter(pk__in=[kept.pk, gone.pk]).values_list("name")) == {("",)}

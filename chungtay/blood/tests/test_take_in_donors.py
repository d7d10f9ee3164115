"""The good rows of a list become donors, once, each with the consent the officer declared."""

import time

import pytest

from chungtay.blood.actions import (
    AlreadyTakenIn,
    NotAList,
    intakes,
    register_donor,
    take_in_donors,
    take_in_rest,
)
from chungtay.blood.models import Donor, Gift
from chungtay.blood.purposes import ASK
from chungtay.blood.tests.examples import LIST, intake
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Line
from chungtay.people.actions import withdraw_consent
from chungtay.people.models import Consent, ContactPoint, IntakeRow, Person
from chungtay.transfusion.groups import Group

FORM, CARD = Consent.Means.FORM, Donor.Source.CARD


def take(world, found, actor=None, means=FORM, source=CARD):
    return take_in_donors(
        actor=actor or world.officer, at=world.at, intake=found, means=means, source=source
    )


def donors(world):
    return Donor.objects.visible_to(world.system).order_by("pk")


def outcomes(world, found):
    return intakes.counts(found)


def test_persons_numbers_consents_donors_and_their_last_gift(world):
    found = take(world, intake(world))
    my, phuc = donors(world)
    assert (my.group, my.source, str(my.last_gift_on)) == (6, "card", "2022-09-02")
    assert (phuc.group, phuc.place_id) == (4, world.other_ward.pk)
    person = Person.objects.visible_to(world.officer).get()
    assert (person.name, person.birth_year) == ("Phan Thị Diễm My", 1994)
    assert ContactPoint.objects.visible_to(world.system).count() == 2
    consents = Consent.objects.visible_to(world.system)
    assert {(c.purpose, c.version, c.means) for c in consents} == {(ASK.code, ASK.version, "form")}
    gift = Gift.objects.visible_to(world.officer).get()
    assert (gift.component, gift.kind) == ("platelets", "opening")
    lines = Line.objects.filter(entry=found.taken_in).values_list("measure__code", "lo")
    assert set(lines) == {("blood.platelet_gifts", 1), ("blood.donors_taken_in", 2)}


def test_one_entry_stands_for_the_whole_list(world):
    found = take(world, intake(world))
    assert Entry.objects.filter(verb="blood.take_in_donors").count() == 1
    assert {d.registered_in_id for d in donors(world)} == {found.taken_in_id}


def test_a_row_taken_in_keeps_no_copy_and_a_faulty_one_waits(world):
    found = take(world, intake(world))
    rows = IntakeRow.objects.visible_to(world.officer).filter(intake=found).order_by("number")
    assert [(r.outcome, bool(r.cells)) for r in rows] == [
        ("new", False), ("new", False), ("faulty", True),
    ]  # fmt: skip


def test_the_same_list_again_is_refused_and_changes_nothing(world):
    found = take(world, intake(world))
    with pytest.raises(AlreadyTakenIn):
        take(world, intake(world))
    assert donors(world).count() == 2 and outcomes(world, found) == {"new": 2, "faulty": 1}


def test_the_same_people_in_another_file_are_met_not_doubled(world):
    take(world, intake(world))
    later = LIST.replace("02/09/22", "01/10/2026").replace("nhóm O", "O+")
    again = take(world, intake(world, later))
    assert outcomes(world, again) == {"updated": 1, "known": 1, "faulty": 1}
    assert donors(world).count() == 2
    assert str(donors(world)[0].last_gift_on) == "2026-10-01"
    assert Gift.objects.visible_to(world.system).count() == 2


def test_an_older_gift_on_a_later_list_changes_nothing(world):
    take(world, intake(world))
    again = take(world, intake(world, LIST.replace("02/09/22", "01/01/2020")))
    assert outcomes(world, again)["known"] == 2
    assert str(donors(world)[0].last_gift_on) == "2022-09-02"


def test_a_list_never_revives_a_consent_that_was_withdrawn(world):
    take(world, intake(world))
    person = Person.objects.visible_to(world.officer).get()
    withdraw_consent(actor=world.officer, at=world.at, person=person, purpose=ASK.code)
    take(world, intake(world, LIST + "\n"))
    standing = Consent.objects.visible_to(world.system).filter(person=person, withdrawn_at=None)
    assert not standing.exists()


def test_somebody_registered_by_hand_is_recognised(world):
    register_donor(
        actor=world.officer, at=world.at, place=world.ward, name="Phan Thị Diễm My",
        phone="0905123456", group=Group.B_POS, source=CARD, means=FORM,
    )  # fmt: skip
    assert outcomes(world, take(world, intake(world)))["updated"] == 1


@pytest.mark.parametrize(("means", "source"), [("", CARD), (FORM, ""), ("x", CARD)])
def test_how_they_agreed_and_where_the_groups_come_from_must_be_said(world, means, source):
    with pytest.raises(NotAList):
        take(world, intake(world), means=means, source=source)
    assert donors(world).count() == 0


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        take(world, intake(world), actor=world.elsewhere)


def test_twenty_thousand_rows_in_chunks_under_one_entry(world):
    rows = "\n".join(
        f"{n},Người Số {chr(65 + n % 26)}{chr(97 + n // 26 % 26)},09{n:08},B+,1990,02/09/22,"
        f"tiểu cầu,{'Hòa Cường' if n % 2 else 'p. thanh khe'}"
        for n in range(5_000_000, 5_020_000)
    )
    head = "STT,Họ và tên,SĐT,Nhóm máu,Năm sinh,Lần hiến gần nhất,Loại hiến,Phường/Xã\n"
    started = time.monotonic()
    found = intake(world, head + rows)
    found = take(world, found)
    assert donors(world).count() == 5_000
    assert take_in_rest(found, actor=world.officer, at=world.at) == 15_000
    assert time.monotonic() - started < 60
    assert donors(world).count() == 20_000
    assert Line.objects.filter(entry=found.taken_in).count() == 20_004
    assert take_in_rest(found, actor=world.officer, at=world.at) == 0

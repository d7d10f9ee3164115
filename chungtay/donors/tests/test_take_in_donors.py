"""The good rows of a list become donors, once, each with the consent the officer declared."""

import pytest

from chungtay.donors.actions import (
    AlreadyTakenIn,
    NotAList,
    register_donor,
    take_in_donors,
    take_in_rest,
)
from chungtay.donors.models import NEVER, Donor, Gift
from chungtay.donors.purposes import ASK
from chungtay.donors.tests.examples import LIST, donor, intake
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Line
from chungtay.lists.actions import rows
from chungtay.lists.models import IntakeRow
from chungtay.people.actions import add_contact, give_consent, merge, register, withdraw_consent
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.transfusion.groups import Group

FORM, CARD = Consent.Means.FORM, Donor.Source.CARD


def take(world, found, actor=None, means=FORM, source=CARD):
    return take_in_donors(
        actor=actor or world.officer, at=world.at, intake=found, means=means, source=source
    )


def donors(world):
    return Donor.objects.visible_to(world.system).order_by("pk")


def outcomes(world, found):
    return rows.counts(found)


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
    assert Entry.objects.filter(verb="donors.take_in_donors").count() == 1
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


@pytest.mark.parametrize(("said", "careful"), [("2022", "2022-12-31"), ("9/2022", "2022-09-30")])
def test_a_gift_of_some_day_makes_the_donor_wait_and_is_no_line(world, said, careful):
    found = take(world, intake(world, LIST.replace("02/09/22", said)))
    my = donors(world)[0]
    assert (str(my.last_gift_on), my.last_component) == (careful, "platelets")
    assert not Gift.objects.visible_to(world.system).exists()
    measures = Line.objects.filter(entry=found.taken_in).values_list("measure__code", flat=True)
    assert set(measures) == {"blood.donors_taken_in"}


def test_a_year_in_which_a_gift_is_known_is_no_later_gift(world):
    take(world, intake(world))
    again = take(world, intake(world, LIST.replace("02/09/22", "2022")))
    assert outcomes(world, again)["known"] == 2
    assert str(donors(world)[0].last_gift_on) == "2022-09-02"


def known_person(world):
    person = register(
        actor=world.officer, at=world.at, place=world.ward, name="Phan Thị Diễm My",
        birth_year=1994,
    )  # fmt: skip
    add_contact(
        actor=world.officer, at=world.at, person=person, kind=ContactPoint.Kind.PHONE,
        value="0905123456",
    )  # fmt: skip
    return person


def test_a_known_person_who_is_no_donor_yet_becomes_one(world):
    person = known_person(world)
    found = take(world, intake(world))
    assert outcomes(world, found)["new"] == 2
    one = donors(world).get(person=person)
    assert (one.group, str(one.last_gift_on)) == (6, "2022-09-02")
    consent = Consent.objects.visible_to(world.system).get(person=person)
    assert (consent.purpose, consent.given_in_id) == (ASK.code, found.taken_in_id)
    assert Person.objects.visible_to(world.system).count() == 2
    assert Line.objects.get(measure__code="blood.donors_taken_in").lo == 2


def test_a_known_person_who_once_took_the_consent_back_does_not(world):
    person = known_person(world)
    give_consent(
        actor=world.officer, at=world.at, person=person, purpose=ASK.code, means=Consent.Means.FORM
    )
    withdraw_consent(actor=world.officer, at=world.at, person=person, purpose=ASK.code)
    assert outcomes(world, take(world, intake(world))) == {"new": 1, "known": 1, "faulty": 1}
    assert not donors(world).filter(person=person).exists()


def test_nor_does_one_who_took_it_back_under_another_name(world):
    person, other = known_person(world), donor(world).person
    withdraw_consent(actor=world.officer, at=world.at, person=other, purpose=ASK.code)
    merge(actor=world.officer, at=world.at, kept=person, gone=other)
    assert outcomes(world, take(world, intake(world))) == {"new": 1, "known": 1, "faulty": 1}
    assert not donors(world).filter(person=person).exists()
    assert not Consent.objects.visible_to(world.system).filter(person=person).exists()


def test_another_group_for_a_known_donor_is_a_fault_in_words(world):
    take(world, intake(world))
    text = LIST.replace("B+,1994,02/09/22", "O+,1994,01/10/2026")
    again = take(world, intake(world, text))
    assert outcomes(world, again) == {"known": 1, "faulty": 2}
    rows = IntakeRow.objects.visible_to(world.officer).filter(intake=again, outcome="faulty")
    row = rows.order_by("number")[0]
    assert row.reasons == ["Sổ ghi người này nhóm B+, danh sách ghi O+. Xem lại thẻ."]
    assert "Phan Thị Diễm My" in row.cells and row.read is None
    my = donors(world)[0]
    assert (my.group, str(my.last_gift_on)) == (6, "2022-09-02")


@pytest.mark.parametrize(("means", "source"), [("", CARD), (FORM, ""), ("x", CARD)])
def test_how_they_agreed_and_where_the_groups_come_from_must_be_said(world, means, source):
    with pytest.raises(NotAList):
        take(world, intake(world), means=means, source=source)
    assert donors(world).count() == 0


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        take(world, intake(world), actor=world.elsewhere)


def test_six_thousand_rows_in_two_chunks_under_one_entry(world):
    rows = "\n".join(
        f"{n},Người Số {chr(65 + n % 26)}{chr(97 + n // 26 % 26)},09{n:08},B+,1990,02/09/22,"
        f"tiểu cầu,{'Hòa Cường' if n % 2 else 'p. thanh khe'}"
        for n in range(5_000_000, 5_006_000)
    )
    head = "STT,Họ và tên,SĐT,Nhóm máu,Năm sinh,Lần hiến gần nhất,Loại hiến,Phường/Xã\n"
    found = intake(world, head + rows)
    found = take(world, found)
    assert donors(world).count() == 5_000
    assert take_in_rest(found, actor=world.officer, at=world.at) == 1_000
    assert donors(world).count() == 6_000
    assert Line.objects.filter(entry=found.taken_in).count() == 6_002
    assert take_in_rest(found, actor=world.officer, at=world.at) == 0


def test_weight_source_and_opening_counts_of_each_row(world):
    """Seed S2, fact 16: "trên 8 lần" stays so."""
    text = (
        "Họ tên,SĐT,Nhóm máu,Cân nặng,Nhóm máu theo,Lần hiến gần nhất,Loại hiến,Số lần hiến máu,"
        "Số lần hiến tiểu cầu\n"
        "Ngô Văn Hậu,0905123451,B+,45,xét nghiệm,02/09/22,Tiểu cầu,trên 8,2\n"
        "Lê Đình Khoa,0905123452,O+,,,,,15,\n"
    )
    take(world, intake(world, text))
    hau, khoa = donors(world)
    assert (hau.weight, hau.source, str(hau.last_gift_on)) == ("45", "lab", "2022-09-02")
    assert (khoa.weight, khoa.source) == (None, "card")
    assert hau.next_platelets_on == NEVER
    lines = Line.objects.exclude(measure__code="blood.donors_taken_in").order_by("pk")
    said = [(row.subject_id, row.measure.code, row.lo, row.hi, row.word) for row in lines]
    assert said == [
        (hau.actor_id, "blood.whole_blood_gifts", 8, None, "trên"),
        (hau.actor_id, "blood.platelet_gifts", 2, 2, ""),
        (khoa.actor_id, "blood.whole_blood_gifts", 15, 15, ""),
    ]
    assert not Gift.objects.visible_to(world.system).exists()


def test_of_somebody_known_the_count_is_not_repeated_and_a_new_gift_is_one(world):
    head = "Họ tên,SĐT,Nhóm máu,Lần hiến gần nhất,Loại hiến,Số lần hiến máu\n"
    take(world, intake(world, head + "Ngô Văn Hậu,0905123451,B+,02/09/22,máu,trên 8\n"))
    take(world, intake(world, head + "Ngô Văn Hậu,0905123451,B+,01/03/2026,máu,trên 9\n"))
    lines = Line.objects.filter(measure__code="blood.whole_blood_gifts").order_by("pk")
    assert [(row.lo, row.hi) for row in lines] == [(8, None), (1, 1)]
    assert Gift.objects.visible_to(world.system).count() == 1

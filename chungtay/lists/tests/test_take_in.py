"""The good rows of a list become persons, once; whom they meet, and who decides in doubt."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from chungtay.channels.models import Delivery
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Line, Message
from chungtay.lists.actions import AlreadyDecided, NothingToTakeIn, take_in, taking
from chungtay.lists.actions.measures import RESIDENTS
from chungtay.lists.models import IntakeFile, IntakeRow
from chungtay.lists.tasks import KEPT, finish_residents, forget_old_cells, read_list
from chungtay.lists.tests import messy
from chungtay.lists.tests.examples import (
    HEAD,
    LIST,
    brought,
    groups,
    intakes,
    mapping,
    outcomes,
    read,
    rows,
    taken,
)
from chungtay.people.actions import add_contact, correct, register
from chungtay.people.models import Consent, ContactPoint, Household, Person


def persons(world):
    return Person.objects.visible_to(world.system).order_by("pk")


def home_of(person):
    return Household.objects.unscoped(why="tests look at everything").get(pk=person.household_id)


def one(name="Mai Xuân Lộc", year="1980", phone="", group="31", house="1 Duy Tân"):
    return f"{HEAD}\n1,{name},{year},{phone},{group},{house},,\n"


def somebody(world, name="Mai Xuân Lộc", year=1980, phone="", group=0):
    place = groups(world)[group] if group is not None else world.ward
    person = register(actor=world.system, at=world.at, place=place, name=name, birth_year=year)
    if phone:
        add_contact(
            actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.PHONE,
            value=phone,
        )  # fmt: skip
    return person


def test_good_rows_become_persons_in_their_groups_and_households(world):
    intake = taken(world)
    my, phuc, han, thao = persons(world)
    assert (my.name, my.birth_year, my.place.full_name) == ("Phan Thị Diễm My", 1994, "Tổ 31")
    assert my.household_id == phuc.household_id == han.household_id != thao.household_id
    home = home_of(my)
    assert (home.address, home.head_id) == ("12 Núi Thành", my.pk)
    assert outcomes(intake) == ["new", "new", "new", "faulty", "new"] and intake.state == "done"
    lines = Line.objects.filter(entry=intake.taken_in, measure_id=RESIDENTS.id)
    assert sorted((line.place.full_name, line.lo) for line in lines) == [("Tổ 31", 3), ("Tổ 32", 1)]


def test_settled_rows_keep_no_copy_and_the_file_goes(world):
    intake = taken(world)
    assert [bool(row.cells) for row in rows(intake)] == [False, False, False, True, False]
    assert not any(row.read for row in rows(intake))
    assert not IntakeFile.objects.visible_to(world.system).exists()


def test_a_list_is_no_consent_and_nobody_is_written_to(world):
    taken(world)
    assert not Consent.objects.visible_to(world.system).exists()
    assert not Message.objects.exists() and not Delivery.objects.visible_to(world.system).exists()


def test_the_same_list_again_changes_nothing(world):
    taken(world)
    again = taken(world, LIST.replace("Danh sách nhân khẩu", "Danh sách mới nhất"))
    assert outcomes(again) == ["known", "known", "known", "faulty", "known"]
    assert persons(world).count() == 4


def test_a_corrected_list_brings_only_what_was_faulty(world):
    taken(world)
    right = LIST.replace("31/02/1988", "28/02/1988").replace(",12,Tổ 32", ",0905123458,Tổ 32")
    assert outcomes(taken(world, right)) == ["known", "known", "known", "new", "known"]
    assert persons(world).count() == 5


def test_the_sheet_of_faults_joins_the_household_it_came_from(world):
    text = LIST.replace("7 Duy Tân,2,Chủ hộ", "12 Núi Thành,1,Anh").replace("Tổ 32,12", "Tổ 31,12")
    taken(world, text)
    fixed = f"{HEAD},Lý do\n4,Đỗ Minh Khang,1988,,Tổ 31,12 Núi Thành,1,Anh,sai ngày\n"
    taken(world, fixed, "can-sua-1.csv")
    khang = persons(world).get(name="Đỗ Minh Khang")
    assert khang.household_id == persons(world).first().household_id


def test_a_corrected_name_is_still_the_same_row(world):
    taken(world, one())
    correct(
        actor=world.officer, at=world.at, person=persons(world).get(), name="Mai Xuân Lợi",
        birth_year=1980, language=Person.Language.VIETNAMESE,
    )  # fmt: skip
    assert outcomes(taken(world, one() + "\n")) == ["known"]


@pytest.mark.parametrize(
    ("there", "listed", "outcome"),
    [
        ({"phone": "0905123456"}, {"phone": "905123456"}, "known"),
        ({"phone": "0905123456", "name": "MAI XUÂN LỘC"}, {"phone": "905123456"}, "known"),
        ({"phone": "0905123456", "year": None}, {"phone": "905123456"}, "updated"),
        ({"phone": "0905123456", "group": None}, {"phone": "905123456"}, "updated"),
        ({"phone": "0905123456", "year": 1981}, {"phone": "905123456"}, "doubtful"),
        ({"phone": "0905123456", "group": 1}, {"phone": "905123456"}, "doubtful"),
        ({}, {}, "doubtful"), ({}, {"name": "Mai Xuan Loc"}, "doubtful"),
        ({"year": None}, {"year": ""}, "doubtful"), ({"group": None}, {}, "doubtful"),
        ({"name": "Mai Xuân Lóc"}, {}, "new"), ({"year": 1981}, {}, "new"),
        ({"group": 1}, {}, "new"), ({"phone": "0905123456", "name": "Mai Xuân"}, {}, "new"),
        ({"phone": "0905123456", "name": "Mai Xuân Lóc"}, {"phone": "905123456"}, "new"),
    ],
)  # fmt: skip
def test_whom_a_row_meets(world, there, listed, outcome):
    somebody(world, **there)
    intake = read(world, one(**{"house": ""} | listed))
    (row,) = rows(intake)
    assert row.foreseen == outcome
    take_in(actor=world.officer, at=world.at, intake=intake)
    assert outcomes(intake) == [outcome]
    assert persons(world).count() == (2 if outcome == "new" else 1)


def test_a_known_person_gets_what_was_missing_and_nothing_else(world):
    there = somebody(world, year=None, phone="0905123456", group=None)
    taken(world, one(phone="0905123456"))
    there.refresh_from_db()
    assert (there.birth_year, there.place.full_name) == (1980, "Tổ 31")
    home = home_of(there)
    assert home.address == "1 Duy Tân" and home.place_id == there.place_id
    point = ContactPoint.objects.visible_to(world.system).get()
    assert point.place_id == there.place_id


def test_nobody_of_another_ward_is_met(world):
    other = register(
        actor=world.system, at=world.at, place=world.other_ward, name="Mai Xuân Lộc",
        birth_year=1980,
    )  # fmt: skip
    add_contact(actor=world.system, at=world.at, person=other, kind="phone", value="0905123456")
    assert outcomes(taken(world, one(phone="0905123456"))) == ["new"]
    other.refresh_from_db()
    assert other.place_id == world.other_ward.pk


def test_a_doubtful_row_is_new_only_if_somebody_says_so(world):
    somebody(world)
    intake = taken(world, one())
    (row,) = rows(intake)
    assert row.outcome == "doubtful" and row.read and persons(world).count() == 1
    take_in(actor=world.officer, at=world.at, intake=intake, as_new=[row.pk])
    assert outcomes(intake) == ["new"] and persons(world).count() == 2
    with pytest.raises(AlreadyDecided):
        take_in(actor=world.officer, at=world.at, intake=intake, as_new=[row.pk])


def test_a_doubtful_row_may_be_the_same_person(world):
    there = somebody(world)
    intake = taken(world, one(phone="0905123456"))
    take_in(actor=world.officer, at=world.at, intake=intake, as_known=[rows(intake)[0].pk])
    there.refresh_from_db()
    assert outcomes(intake) == ["updated"] and persons(world).get() == there
    assert there.contact_points.unscoped(why="test").get().value == "+84905123456"


def test_rows_of_another_list_are_not_decided_with_it(world):
    somebody(world)
    other, intake = taken(world, one()), taken(world, LIST)
    with pytest.raises(AlreadyDecided):
        take_in(actor=world.officer, at=world.at, intake=intake, as_new=[rows(other)[0].pk])
    assert outcomes(other) == ["doubtful"]


def test_twice_is_once(world):
    intake = taken(world)
    with pytest.raises(AlreadyDecided):
        take_in(actor=world.officer, at=world.at, intake=intake)
    assert persons(world).count() == 4


def test_a_list_without_good_rows_is_not_taken_in(world):
    with pytest.raises(NothingToTakeIn):
        take_in(actor=world.officer, at=world.at, intake=brought(world))
    with pytest.raises(NothingToTakeIn):
        take_in(actor=world.officer, at=world.at, intake=read(world, one(year="sai")))


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        take_in(actor=world.elsewhere, at=world.at, intake=read(world))


def test_a_cut_off_worker_begins_again_where_it_stopped(world, monkeypatch):
    monkeypatch.setattr(taking, "CHUNK", 7)
    groups(world)
    made = messy.ward(30, ["Tổ 31", "Tổ 32"], faults=2)
    intake = read(world, messy.workbook(made), "phuong.xlsx")
    take_in(actor=world.officer, at=world.at, intake=intake)
    assert persons(world).count() == 7 and intakes().get().state == "working"
    settle, calls = taking.settle, []

    def cut_off(found):
        calls.append(len(found))
        if len(calls) == 2:
            raise KeyboardInterrupt
        settle(found)

    monkeypatch.setattr(taking, "settle", cut_off)
    with pytest.raises(KeyboardInterrupt):
        finish_residents.func(intake.pk)
    assert persons(world).count() == 14
    finish_residents.func(intake.pk)
    finish_residents.func(intake.pk)
    assert persons(world).count() == 30 and intakes().get().state == "done"
    assert sum(line.lo for line in Line.objects.filter(measure_id=RESIDENTS.id)) == 30
    assert Entry.objects.filter(verb="lists.take_in").count() == 1
    homes = {one.household for ones in made.groups.values() for one in ones if not one.wrong}
    assert Household.objects.visible_to(world.system).count() == len(homes)


def test_a_long_list_is_read_by_a_job(world):
    from chungtay.lists.actions import map_columns

    intake = brought(world)
    map_columns(actor=world.officer, at=world.at, **mapping(intake))
    read_list.func(intake.pk)
    read_list.func(intake.pk)
    assert len(rows(intake)) == 5


def test_cells_are_emptied_after_thirty_days(world, monkeypatch):
    somebody(world)
    intake, doubt, left = taken(world), taken(world, one()), brought(world, one() + "\n")
    monkeypatch.setattr("chungtay.kit.clock.now", lambda: world.at + KEPT - timedelta(hours=1))
    forget_old_cells()
    assert rows(intake)[3].cells and intakes().count() == 3
    monkeypatch.setattr("chungtay.kit.clock.now", lambda: world.at + KEPT + timedelta(hours=1))
    forget_old_cells()
    table = IntakeRow.objects.visible_to(world.system)
    assert not table.exclude(cells=[]).exists() and not table.filter(read__isnull=False).exists()
    assert not intakes().filter(pk=left.pk).exists()
    assert {intakes().get(pk=i.pk).cleared_at is None for i in (intake, doubt)} == {False}


def test_two_officers_at_once_take_it_in_once(own_database):
    from datetime import UTC, datetime

    import conftest

    world = conftest.World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    intake, officer = read(world), world.officer
    both, said = threading.Barrier(2), []

    def press():
        both.wait()
        try:
            take_in(actor=officer, at=world.at, intake=intake)
            said.append("taken")
        except AlreadyDecided:
            said.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["refused", "taken"] and persons(world).count() == 4

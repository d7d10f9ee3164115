"""A restored backup brings erased persons back; they are erased again, and nobody else."""

import os
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connections, transaction

from chungtay.journal.models import Actor
from chungtay.people.models import Person
from chungtay.rights import outside
from chungtay.rights.actions import NotErasable
from chungtay.rights.actions import replay as replay_one
from chungtay.rights.models import ErasedActor
from chungtay.rights.replay import replay
from chungtay.rights.tests.examples import erased, somebody
from chungtay.rights.tests.traces import NAME, everywhere, request_to_delete
from conftest import World, _use


def names():
    rows = Person.objects.unscoped(why="the tests look at everything").order_by("pk")
    return list(rows.values_list("name", flat=True))


def gone(world, person):
    with transaction.atomic():
        erased(world, request_to_delete(world, person))


@pytest.fixture
def town(own_database):
    return World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))


def backup_of(databases):
    """An older copy of the database this test uses, as a backup is one."""
    name = connections["default"].settings_dict["NAME"]
    connections["default"].close()
    copy = f"{name}_copy"
    databases.admin(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
    databases.admin(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    return copy


def test_back_up_erase_restore_replay_gone(town, own_database, databases, data_folder):
    person = everywhere(town)
    other = somebody(town, "Trần Gia Bảo", "+84905777777", "388613280878808645/9")
    copy = backup_of(databases)
    try:
        gone(town, person)
        assert NAME not in names() and outside.file().exists()
        connections["default"].close()
        _use(databases.url(copy))
        assert NAME in names(), "the backup brings them back"
        assert replay(outside.file()).done == 1
        assert NAME not in names()
        other.refresh_from_db()
        assert other.name == "Trần Gia Bảo"
        assert replay(outside.file()).done == 0
        with psycopg.connect(databases.url(copy)) as connection:
            for table in ("people_contactpoint", "intake_inbound", "lists_intakerow"):
                said = connection.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
                assert "905123456" not in str(said.fetchone()[0]).replace(" ", "")
    finally:
        connections["default"].close()
        _use(own_database)
        databases.drop(copy)


def test_the_file_holds_actors_and_digests_and_no_name(town, data_folder):
    person = everywhere(town)
    gone(town, person)
    text = outside.file().read_text(encoding="ascii")
    [line] = outside.read(outside.file())
    actor = Actor.objects.get(pk=person.actor_id)
    assert line == outside.Line(actor.pk, outside.digest(actor))
    assert NAME not in text and len(text.splitlines()) == 1 and text.count("\t") == 2


def test_what_a_crash_kept_from_the_file_is_written_next_time(town, data_folder):
    gone(town, everywhere(town))
    outside.file().unlink()
    assert outside.publish() == 1
    assert outside.publish() == 0
    assert len(outside.read(outside.file())) == 1


def test_somebody_new_who_got_the_same_number_is_not_taken_for_them(town, data_folder):
    person = everywhere(town)
    path = data_folder / "erasures.txt"
    path.write_text(f"2026-11-20T00:00:00+00:00\t{person.actor_id}\t{'0' * 64}\n")
    assert replay(path).done == 0
    assert NAME in names()


def test_a_list_of_nobody_does_nothing(world, data_folder):
    assert replay(data_folder / "erasures.txt").done == 0
    (data_folder / "erasures.txt").write_text(f"x\t{10**12}\t{'0' * 64}\n")
    assert replay().done == 0


def test_whoever_is_erased_is_not_erased_twice(world):
    person = everywhere(world)
    erased(world, request_to_delete(world, person))
    with pytest.raises(NotErasable):
        replay_one(actor=world.system, at=world.at, person=person)
    assert ErasedActor.objects.unscoped(why="of this test").count() == 1


def test_the_request_a_backup_brought_back_is_ended_too(world):
    person = everywhere(world)
    request = request_to_delete(world, person)
    erasure = replay_one(actor=world.system, at=world.at, person=person)
    assert erasure.request_id == request.pk
    assert os.path.exists(outside.file().parent)


def test_one_who_cannot_be_proved_gone_keeps_nobody_else(world, data_folder, monkeypatch):
    from chungtay.rights import registry

    stuck = somebody(world)
    other = somebody(world, "Trần Gia Bảo", "+84905777777", "388613280878808645/9")
    never = registry.Holding(
        "test", "sổ tay", lambda who: int(stuck.pk in who.person_ids), lambda who, at: 0
    )
    monkeypatch.setitem(registry.holdings, "test", never)
    lines = [f"x\t{a.pk}\t{outside.digest(a)}\n" for a in (stuck.actor, other.actor)]
    outside.file().write_text("".join(lines))
    found = replay()
    assert found.done == 1 and list(found.left) == [stuck.pk] and "sổ tay" in found.left[stuck.pk]
    assert names().count(NAME) == 1 and "Trần Gia Bảo" not in names()
    erased = ErasedActor.objects.unscoped(why="of this test").values_list("actor", flat=True)
    assert set(erased) == {other.actor_id}
    monkeypatch.delitem(registry.holdings, "test")
    assert replay().done == 1 and NAME not in names()


def test_a_torn_line_is_passed_over_and_said(world, data_folder):
    person = somebody(world)
    whole = f"x\t{person.actor_id}\t{outside.digest(person.actor)}\n"
    outside.file().write_bytes(b"2026-11-2\nx\t12\n\xff\xfe\tx\n" + whole.encode() + b"2026\t7")
    found = replay()
    assert (found.done, found.torn) == (1, 4)


def test_a_line_after_an_open_one_begins_anew(world, data_folder):
    outside.file().write_text("2026-11-20T00:00")
    erased(world, request_to_delete(world, everywhere(world)))
    assert outside.publish() == 1
    assert len(outside.read(outside.file())) == 1 and outside.torn(outside.file()) == 1

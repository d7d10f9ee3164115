"""Somebody is erased: nothing of them is left anywhere, the books stand, and it is proved."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection

from chungtay.blood.models import Call
from chungtay.channels.models import Delivery
from chungtay.donors.actions.measures import DONORS
from chungtay.donors.models import Donor
from chungtay.intake.models import Inbound
from chungtay.journal import measures, verify
from chungtay.journal.act import NotAllowed
from chungtay.journal.figures import figure
from chungtay.journal.models import Actor, Entry, Line, Message
from chungtay.journal.selection import Selection, cover
from chungtay.kit.quantities import exact
from chungtay.lists.models import IntakeRow
from chungtay.people.models import Consent, ContactPoint, Household, Person
from chungtay.rights.actions import AlreadyDone, SomethingLeft, carry_out
from chungtay.rights.models import Ending, Erasure, Proof, Request
from chungtay.rights.tests.examples import PHONE, USER, asked, chief, erased, ordered, somebody
from chungtay.rights.tests.traces import NAME, everywhere, request_to_delete


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def do(world, person, actor=None):
    return erased(world, request_to_delete(world, person), actor)


def dump():
    """Every text of the database as one, by hand and not by the code under test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'places_%'"
        )
        said = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            said += [f"{table}: {row[0]}" for row in cursor.fetchall()]
    return said


def readable(said):
    """With the bytes of `bytea` columns as the text they are."""
    import re

    def decoded(match):
        return bytes.fromhex(match.group(1)).decode("utf-8", "replace")

    return [re.sub(r"\\\\x([0-9a-f]+)", decoded, text) for text in said]


def test_nothing_of_them_is_left_in_any_column_of_any_table(world):
    person = everywhere(world)
    before = [t for t in readable(dump()) if "905123456" in t.replace(" ", "") or USER in t]
    assert len(before) >= 5
    do(world, person)
    for text in readable(dump()):
        flat = text.replace(" ", "").replace(".", "")
        assert "905123456" not in flat and USER not in text, text[:200]
        assert NAME not in text and "phan thi diem my" not in text.lower(), text[:200]
        assert "Trần Cao Vân" not in text, text[:200]


def test_the_rows_stay_and_say_nothing(world):
    person = everywhere(world)
    do(world, person)
    person.refresh_from_db()
    assert (person.name, person.birth_year) == ("", None)
    assert (person.folded, person.accented, person.sort_key) == ("", "", "")
    assert Actor.objects.filter(pk=person.actor_id).exists()
    points = rows(ContactPoint).filter(person=person)
    assert points.count() == 2 and not points.exclude(value="").exists()
    assert not points.filter(ended_in=None).exists()
    home = rows(Household).get()
    assert (home.address, home.head_id) == ("—", None) and home.ended_in_id
    donor = rows(Donor).get(person=person)
    assert donor.group is None and donor.ended_in_id and donor.loc == (0.0, 0.0)


def test_consents_keep_their_purpose_and_dates(world):
    person = everywhere(world)
    do(world, person)
    [consent] = rows(Consent).filter(person=person)
    assert (consent.purpose, consent.given_at) == ("blood.ask", world.at)
    assert consent.withdrawn_at == world.at


def donors_of(world):
    asked = Selection(
        measure=DONORS.id, since=date(2026, 11, 1), until=date(2026, 12, 1),
        places=cover(world.ward.pk),
    )  # fmt: skip
    return figure(asked).quantity


def test_the_books_stand_and_figures_do_not_change(world):
    measures.load()
    person = everywhere(world)
    lines = list(Line.objects.order_by("pk").values_list("pk", "subject", "lo", "hi"))
    entries = Entry.objects.count()
    assert donors_of(world) == exact(1)
    do(world, person)
    assert donors_of(world) == exact(1), "she was taken in, and that stays true"
    assert list(Line.objects.order_by("pk").values_list("pk", "subject", "lo", "hi")) == lines
    assert Entry.objects.count() > entries
    assert verify.verify() == []


def test_what_they_wrote_and_what_was_sent_goes(world):
    person = everywhere(world)
    do(world, person)
    assert {bytes(row.body) for row in rows(Inbound)} == {b'{"timestamp": "0"}'}
    assert set(rows(Inbound).values_list("user_id", "outcome")) == {("", "stored")}
    assert set(Message.objects.filter(recipient=person.actor_id).values_list("text")) == {("—",)}
    assert set(rows(Delivery).values_list("state", "code", "external_id")) == {
        ("sent", "", ""),
        ("failed", "no_contact", ""),
    }


def test_rows_of_lists_lose_what_they_said(world):
    do(world, everywhere(world))
    for row in rows(IntakeRow):
        assert (row.cells, row.read, row.before, row.mark) == ([], None, None, "")


def test_the_proof_counts_and_quotes_nothing(world):
    erasure = do(world, everywhere(world))
    found = {p.spot: (p.found, p.left) for p in rows(Proof).filter(erasure=erasure)}
    assert found["people.contact_points"] == (2, 0)
    assert found["intake.inbound"] == (2, 0)
    assert found["lists.rows"] == (2, 0)
    assert found["jobs"] == (1, 0)
    assert found["blood.donors"] == (1, 0)
    assert erasure.tables > 40 and erasure.columns > 100
    assert not any(left for _found, left in found.values())


def test_it_ends_the_request_and_any_other_they_made(world):
    person = everywhere(world)
    other = asked(world, "view", person)
    erasure = do(world, person)
    assert rows(Ending).get(request=erasure.request_id).how == "done"
    assert rows(Ending).get(request=other).ground == "not_held"
    assert not rows(Request).exclude(wish="").exists()


def test_somebody_of_the_same_name_is_left_alone(world):
    person = everywhere(world)
    other = somebody(world, NAME, "+84905999999", "388613280878808645/9999")
    do(world, person)
    other.refresh_from_db()
    assert other.name == NAME
    assert rows(ContactPoint).filter(person=other, value="+84905999999").exists()


def test_a_telephone_that_others_have_too_stays_theirs_and_is_shown(world):
    child = somebody(world, "Trần Gia Bảo", PHONE, "")
    person = everywhere(world)
    erasure = do(world, person)
    assert rows(ContactPoint).filter(person=child, value=PHONE).exists()
    kept = rows(Proof).filter(erasure=erasure, reason="shared", spot="people_contactpoint").get()
    assert (kept.found, kept.left) == (2, 1)


def test_a_mention_in_a_note_of_others_is_taken_out(world):
    from chungtay.blood.tests.examples import call as made

    call = made(world)
    rows(Call).filter(pk=call.pk).update(note="Gọi chị My 0905-123-456 nếu thiếu người")
    do(world, everywhere(world))
    assert rows(Call).get(pk=call.pk).note == "Gọi chị My ••• nếu thiếu người"


def test_merged_rows_are_erased_together(world):
    from chungtay.people.actions import merge

    kept = everywhere(world)
    gone = somebody(world, "Phan Diễm My", "+84905777777", "388613280878808645/777")
    merge(actor=world.system, at=world.at - timedelta(days=31), kept=kept, gone=gone)
    erasure = do(world, gone)
    assert not rows(Person).filter(pk__in=[kept.pk, gone.pk]).exclude(name="").exists()
    assert erasure.actors.unscoped(why="of this test").count() == 2


def test_log_files_are_searched_and_masked(world, data_folder):
    log = data_folder / "web.log"
    log.write_text("GET /?q=0905123456\nuser 2512523625412515 ok\nnothing 90512345678\n")
    erasure = do(world, everywhere(world))
    assert log.read_text() == (
        "GET /?q=**********\nuser **************** ok\nnothing 90512345678\n"
    )
    proof_row = rows(Proof).get(erasure=erasure, kind="log")
    assert (proof_row.spot, proof_row.found, proof_row.left) == ("web.log", 2, 0)


def test_what_no_floor_declared_makes_it_fail_and_nothing_is_half_done(world, monkeypatch):
    from chungtay.rights import registry
    from chungtay.traces import mentions

    person = everywhere(world)
    monkeypatch.setattr(mentions, "mask", lambda sought, tables: 0)

    monkeypatch.delitem(registry.holdings, "intake.inbound")
    with pytest.raises(SomethingLeft) as refused:
        do(world, person)
    assert "tin nhắn Zalo" in str(refused.value) and "intake_" not in str(refused.value)
    person.refresh_from_db()
    assert person.name == NAME
    assert not rows(Erasure).exists()


def test_escaped_json_bytes_are_read(world):
    person = everywhere(world)
    rows(Inbound).filter(user_id=USER).update(user_id="someone")
    body = json.dumps({"timestamp": "1", "a": f"{NAME} 0905 123 456"}).encode()
    rows(Inbound).update(body=body)
    do(world, person)
    assert b"905" not in bytes(rows(Inbound).first().body)


def test_no_officer_carries_an_order_out(world):
    order = ordered(world)
    for who in (chief(world), world.elsewhere, world.stranger):
        with pytest.raises(NotAllowed):
            carry_out(actor=who, at=world.at, order=order)


def test_what_is_carried_out_is_not_carried_out_again(world):
    order = ordered(world)
    carry_out(actor=world.system, at=world.at, order=order)
    with pytest.raises(AlreadyDone):
        carry_out(actor=world.system, at=world.at, order=order)
    assert rows(Erasure).count() == 1

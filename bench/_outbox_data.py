"""A province with channels, and people who can be reached in every way there is, or in none."""

import random
from collections.abc import Iterator
from typing import Any

import psycopg

PURPOSE = "blood.ask"
PROVINCE_OA, WARDS_WITH_OA = "1000", 20


def build(owner: psycopg.Connection, persons: int) -> int:
    """Fill the register; gives the commune in whose name is spoken. About a third of the people
    has spoken to an account within seven days, a few refused, some are entered twice, one in
    thirty has not agreed, one in fifty wants nothing from anybody."""
    communes = [row[0] for row in owner.execute(
        "SELECT id FROM places_place WHERE kind = 'commune' AND valid_to IS NULL AND province_id ="
        " (SELECT id FROM places_place WHERE kind = 'province' AND valid_to IS NULL"
        "  AND name LIKE '%Đà Nẵng') ORDER BY id"
    )]  # fmt: skip
    channels = _channels(owner, communes)
    first = _one(owner, "SELECT coalesce(max(id), 0) + 1 FROM journal_actor")
    owner.execute(
        "INSERT INTO journal_actor (kind, code) SELECT 'person', '' FROM generate_series(1, %s)",
        [persons],
    )
    entry = _entry(owner, first, communes[0])
    with owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        _people(owner, persons, communes, first, entry)
        _contacts(owner, channels, entry)
    owner.execute("VACUUM (ANALYZE)")
    return communes[0]


def _one(owner: psycopg.Connection, sql: str, *values: Any) -> Any:
    row = owner.execute(sql, values or None).fetchone()
    assert row is not None
    return row[0]


def _entry(owner: psycopg.Connection, actor: int, place: int) -> int:
    return int(_one(
        owner,
        "INSERT INTO journal_entry (verb, actor_id, at, place_id, subject, key, sealed)"
        " VALUES ('people.register', %s, now(), %s, '', '', false) RETURNING id", actor, place,
    ))  # fmt: skip


def _channels(owner: psycopg.Connection, communes: list[int]) -> list[tuple[int, str, int]]:
    """By the verbs: the province's account, twenty wards', text messages and a mailbox."""
    from chungtay.channels import actions
    from chungtay.channels.tests.examples import SECRETS
    from chungtay.journal.system import System
    from chungtay.kit import clock
    from chungtay.places.models import Place

    at, system = clock.now(), System("bench")
    ward = Place.objects.get(pk=communes[0])
    assert ward.province is not None
    places = [ward.province, *Place.objects.filter(pk__in=communes[:WARDS_WITH_OA])]
    made = []
    for number, place in enumerate(places):
        oa_id = str(int(PROVINCE_OA) + number)
        channel = actions.connect(
            actor=system, at=at, place=place, name=str(place), oa_id=oa_id, **SECRETS
        )
        made.append((channel.pk, oa_id, place.pk))
    actions.connect_sms(
        actor=system, at=at, place=ward.province, name="CHUNGTAY", brandname="CHUNGTAY",
        api_key="khoa-sms", secret_key="bi-mat-sms",
    )  # fmt: skip
    actions.connect_mail(
        actor=system, at=at, place=ward.province, name="Thư", address="thu@example.vn",
        server="smtp://127.0.0.1:1", login="thu", password="bi-mat",
    )  # fmt: skip
    return made


def _people(
    owner: psycopg.Connection, persons: int, communes: list[int], first: int, entry: int
) -> None:
    with owner.cursor().copy(
        "COPY people_person (place_id, actor_id, name, folded, accented, sort_key, language,"
        " registered_in_id) FROM STDIN"
    ) as copy:
        for row in _rows(persons, communes, first, entry):
            copy.write_row(row)
    owner.execute(
        "UPDATE people_person p SET merged_into_id = q.id FROM people_person q"
        " WHERE q.actor_id = p.actor_id - 1 AND p.actor_id % 50 = 1"
    )
    owner.execute(
        "INSERT INTO people_consent (place_id, person_id, actor_id, purpose, version, means,"
        " said_by, given_at, given_in_id) SELECT place_id, id, actor_id, %s, '1', 'form', 'self',"
        " now() - interval '90 days', registered_in_id FROM people_person"
        " WHERE actor_id %% 30 <> 7",
        [PURPOSE],
    )
    owner.execute(
        "INSERT INTO people_donotcontact (place_id, person_id, actor_id, since, entry_id)"
        " SELECT place_id, id, actor_id, now(), registered_in_id FROM people_person"
        " WHERE actor_id % 50 = 13"
    )


def _rows(
    persons: int, communes: list[int], first: int, entry: int
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    rng = random.Random(1)
    for number in range(persons):
        place = rng.choice(communes)
        yield (place, first + number, "Phan Thị Diễm My", "phan thi diem my", "phan thị diễm my",
               "phan thi diem my", "vi", entry)  # fmt: skip


def _contacts(owner: psycopg.Connection, channels: list[tuple[int, str, int]], entry: int) -> None:
    """Nine of ten a telephone, seven of ten a Zalo, one of eight an e-mail."""
    insert = (
        "INSERT INTO people_contactpoint (place_id, person_id, actor_id, kind, value,"
        " verified_how, added_in_id) SELECT place_id, id, actor_id, {kind}, {value}, '',"
        " registered_in_id FROM people_person WHERE {which}"
    )
    number = "'+849' || lpad((actor_id * 7919 % 100000000)::text, 8, '0')"
    owner.execute(insert.format(kind="'phone'", value=number, which="actor_id % 10 <> 3"))
    mail = "'nguoi' || actor_id || '@example.vn'"
    owner.execute(insert.format(kind="'email'", value=mail, which="actor_id % 8 = 5"))
    oa_id = f"({PROVINCE_OA} + CASE WHEN actor_id % 4 = 0 THEN 1 + actor_id % 20 ELSE 0 END)"
    zalo = f"{oa_id} || '/' || (2512523625000000 + actor_id)"
    owner.execute(insert.format(kind="'zalo'", value=zalo, which="actor_id % 10 < 7"))
    owner.execute(
        "INSERT INTO channels_presence (place_id, channel_id, user_id, last_interaction_at,"
        " follows, closed_code, refused_at, refused_code) SELECT ch.place_id, ch.id,"
        " split_part(c.value, '/', 2), now() - (c.actor_id % 20) * interval '1 day',"
        " c.actor_id % 9 <> 0, '', CASE WHEN c.actor_id % 97 = 0 THEN now() END,"
        " CASE WHEN c.actor_id % 97 = 0 THEN '-244' ELSE '' END"
        " FROM people_contactpoint c JOIN channels_channel ch"
        " ON ch.kind = 'zalo_oa' AND ch.oa_id = split_part(c.value, '/', 1)"
        " WHERE c.kind = 'zalo' AND c.actor_id % 5 <> 0"
    )

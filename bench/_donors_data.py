"""A province full of donors, set by set: persons, consents, contacts, donors and what they gave."""

from typing import Any

import psycopg

PROVINCE = "%Hồ Chí Minh"
CENTRE, CITY_KM = (10.777, 106.695), 14.0
"""The city's hospitals, and how far its wards reach."""
RESTING = 0.85
"""The share of the city's donors who were asked within the last seven days."""

_HOMES = """
CREATE TABLE bench_home AS
SELECT row_number() OVER () - 1 AS n, place_id, x, y, city FROM (
    SELECT id AS place_id, (lon - 106) * cos(radians(lat)) * 111.32 AS x, lat * 110.57 AS y,
           sqrt(((lon - {lon}) * cos(radians(lat)) * 111.32) ^ 2 + ((lat - {lat}) * 110.57) ^ 2)
               < {km} AS city
    FROM places_place
    WHERE kind = 'commune' AND valid_to IS NULL AND lat IS NOT NULL AND province_id =
        (SELECT id FROM places_place WHERE kind = 'province' AND valid_to IS NULL
         AND name LIKE '{province}')
) commune, generate_series(1, CASE WHEN city THEN 4 ELSE 1 END);
CREATE UNIQUE INDEX ON bench_home (n);
"""
_CONSENTS = """
INSERT INTO people_consent (place_id, person_id, actor_id, purpose, version, means, said_by,
    given_at, given_in_id)
SELECT place_id, id, actor_id, 'blood.ask', '2026-11', 'form', 'self', now() - interval '90 days',
    {entry}
FROM people_person WHERE id BETWEEN {first} AND {last} AND id % 30 <> 7
"""
_SILENT = """
INSERT INTO people_donotcontact (place_id, person_id, actor_id, since, entry_id)
SELECT place_id, id, actor_id, now(), {entry} FROM people_person
WHERE id BETWEEN {first} AND {last} AND id % 50 = 13
"""
_CONTACTS = """
INSERT INTO people_contactpoint (place_id, person_id, actor_id, kind, value, verified_how,
    added_in_id)
SELECT place_id, id, actor_id, 'zalo', '1000/' || 2512523625000000 + id, '', {entry}
FROM people_person WHERE id BETWEEN {first} AND {last} AND id % 10 <> 3
"""
_DONORS = """
INSERT INTO donors_donor (id, place_id, person_id, actor_id, "group", source, loc,
    next_whole_on, next_platelets_on, next_plasma_on, ask_from, ways, days, hours_from, hours_to,
    last_asked_at, rests, last_gift_on, last_component, askable, registered_in_id)
SELECT id, place_id, id, {actor} + id,
    CASE WHEN chance < {rare} THEN 0 ELSE 4 END +
    CASE WHEN abo < 0.421 THEN 0 WHEN abo < 0.633 THEN 1 WHEN abo < 0.934 THEN 2 ELSE 3 END,
    CASE WHEN id % 3 = 0 THEN 'self' ELSE 'card' END, point(x, y), next_on, next_on, next_on,
    '1900-01-01', 7, 127, 0, 24, asked, asked IS NOT NULL,
    gave, CASE WHEN gave IS NULL THEN NULL ELSE 'whole' END,
    CASE WHEN id % 200 = 1 AND id > {first} OR id % 200 = 0 AND id < {last} THEN 2
         WHEN id % 30 <> 7 AND id % 50 <> 13 AND id % 10 <> 3 THEN 1 ELSE 0 END, {entry}
FROM (
    SELECT *, CASE WHEN gave IS NULL THEN date '1900-01-01' ELSE gave + 84 END AS next_on,
        CASE WHEN city AND random() < {resting} THEN now() - random() * interval '6 days' END
            AS asked
    FROM (
        SELECT s AS id, random() AS chance, random() AS abo,
            (random() * {homes} - 0.5)::int AS home,
            CASE WHEN random() < 0.7 THEN current_date - (20 + random() * 700)::int END AS gave
        FROM generate_series({first}, {last}) s
        OFFSET 0
    ) drawn JOIN bench_home h ON h.n = least(greatest(home, 0), {homes} - 1)
) donor
ORDER BY id
"""
_PERSONS = """
INSERT INTO people_person (id, place_id, actor_id, name, folded, accented, sort_key, birth_year,
    language, registered_in_id, merged_into_id)
SELECT id, place_id, actor_id, 'Phan Thị Diễm My', 'phan thi diem my',
    'phan thị diễm my', 'phan thi diem my', 1966 + id % 40, 'vi', {entry},
    CASE WHEN id % 200 = 1 AND id > {first} THEN id - 1 END
FROM donors_donor WHERE id BETWEEN {first} AND {last}
"""
_GIFTS = """
INSERT INTO donors_gift (place_id, donor_id, component, "on", kind, recorded_in_id)
SELECT place_id, id, 'whole', last_gift_on - 120 * back, 'opening', {entry}
FROM donors_donor, generate_series(0, 1) back
WHERE donors_donor.id BETWEEN {first} AND {last} AND last_gift_on IS NOT NULL
"""
RARE = 0.0007
REGISTER = (_DONORS, _GIFTS)
"""What the bare question reads."""
PEOPLE = (_PERSONS, _CONSENTS, _SILENT, _CONTACTS)
TABLES = ("donors_donor", "donors_gift", "people_person", "people_consent", "people_donotcontact",
          "people_contactpoint")  # fmt: skip


def build(owner: psycopg.Connection, first: int, last: int, *, people: bool = True) -> None:
    """Donors number `first` to `last`: one in thirty has not agreed, one in fifty wants nothing
    from anybody, one in ten has no Zalo, one in two hundred is entered twice. Without triggers, and
    indexes made afterwards; that `askable` is what the triggers would write is checked on some.
    Without `people` only the register itself, which is all that the bare question reads."""
    if not _one(owner, "SELECT to_regclass('bench_home') IS NOT NULL"):
        place = {"lat": CENTRE[0], "lon": CENTRE[1], "km": CITY_KM, "province": PROVINCE}
        owner.execute(_HOMES.format(**place))
        owner.execute("INSERT INTO journal_actor (kind, code) VALUES ('system', 'system:bench')")
    sign, place_id = (
        _one(owner, "SELECT min(id) FROM journal_actor"),
        _one(owner, "SELECT min(place_id) FROM bench_home"),
    )
    entry = _one(
        owner,
        "INSERT INTO journal_entry (verb, actor_id, at, place_id, subject, key, sealed)"
        " VALUES ('people.register', %s, now(), %s, '', '', false) RETURNING id", sign, place_id,
    )  # fmt: skip
    actor = _one(owner, "SELECT max(id) FROM journal_actor") + 1 - first
    known = {"homes": _one(owner, "SELECT count(*) FROM bench_home"), "entry": entry, "rare": RARE,
             "resting": RESTING, "first": first, "last": last, "actor": actor}  # fmt: skip
    with owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        owner.execute("SET LOCAL max_parallel_maintenance_workers = 2")
        indexes = _without_indexes(owner)
        for step in REGISTER:
            owner.execute(step.format(**known))
        if people:
            owner.execute(
                "INSERT INTO journal_actor (id, kind, code) OVERRIDING SYSTEM VALUE"
                f" SELECT {actor} + n, 'person', '' FROM generate_series({first}, {last}) n"
            )
            for step in PEOPLE:
                owner.execute(step.format(**known))
        for index in indexes:
            owner.execute(index)
    for table in ("journal_actor", "people_person", "donors_donor"):
        owner.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
        )
    owner.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")
    owner.execute("CHECKPOINT")  # or the disk is busy with it while calls are made
    if people:
        wrong = "SELECT count(*) FROM donors_donor WHERE id %% 25 < 2 AND id BETWEEN %s AND %s"
        wrong += " AND askable <> donors_askable(actor_id)"
        assert _one(owner, wrong, first, last) == 0


def _without_indexes(owner: psycopg.Connection) -> list[str]:
    """Take those away that no constraint needs; how to make them again."""
    found = owner.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid::regclass::text = ANY(%s) AND NOT EXISTS"
        " (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)", [list(TABLES)],
    ).fetchall()  # fmt: skip
    for name, _made in found:
        owner.execute(f"DROP INDEX {name}")
    return [made for _name, made in found]


def _one(owner: psycopg.Connection, sql: str, *values: Any) -> Any:
    row = owner.execute(sql, values or None).fetchone()
    assert row is not None
    return row[0]

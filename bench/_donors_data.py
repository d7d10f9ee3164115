"""A province full of donors, set by set: persons, consents, contacts, donors and what they gave."""

from typing import Any

import psycopg

PROVINCE = "%Hồ Chí Minh"
CENTRE, CITY_KM = (10.777, 106.695), 14.0
"""The city's hospitals, and how far its wards reach."""
RESTING = 0.85
"""The share of the city's donors who were asked within the last seven days."""
CHUNK = 500_000

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
_PERSONS = """
WITH drawn AS MATERIALIZED (
    SELECT s AS id, (random() * {homes} - 0.5)::int AS home FROM generate_series({first}, {last}) s
)
INSERT INTO people_person (id, place_id, actor_id, name, folded, accented, sort_key, birth_year,
    language, registered_in_id)
SELECT drawn.id, h.place_id, {actor} + drawn.id, 'Phan Thị Diễm My', 'phan thi diem my',
    'phan thị diễm my', 'phan thi diem my', 1966 + drawn.id % 40, 'vi', {entry}
FROM drawn JOIN bench_home h ON h.n = least(greatest(home, 0), {homes} - 1)
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
_TWINS = """
UPDATE people_person p SET merged_into_id = p.id - 1
WHERE id BETWEEN {first} AND {last} AND id % 200 = 1 AND id > {first}
"""
_DONORS = """
INSERT INTO donors_donor (id, place_id, person_id, actor_id, "group", source, loc,
    next_whole_on, next_platelets_on, next_plasma_on, ask_from, ways, days, hours_from, hours_to,
    last_asked_at, last_gift_on, last_component, askable, registered_in_id)
SELECT id, place_id, id, actor_id,
    CASE WHEN chance < {rare} THEN 0 ELSE 4 END +
    CASE WHEN abo < 0.421 THEN 0 WHEN abo < 0.633 THEN 1 WHEN abo < 0.934 THEN 2 ELSE 3 END,
    CASE WHEN id % 3 = 0 THEN 'self' ELSE 'card' END, point(x, y),
    coalesce(gave, '1900-01-01') + CASE WHEN gave IS NULL THEN 0 ELSE 84 END,
    coalesce(gave, '1900-01-01') + CASE WHEN gave IS NULL THEN 0 ELSE 84 END,
    coalesce(gave, '1900-01-01') + CASE WHEN gave IS NULL THEN 0 ELSE 84 END,
    '1900-01-01', 7, 127, 0, 24,
    CASE WHEN city AND random() < {resting} THEN now() - random() * interval '6 days' END,
    gave, CASE WHEN gave IS NULL THEN NULL ELSE 'whole' END, donors_askable(actor_id), {entry}
FROM (
    SELECT p.id, p.place_id, p.actor_id, h.x, h.y, h.city, random() AS chance, random() AS abo,
        CASE WHEN random() < 0.7 THEN current_date - (20 + random() * 700)::int END AS gave
    FROM people_person p JOIN LATERAL (
        SELECT x, y, city FROM bench_home WHERE bench_home.place_id = p.place_id LIMIT 1
    ) h ON true
    WHERE p.id BETWEEN {first} AND {last}
) drawn
"""
_GIFTS = """
INSERT INTO donors_gift (place_id, donor_id, component, "on", kind, recorded_in_id)
SELECT place_id, id, 'whole', last_gift_on - 120 * back, 'opening', {entry}
FROM donors_donor, generate_series(0, 1) back
WHERE donors_donor.id BETWEEN {first} AND {last} AND last_gift_on IS NOT NULL
"""
RARE = 0.0007
NOT_ASKED = """
DROP INDEX person_place_name, person_place_folded, contact_value, contact_place_end,
    donor_place_group;
"""
"""What the question to the index never looks at; without it a hundred times as many are quicker
to write."""
_COUNTED = "ANALYZE people_person, people_consent, people_donotcontact, people_contactpoint"
"""Or whether each may be asked is looked up row by row in tables thought to be empty."""
STEPS = (_PERSONS, _CONSENTS, _SILENT, _CONTACTS, _TWINS, _COUNTED, _DONORS, _GIFTS)


def build(owner: psycopg.Connection, first: int, last: int, *, gifts: bool = True) -> None:
    """Donors number `first` to `last`: one in thirty has not agreed, one in fifty wants nothing
    from anybody, one in ten has no Zalo, one in two hundred is entered twice."""
    if not _one(owner, "SELECT to_regclass('bench_home') IS NOT NULL"):
        place = {"lat": CENTRE[0], "lon": CENTRE[1], "km": CITY_KM, "province": PROVINCE}
        owner.execute(_HOMES.format(**place))
        owner.execute("CREATE INDEX ON bench_home (place_id)")
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
    known = {"homes": _one(owner, "SELECT count(*) FROM bench_home"), "entry": entry,
             "rare": RARE, "resting": RESTING}  # fmt: skip
    for begin in range(first, last + 1, CHUNK):
        end = min(begin + CHUNK - 1, last)
        actor = _one(owner, "SELECT max(id) FROM journal_actor") + 1 - begin
        with owner.transaction():
            owner.execute("SET LOCAL session_replication_role = replica")
            owner.execute(
                "INSERT INTO journal_actor (id, kind, code) OVERRIDING SYSTEM VALUE"
                f" SELECT {actor} + n, 'person', '' FROM generate_series({begin}, {end}) n"
            )
            for step in STEPS[: None if gifts else -1]:
                owner.execute(step.format(first=begin, last=end, actor=actor, **known))
    for table in ("journal_actor", "people_person", "donors_donor"):
        owner.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
        )
    owner.execute("VACUUM (ANALYZE)")


def _one(owner: psycopg.Connection, sql: str, *values: Any) -> Any:
    row = owner.execute(sql, values or None).fetchone()
    assert row is not None
    return row[0]

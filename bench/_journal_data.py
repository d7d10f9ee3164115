"""A book of millions of lines, made by the owner's role in one INSERT … SELECT per table.

Shape: one province with its communes and residential groups, five years, 200 measures of which one
holds a quarter of all rows; a commune does 40 kinds of things; two lines an entry; 5 % written
months after they happened; 5 % known only from below or above; one line in 400 nested in another;
1 % voided. Numbers come from the row number, so that every run makes the same book.
"""

import psycopg

MEASURES, KINDS = 200, 40
SINCE, DAYS = "2021-01-01", 1826

WORLD = """
INSERT INTO journal_actor (kind, code)
SELECT 'account', '' FROM generate_series(1, 500);
INSERT INTO journal_heading (code, kind, title)
SELECT 'bench.' || n, 'programme', 'Chương trình ' || n FROM generate_series(1, 20) n;
INSERT INTO journal_measure (code, name, unit, audience)
SELECT 'bench.m' || n, 'Việc ' || n, 'suất', 'public' FROM generate_series(1, {measures}) n;
INSERT INTO places_place (
    code, kind, type, name, full_name, parent_id, province_id, commune_id, valid_from, from_exact,
    to_exact, folded, sort_key, source, origin, document)
SELECT 'bench.' || c.id || '.' || n, 'group', 'tổ', 'Tổ ' || n, 'Tổ ' || n, c.id, c.province_id,
       c.id, '2021-01-01', true, true, 'to ' || n, 'to ' || n, 'bench', '', ''
FROM places_place c, generate_series(1, 20) n
WHERE c.kind = 'commune' AND c.valid_to IS NULL AND c.province_id = {province};
"""

ENTRIES = """
INSERT INTO journal_entry (id, verb, actor_id, at, recorded_at, place_id, subject, key, sealed)
SELECT {entry} + n, 'bench.do', {actor} + (n * 7919) % 500, at, at + interval '1 hour',
       p.id, '', '', false
FROM (SELECT n, {at} AS at FROM generate_series({first}::bigint, {last}::bigint) n) one {join}
"""

LINES = """
INSERT INTO journal_line (
    id, entry_id, at, place_id, measure_id, programme_id, lo, hi, word, within_id)
SELECT {line} + n, {entry} + n / 2,
       at - CASE WHEN n % 20 = 7 THEN (n % 300) * interval '1 day' ELSE interval '0' END,
       p.id,
       {measure} + m, CASE WHEN n % 3 = 0 THEN NULL ELSE {heading} + m % 20 END,
       CASE WHEN n % 41 = 3 THEN NULL ELSE n % 90 END,
       CASE WHEN n % 41 = 5 THEN NULL ELSE n % 90 END,
       CASE WHEN n % 41 = 3 THEN 'gần' WHEN n % 41 = 5 THEN 'hơn' ELSE '' END,
       CASE WHEN k < n THEN {line} + k END
FROM (
    SELECT n, k, {at} AS at,
           CASE WHEN k % 4 = 0 THEN 0
                ELSE 1 + (k * 16807 % 2147483647 % {places} / 21 * 37
                          + k * 48271 % 2147483647 % {kinds}) % {others} END AS m
    FROM generate_series({first}::bigint, {last}::bigint) n,
         LATERAL (SELECT CASE WHEN n % 397 = 0 AND n > {first} + 4 THEN n - 4 ELSE n END AS k) base
) one {join}
"""

VOIDS = """
INSERT INTO journal_line (
    entry_id, at, place_id, measure_id, programme_id, subject_id, lo, hi, word, within_id, voids_id)
SELECT entry_id, at, place_id, measure_id, programme_id, subject_id, lo, hi, word, within_id, id
FROM journal_line WHERE id BETWEEN {line} + {first} AND {line} + {last}
  AND id % 100 = 11 AND voids_id IS NULL
"""

AT = "'{since} 07:00+07'::timestamptz + (n * {days} * 86400 / {total}) * interval '1 second'"
PLACES = "JOIN bench_place p ON p.number = (n * 16807 % 2147483647) % {places}"


class Book:
    """Numbers that the generated rows start from."""

    def __init__(self, owner: psycopg.Connection, total: int) -> None:
        self.owner, self.total = owner, total
        one = self.one
        province = one(
            "SELECT id FROM places_place WHERE kind = 'province' AND valid_to IS NULL"
            " AND name LIKE '%%Đà Nẵng'"
        )
        owner.execute(WORLD.format(measures=MEASURES, province=province))
        owner.execute(
            "CREATE TABLE bench_place AS"
            " SELECT row_number() OVER (ORDER BY commune_id, id) - 1 AS number, id"
            f" FROM places_place WHERE province_id = {province} AND valid_to IS NULL"
            "  AND kind IN ('commune', 'group')"
        )
        self.province = province
        self.places = self.one("SELECT count(*) FROM bench_place")
        self.measure = one("SELECT min(id) FROM journal_measure WHERE code LIKE 'bench.%%'")
        self.actor = one("SELECT min(id) FROM journal_actor WHERE kind = 'account'")
        self.heading = one("SELECT min(id) FROM journal_heading WHERE code LIKE 'bench.%%'")

    def one(self, sql: str) -> int:
        row = self.owner.execute(sql).fetchone()  # type: ignore[arg-type]
        assert row is not None
        return int(row[0])

    def fill(self, first: int, last: int) -> None:
        """Rows number `first` to `last`; foreign keys of generated rows hold by construction."""
        entry = self.one("SELECT coalesce(max(id), 0) + 1 FROM journal_entry") - first // 2
        line = self.one("SELECT coalesce(max(id), 0) + 1 FROM journal_line") - first
        values = {
            "actor": self.actor, "measure": self.measure, "heading": self.heading, "entry": entry,
            "line": line, "others": MEASURES - 1, "kinds": KINDS, "places": self.places,
            "join": PLACES.format(places=self.places), "first": first, "last": last,
            "at": AT.format(since=SINCE, days=DAYS, total=self.total),
        }  # fmt: skip
        halves = {
            **values, "first": first // 2, "last": last // 2,
            "at": AT.format(since=SINCE, days=DAYS, total=max(self.total // 2, 1)),
        }  # fmt: skip
        with self.owner.transaction():
            self.owner.execute("SET LOCAL session_replication_role = replica")
            self.owner.execute(ENTRIES.format(**halves))  # type: ignore[arg-type]
            self.owner.execute(LINES.format(**values))  # type: ignore[arg-type]
            for table in ("journal_entry", "journal_line"):
                self.owner.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                )
            self.owner.execute(VOIDS.format(**values))  # type: ignore[arg-type]

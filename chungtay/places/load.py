"""Takes the fixture into the database: one COPY, then only what is new or has ended since."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, transaction

from chungtay.kit.vietnamese import fold, sort_key
from chungtay.places.data.types import SAMPLE
from chungtay.places.models import Edition, full_name

FIXTURE = Path(__file__).parent / "data" / "places.json.gz"
INCOMING = """
CREATE TEMPORARY TABLE incoming_place (
    n int PRIMARY KEY, code text, kind text, type text, name text, above int, valid_from date,
    from_exact bool, valid_to date, to_exact bool, lat float8, lon float8, area_km2 float8,
    source text, origin text, document text, full_name text, folded text, sort_key text,
    province int, id bigint
) ON COMMIT DROP;
CREATE TEMPORARY TABLE incoming_link (
    predecessor int, successor int, "on" date, kind text, is_default bool, on_exact bool, note text
) ON COMMIT DROP;
CREATE TEMPORARY TABLE incoming_alias (n int, name text, folded text) ON COMMIT DROP;
"""
# A row the database closed by an update of its own stays closed: only an open end may be filled in.
MERGE = """
UPDATE incoming_place i SET id = p.id FROM places_place p
 WHERE p.code = i.code AND p.valid_from = i.valid_from;
UPDATE places_place p
   SET valid_to = coalesce(p.valid_to, i.valid_to), lat = i.lat, lon = i.lon,
       area_km2 = i.area_km2, origin = i.origin, document = i.document, name = i.name,
       full_name = i.full_name, folded = i.folded, sort_key = i.sort_key
  FROM incoming_place i WHERE p.id = i.id;
ALTER TABLE incoming_place ADD fresh bool;
UPDATE incoming_place SET fresh = id IS NULL,
       id = coalesce(id, nextval(pg_get_serial_sequence('places_place', 'id')));
INSERT INTO places_place (id, code, kind, type, name, valid_from, from_exact, valid_to,
       to_exact, lat, lon, area_km2, source, origin, document, full_name, folded, sort_key,
       parent_id, province_id, commune_id)
SELECT i.id, i.code, i.kind, i.type, i.name, i.valid_from, i.from_exact, i.valid_to, i.to_exact,
       i.lat, i.lon, i.area_km2, i.source, i.origin, i.document, i.full_name, i.folded,
       i.sort_key, above.id, province.id,
       CASE i.kind WHEN 'commune' THEN i.id END
  FROM incoming_place i
  LEFT JOIN incoming_place above ON above.n = i.above
  JOIN incoming_place province ON province.n = i.province
 WHERE i.fresh ORDER BY i.n;
INSERT INTO places_succession (predecessor_id, successor_id, "on", on_exact, kind, is_default, note)
SELECT a.id, b.id, l."on", l.on_exact, l.kind, l.is_default, l.note
  FROM incoming_link l
  JOIN incoming_place a ON a.n = l.predecessor JOIN incoming_place b ON b.n = l.successor
    ON CONFLICT DO NOTHING;
INSERT INTO places_alias (place_id, name, folded)
SELECT i.id, a.name, a.folded FROM incoming_alias a JOIN incoming_place i USING (n)
    ON CONFLICT DO NOTHING;
"""


class Loaded(NamedTuple):
    """Rows added; all zero when the fixture had been taken in before."""

    places: int = 0
    successions: int = 0
    aliases: int = 0


def load(path: Path = FIXTURE) -> Loaded:
    """Bring the database up to the fixture. The same fixture again changes nothing."""
    content = path.read_bytes()
    # The derived columns belong to the fixture: other folding or ordering makes it another one.
    rules = f"{fold(SAMPLE)}{sort_key(SAMPLE)}".encode()
    digest = hashlib.sha256(content + rules).hexdigest()
    if Edition.objects.filter(digest=digest).exists():
        return Loaded()
    data = json.loads(gzip.decompress(content))
    with transaction.atomic(), connection.cursor() as cursor:
        before = _counts(cursor)
        cursor.execute(INCOMING)
        _copy(cursor, "incoming_place", "n, code, kind, type, name, above, valid_from, from_exact,"
              " valid_to, to_exact, lat, lon, area_km2, source, origin, document, full_name,"
              " folded, sort_key, province", _places(data["places"]))  # fmt: skip
        _copy(cursor, "incoming_link", 'predecessor, successor, "on", kind, is_default, on_exact,'
              " note", data["successions"])  # fmt: skip
        _copy(cursor, "incoming_alias", "n, name, folded", (
            (n, name, letters or fold(name)) for n, name, letters in data["aliases"]))  # fmt: skip
        cursor.execute(MERGE)
        Edition.objects.create(name=f"{path.name} {data['snapshot']}", digest=digest)
        after = _counts(cursor)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_place, places_succession, places_alias")
    return Loaded(*(b - a for a, b in zip(before, after, strict=True)))


def _places(rows: list[list[Any]]) -> Iterator[tuple[Any, ...]]:
    for n, row in enumerate(rows):
        top = n
        while rows[top][4] is not None:
            top = rows[top][4]
        yield (n, *row, full_name(row[2], row[3]), fold(row[3]), sort_key(row[3]), top)


def _copy(cursor: Any, table: str, columns: str, rows: Any) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _counts(cursor: Any) -> tuple[int, int, int]:
    cursor.execute(
        "SELECT (SELECT count(*) FROM places_place), (SELECT count(*) FROM places_succession),"
        " (SELECT count(*) FROM places_alias)"
    )
    places, successions, aliases = cursor.fetchone()
    return places, successions, aliases

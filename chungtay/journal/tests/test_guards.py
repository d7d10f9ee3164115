"""The books as the app's role meets them: it may add and read, and nothing else (DESIGN rule 7)."""

import re

import psycopg
import pytest

from chungtay.journal.tests.books import TREES, WELLS, do
from chungtay.kit.quantities import exact

pytestmark = [pytest.mark.database, pytest.mark.django_db]

BOOKS = ["journal_entry", "journal_line", "journal_closing", "journal_refusal"]
ATTEMPTS = [
    "UPDATE {book} SET id = id + 1",
    "DELETE FROM {book}",
    "TRUNCATE {book} CASCADE",
    "DROP TABLE {book} CASCADE",
    "ALTER TABLE {book} ADD COLUMN slipped_in int",
    "ALTER TABLE {book} DISABLE TRIGGER ALL",
    "ALTER TABLE {book} OWNER TO CURRENT_USER",
    "CREATE TRIGGER quiet BEFORE INSERT ON {book} FOR EACH ROW"
    " EXECUTE FUNCTION tsvector_update_trigger()",
    "CREATE RULE quiet AS ON INSERT TO {book} DO INSTEAD NOTHING",
    "LOCK TABLE {book} IN ACCESS EXCLUSIVE MODE",
    "MERGE INTO {book} b USING (SELECT 1) x ON true WHEN MATCHED THEN DELETE",
    "SELECT * FROM {book} FOR UPDATE",
    "GRANT UPDATE ON {book} TO CURRENT_USER",
]  # fmt: skip
AROUND = [
    "UPDATE journal_measure SET audience = 'public'",
    "UPDATE journal_measure SET unit = 'km'",
    "DELETE FROM journal_actor",
    "UPDATE journal_actor SET code = ''",
    "UPDATE journal_heading SET title = ''",
    "SET session_replication_role = 'replica'",
    "CREATE TABLE slipped_in (id int)",
    "CREATE FUNCTION slipped_in() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER ROLE chungtay_app SUPERUSER",
    "SET ROLE chungtay_owner",
    "COPY journal_line FROM PROGRAM 'true'",
    "UPDATE django_migrations SET name = name",
    "DROP SCHEMA public CASCADE",
]
REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)


@pytest.fixture(scope="module")
def app(databases, django_db_setup):
    """A connection as the app's role, straight to the driver."""
    from django.conf import settings

    name = settings.DATABASES["default"]["NAME"]
    with psycopg.connect(databases.url(name), autocommit=True) as connection:
        yield connection


def refuses(connection, sql):
    with pytest.raises(psycopg.Error) as error, connection.transaction():
        connection.execute(sql)
        # A grant that gives nothing only warns; what counts is what it opens.
        if sql.startswith("GRANT"):
            connection.execute("UPDATE journal_line SET id = id")
    assert isinstance(error.value, REFUSED), error.value


@pytest.mark.parametrize("sql", ATTEMPTS)
@pytest.mark.parametrize("book", BOOKS)
def test_the_app_may_not(app, book, sql):
    refuses(app, sql.format(book=book))


@pytest.mark.parametrize("sql", AROUND)
def test_nor_may_it_go_around(app, sql):
    refuses(app, sql)


def test_the_app_owns_nothing(app):
    owned = app.execute(
        "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
        " WHERE r.rolname = CURRENT_USER"
    ).fetchone()
    assert owned == (0,)


def insert(**changes):
    """A line as an INSERT of the app's, some columns of an existing line changed."""
    from django.db import connection

    columns = (
        "entry_id, at, place_id, measure_id, programme_id, subject_id, lo, hi, word, within_id,"
        " voids_id"
    )
    values = ", ".join(
        f"{changes[c]} AS {c}" if c in changes else c for c in re.split(", ?| ", columns) if c
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO journal_line ({columns}) SELECT {values} FROM journal_line"
            f" WHERE id = {changes['like']}"
        )


WRONG = {
    "a void of another amount": {"voids_id": "id", "lo": 4, "hi": 4},
    "a void of another unit's line": {"voids_id": "id", "measure_id": "{wells}"},
    "a void on another day": {"voids_id": "id", "at": "at + interval '1 day'"},
    "a void at another place": {"voids_id": "id", "place_id": "{elsewhere}"},
    "a nested line of another measure": {"within_id": "id", "measure_id": "{wells}"},
    "a line within a void": {"within_id": "{void}"},
    "a void of a void": {"voids_id": "{void}"},
    "a second void": {"voids_id": "{voided}", "like": "{voided}"},
    "lo above hi": {"lo": 6, "hi": 5},
    "less than nothing": {"lo": -1, "hi": 5},
    "not a number": {"lo": "'NaN'", "hi": "'NaN'"},
    "a day in 9999": {"at": "'9999-01-01'"},
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_the_database_refuses(world, what):
    from django.db import DatabaseError

    from chungtay.journal import measures
    from chungtay.journal.actions import void

    measures.load()
    things = [{"quantity": exact(3)}, {"quantity": exact(5)}]
    line, gone = do(actor=world.system, at=world.at, place=world.ward, things=things)
    voiding = void(actor=world.officer, at=world.at, line=gone)
    names = {
        "wells": WELLS.id,
        "elsewhere": world.other_ward.pk,
        "void": voiding.pk,
        "voided": gone.pk,
    }
    changes = {"like": line.pk, **{k: str(v).format(**names) for k, v in WRONG[what].items()}}
    with pytest.raises(DatabaseError):
        insert(**changes)


def test_the_honest_line_is_let_in(world):
    from chungtay.journal import measures

    measures.load()
    (line,) = do(actor=world.system, at=world.at, place=world.ward, things=[{"quantity": exact(3)}])
    insert(like=line.pk, within_id="id")
    insert(like=line.pk, voids_id="id")
    assert TREES.id == line.measure_id

"""What one test committed is nowhere to be seen in the next one's database."""

import psycopg
import pytest

from chungtay.command import postgres
from conftest import Lent


@pytest.fixture
def tampered(lent: Lent):
    """Do this to the lent database as its owner, and lend it again: what it then answers, and
    whether it is still the same database."""

    def done(change: str, ask: str):
        name, url = lent.name, lent.fresh().replace(postgres.APP, postgres.OWNER)
        with psycopg.connect(url, autocommit=True) as owner:
            before, oid = owner.execute(ask).fetchall(), _oid(owner)
            owner.execute(change)
            assert owner.execute(ask).fetchall() != before, "the change changed nothing"
        again = lent.fresh().replace(postgres.APP, postgres.OWNER)
        with psycopg.connect(again, autocommit=True) as owner:
            assert lent.name == name
            return owner.execute(ask).fetchall() == before, _oid(owner) == oid

    return done


def _oid(connection: psycopg.Connection) -> int:
    return connection.execute(
        "SELECT oid FROM pg_database WHERE datname = current_database()"
    ).fetchone()[0]


NEXT = "SELECT last_value FROM pg_sequences WHERE sequencename = 'journal_actor_id_seq'"


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("INSERT INTO journal_actor (kind, code) VALUES ('person', '')", "journal_actor"),
        ("INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'left over', now())",
         "django_migrations"),
    ],
    ids=["empty before", "held rows before"],
)  # fmt: skip
def test_rows_that_were_added_are_taken_out_of_the_same_database(tampered, change, table):
    assert tampered(change, f"SELECT * FROM {table} ORDER BY id") == (True, True)


def test_numbers_begin_where_they_began(tampered):
    assert tampered("SELECT nextval('journal_actor_id_seq')", NEXT) == (True, True)


@pytest.mark.parametrize(
    ("change", "ask"),
    [
        ("UPDATE places_place SET name = 'x' WHERE id = (SELECT min(id) FROM places_place)",
         "SELECT name FROM places_place ORDER BY id LIMIT 1"),
        ("SET session_replication_role = replica; DELETE FROM places_alias",
         "SELECT count(*) FROM places_alias"),
        ("CREATE TABLE left_over (id int)",
         "SELECT count(*) FROM pg_class WHERE relname = 'left_over'"),
        ("ALTER TABLE places_place ADD COLUMN left_over int",
         "SELECT count(*) FROM pg_attribute WHERE attname = 'left_over'"),
    ],
    ids=["changed", "deleted", "table", "column"],
)  # fmt: skip
def test_what_cannot_be_taken_out_is_a_new_database(tampered, change, ask):
    assert tampered(change, ask) == (True, False)

"""Finding and starting a PostgreSQL of our own."""

import os
import signal
import tempfile
from pathlib import Path

import psycopg
import pytest

from chungtay.command import postgres


def test_a_named_directory_without_a_server_is_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("CHUNGTAY_PGBIN", str(tmp_path))
    with pytest.raises(postgres.NoPostgres, match="CHUNGTAY_PGBIN"):
        postgres.bin_directory()


@pytest.fixture
def folder():
    """A short path: a unix socket allows 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="ct") as name:
        yield Path(name) / "pg"


def test_it_starts_joins_and_stops(folder):
    cluster = postgres.start(folder)
    try:
        assert cluster.folder.stat().st_mode & 0o777 == 0o700
        assert postgres.start(folder).pid() == cluster.pid()
    finally:
        postgres.stop(cluster)
    assert not cluster.is_up()


def test_it_comes_back_after_kill_9_with_what_was_acknowledged(folder):
    cluster = postgres.start(folder)
    try:
        postgres.create_database(cluster, "x")
        with psycopg.connect(cluster.url(postgres.OWNER, "x"), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
        os.kill(cluster.pid(), signal.SIGKILL)
        cluster = postgres.start(folder)
        with psycopg.connect(cluster.url(postgres.OWNER, "x")) as connection:
            assert connection.execute("SELECT n FROM kept").fetchone() == (7,)
    finally:
        postgres.stop(cluster)


def test_the_apps_role_is_a_plain_one(databases):
    with psycopg.connect(databases.url(databases.template)) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
        owned = connection.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
            " WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False)
    assert owned == (0,)


def test_a_path_too_long_for_a_socket_is_a_sentence(tmp_path):
    with pytest.raises(postgres.NoPostgres, match="quá dài"):
        postgres.start(tmp_path / ("x" * 90))


def test_the_servers_own_log_quotes_no_row_and_no_statement(folder):
    cluster = postgres.start(folder)
    try:
        with (
            psycopg.connect(cluster.url(postgres.OWNER, "postgres")) as connection,
            pytest.raises(psycopg.errors.CheckViolation),
        ):
            connection.execute("CREATE TEMPORARY TABLE whom (name text CHECK (name = ''))")
            connection.execute("INSERT INTO whom VALUES ('Trương Thị Kín Đáo')")
        written = (cluster.folder / "postgres.log").read_text(encoding="utf-8")
    finally:
        postgres.stop(cluster)
    assert "whom_name_check" in written
    assert "Kín Đáo" not in written

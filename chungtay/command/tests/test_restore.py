"""`./run restore`: what was acknowledged comes back, to the end or to a moment, and goes on."""

import signal
import time
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from chungtay.command import parcel, restore
from chungtay.command.tests.conftest import Doer, living, recorded, wait_for_wal
from chungtay.kit import clock
from chungtay.rights.tests.traces import NAME

pytestmark = [pytest.mark.faults, pytest.mark.database]


def goes_on(folder: Path, cluster) -> None:
    """The books are whole, and the next closing works."""
    doer = Doer(cluster.url("chungtay_app"), folder)
    try:
        assert doer.say("verify") == "0"
        doer.say("deed", f"after:{folder}")
        assert doer.say("close") != "0"
        assert doer.say("verify") == "0"
    finally:
        doer.end()


def test_a_backup_under_load_holds_every_act_acknowledged_before_its_end(house, empty, tmp_path):
    writers = [Doer(house.cluster.url("chungtay_app"), house.data) for _ in range(2)]
    lists = [tmp_path / "0", tmp_path / "1"]
    try:
        for number, writer in enumerate(writers):
            assert (
                writer.say("go", f"load{clock.now():%H%M%S%f}-{number}", lists[number]) == "going"
            )
        time.sleep(0.3)
        made = house.back_up()
        house.doer.say("close")  # a root that the backup does not have
        time.sleep(0.3)
    finally:
        for writer in writers:
            writer.end()
    high, low = parcel.look(made).manifest["to_lsn"].split("/")
    end = (int(high, 16) << 32) + int(low, 16)
    rows = [line.split() for path in lists for line in path.read_text().splitlines()]
    promised = {key for key, lsn in rows if int(lsn) <= end}
    assert len(promised) > 20 and len(rows) > len(promised)
    assert house.restore(made, empty, "--archive", str(tmp_path)) == 0  # without any WAL kept
    with living(empty) as cluster:
        assert promised <= recorded(cluster)
        goes_on(empty, cluster)


def mentions(cluster, text: str) -> list[str]:
    """The tables where a text stands in any column, asked by hand."""
    with psycopg.connect(cluster.url("chungtay_owner")) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE'"
        ).fetchall()
        return [
            table for (table,) in tables
            if connection.execute(
                f'SELECT 1 FROM "{table}" t WHERE position(%s IN t::text) > 0 LIMIT 1', [text]
            ).fetchone()
        ]  # fmt: skip


def test_a_moment_between_two_acts_without_whom_was_erased_since(house, empty, capsys):
    assert int(house.doer.say("person"))
    assert mentions(house.cluster, NAME)
    made = house.back_up()
    house.doer.say("deed", "before-the-mistake")
    time.sleep(0.05)
    between = clock.now()
    time.sleep(0.05)
    house.doer.say("deed", "the-mistake")
    house.doer.say("erase")
    assert mentions(house.cluster, NAME) == []
    house.doer.say("close")
    wait_for_wal(house)
    house.back_up("--lists")
    for outside in (clock.now() + timedelta(days=1), clock.now() - timedelta(days=1)):
        assert house.restore(made, empty, "--at", outside.isoformat()) == 2
        assert "nằm ngoài" in capsys.readouterr().err
        assert not empty.exists()
    assert house.restore(made, empty, "--at", between.isoformat()) == 0
    said = capsys.readouterr().out.strip().splitlines()
    assert len(said) == 3 and said[2].startswith("Tiếp theo")
    assert "1 lần chốt sau đó" in said[0] and "sổ nguyên vẹn" in said[0]
    assert "Đã xóa lại 1 người" in said[1]
    with living(empty) as cluster:
        there = recorded(cluster)
        assert "before-the-mistake" in there and "the-mistake" not in there
        assert mentions(cluster, NAME) == []
        goes_on(empty, cluster)


def test_a_killed_restore_is_begun_again_to_a_moment_after_which_nothing_was_written(
    house, empty, saved
):
    """PostgreSQL calls that a target it never reached; for a ward it is a quiet night."""
    house.doer.say("deed", "the-last-of-the-day")
    time.sleep(0.05)
    quiet = clock.now()
    time.sleep(0.05)
    wait_for_wal(house)
    killed = house.command("restore", saved, "--data", empty, "--key", house.key)
    running = empty / restore.UNFINISHED / "postgres" / "data" / "postmaster.pid"
    while not running.exists():
        assert killed.poll() is None
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert [path.name for path in empty.iterdir()] == [restore.UNFINISHED]
    assert house.restore(saved, empty, "--at", quiet.isoformat()) == 0
    assert not (empty / restore.UNFINISHED).exists()
    with living(empty) as cluster:
        assert "the-last-of-the-day" in recorded(cluster)

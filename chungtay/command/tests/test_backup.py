"""`./run backup`: one file under its final name when it is whole, and none before."""

import resource
import shutil
import signal
import time

import psycopg
import pytest

from chungtay.command import backup, keys, parcel, postgres
from chungtay.command.tests.conftest import wait_for_wal

pytestmark = pytest.mark.database


def names(house) -> list[str]:
    return sorted(path.name for path in house.saved.iterdir() if path.is_file())


@pytest.mark.faults
def test_a_killed_backup_leaves_no_file_under_a_final_name(house, saved):
    before = [name for name in names(house) if name.endswith(".tar")]
    killed = house.command("backup", "--data", house.data, "--to", house.saved)
    while not any(name.endswith(parcel.PART) for name in names(house)):
        assert killed.poll() is None
        time.sleep(0.002)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert [name for name in names(house) if name.endswith(".tar")] == before
    for _ in range(100):  # a child of the dead one may hold its lock for a moment
        if backup.main(["--data", str(house.data), "--to", str(house.saved)]) == 0:
            break
        time.sleep(0.05)
    assert [name for name in names(house) if name.endswith(".tar")] != before
    assert not any(name.endswith(parcel.PART) for name in names(house))
    for _ in range(100):  # what the dead one held back is let go
        if house.sql("SELECT count(*) FROM pg_replication_slots") == [(0,)]:
            break
        time.sleep(0.05)
    assert house.sql("SELECT count(*) FROM pg_replication_slots") == [(0,)]


def test_a_full_disk_is_a_sentence_and_leaves_nothing(house, tmp_path):
    small = (1 << 20, 1 << 20)
    child = house.command(
        "backup", "--data", house.data, "--to", tmp_path / "to",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, small),
    )  # fmt: skip
    _out, said = child.communicate()
    assert child.returncode == 2 and "đã đầy" in said and len(said.splitlines()) == 1
    assert [path.name for path in (tmp_path / "to").iterdir()] == [".lock"]


def test_a_role_that_may_not_replicate_is_told_what_to_do(house, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATABASE_URL", house.cluster.url(postgres.APP))
    words = ["--data", str(house.data), "--to", str(tmp_path)]
    assert backup.main(words) == 2
    assert "DATABASE_BACKUP_URL" in capsys.readouterr().err
    monkeypatch.setenv("DATABASE_BACKUP_URL", house.cluster.url(postgres.APP))
    assert backup.main(words) == 2
    assert "nhà cung cấp" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.tar"))


def test_a_plain_role_with_replication_is_enough(house, monkeypatch, tmp_path):
    with psycopg.connect(house.cluster.url(postgres.OWNER), autocommit=True) as connection:
        connection.execute("CREATE ROLE chungtay_backup LOGIN REPLICATION")
    monkeypatch.setenv("DATABASE_URL", house.cluster.url(postgres.APP))
    monkeypatch.setenv("DATABASE_BACKUP_URL", house.cluster.url("chungtay_backup"))
    assert backup.main(["--data", str(house.data), "--to", str(tmp_path)]) == 0


def test_without_a_key_nothing_is_made(house, tmp_path, capsys):
    assert backup.main(["--data", str(tmp_path), "--to", str(tmp_path / "to")]) == 2
    assert "--new-key" in capsys.readouterr().err
    assert not (tmp_path / "to").exists()


def test_a_new_key_is_never_written_over_another(tmp_path, capsys):
    words = ["--data", str(tmp_path), "--new-key", str(tmp_path / "key")]
    assert backup.main(words) == 0
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    assert "AGE-SECRET-KEY" not in capsys.readouterr().out
    assert backup.main(words) == 2
    assert "không ghi đè" in capsys.readouterr().err
    assert backup.main(["--data", str(tmp_path), "--new-key"]) == 0
    assert "AGE-SECRET-KEY" in capsys.readouterr().out
    assert len(keys.public(tmp_path)) == 2


def test_the_newest_are_kept_with_the_wal_they_need(house, saved, tmp_path):
    wait_for_wal(house)
    shutil.copytree(house.saved, tmp_path / "saved")
    wal = tmp_path / "saved" / "wal"
    needed = parcel.look(tmp_path / "saved" / saved.name).manifest
    older = tmp_path / "saved" / "chungtay-20200101-000000.tar"
    shutil.copy(tmp_path / "saved" / saved.name, older)
    assert backup.remove_old(tmp_path / "saved", 1, needed["system"]) >= 1
    assert [b.path.name for b in backup.backups(tmp_path / "saved")] == [saved.name]
    left = sorted(path.name[:24] for path in wal.glob("*.tar"))
    assert left and left[0] >= needed["from_wal"]


def test_a_folder_with_the_backups_of_another_database_is_refused(house, saved, tmp_path, capsys):
    with parcel.make(tmp_path / "chungtay-20200101-000000.tar", keys.public(house.data)) as maker:
        maker.manifest |= {"kind": "backup", "system": "1"}
    assert backup.main(["--data", str(house.data), "--to", str(tmp_path)]) == 2
    assert "cơ sở dữ liệu khác" in capsys.readouterr().err


def test_the_lists_alone_are_a_parcel_of_their_own(house, tmp_path):
    words = ["--data", str(house.data), "--to", str(tmp_path), "--lists"]
    assert backup.main(words) == 0
    made = parcel.check(next(tmp_path.glob("lists-*.tar")))
    with made.opened(backup.BELONGINGS, keys.private(house.key)) as stream:
        assert b"roots.txt" in stream.read()

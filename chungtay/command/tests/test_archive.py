"""WAL segments put away and given back."""

import pytest

from chungtay.command import archive, keys

HEADER = bytes(24) + (77).to_bytes(8, "little") + (1 << 24).to_bytes(4, "little")
NAMES = [f"0000000100000000000000{n:02X}" for n in range(1, 6)]


@pytest.fixture
def pair(tmp_path, monkeypatch):
    keys.new(tmp_path, tmp_path / "key")
    monkeypatch.setenv(keys.ENV, (tmp_path / "key").read_text())
    return keys.public(tmp_path)


def segment(tmp_path, name, content=b""):
    path = tmp_path / name
    path.write_bytes(HEADER + content.ljust(4000, b"\0"))
    return path


def test_what_is_kept_is_given_back(tmp_path, pair):
    wal = segment(tmp_path, NAMES[0], b"bytes of the WAL")
    archive.keep(wal, tmp_path / "wal", pair)
    assert archive.fetch(NAMES[0], tmp_path / "again", tmp_path / "wal") == 0
    assert (tmp_path / "again").read_bytes() == wal.read_bytes()
    assert b"bytes of the WAL" not in (tmp_path / "wal" / f"{NAMES[0]}.tar").read_bytes()


def test_the_same_again_is_fine_and_another_under_its_name_is_not(tmp_path, pair):
    archive.keep(segment(tmp_path, NAMES[0]), tmp_path / "wal", pair)
    before = (tmp_path / "wal" / f"{NAMES[0]}.tar").read_bytes()
    archive.keep(segment(tmp_path, NAMES[0]), tmp_path / "wal", pair)
    with pytest.raises(archive.CannotGoOn, match="nội dung khác"):
        archive.keep(segment(tmp_path, NAMES[0], b"other"), tmp_path / "wal", pair)
    assert (tmp_path / "wal" / f"{NAMES[0]}.tar").read_bytes() == before


def test_a_missing_segment_is_the_end_and_a_damaged_one_stops(tmp_path, pair):
    lost = archive.fetch(NAMES[0], tmp_path / "x", tmp_path / "wal")
    assert lost == archive.BROKEN  # a disk that is not mounted is no archive that has ended
    (tmp_path / "wal").mkdir()
    assert archive.fetch(NAMES[0], tmp_path / "x", tmp_path / "wal") == archive.MISSING
    archive.keep(segment(tmp_path, NAMES[0]), tmp_path / "wal", pair)
    kept = tmp_path / "wal" / f"{NAMES[0]}.tar"
    kept.write_bytes(kept.read_bytes()[:-1])
    assert archive.fetch(NAMES[0], tmp_path / "x", tmp_path / "wal") == archive.BROKEN > 125
    assert not (tmp_path / "x").exists()


def test_a_gap_ends_what_can_be_restored(tmp_path, pair):
    for name in (NAMES[0], NAMES[1], NAMES[3]):
        archive.keep(segment(tmp_path, name), tmp_path / "wal", pair)
    held = archive.segments(tmp_path / "wal", "77")
    unbroken, gap = archive.run_from(archive.number(NAMES[0], 1 << 24), held)
    assert [s.name for s in unbroken] == NAMES[:2]
    assert gap
    assert archive.segments(tmp_path / "wal", "78") == []


def test_a_copy_holds_the_segment_it_ends_in(tmp_path):
    assert archive.after("0/2000120", 1 << 24) == archive.number(NAMES[2], 1 << 24)
    assert archive.after("0/3000000", 1 << 24) == archive.number(NAMES[2], 1 << 24)
    assert archive.after("1/0", 1 << 20) == archive.number("000000010000000100000000", 1 << 20)


def test_only_what_nobody_needs_is_removed(tmp_path, pair):
    for name in NAMES:
        archive.keep(segment(tmp_path, name), tmp_path / "wal", pair)
    (tmp_path / "wal" / "other.tar").write_bytes(b"")
    assert archive.prune(tmp_path / "wal", NAMES[3]) == 3
    left = sorted(path.name for path in (tmp_path / "wal").iterdir())
    assert left == [f"{NAMES[3]}.tar", f"{NAMES[4]}.tar", "other.tar"]


def test_the_settings_quote_what_postgresql_would_read_as_its_own(tmp_path, pair, capsys):
    odd = tmp_path / "50% it's"
    command = archive.settings(odd, pair)["archive_command"]
    assert "50%% it" in command and command.endswith(" %p")
    assert archive.main(["settings", str(odd), "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("ALTER SYSTEM SET archive_") == 3

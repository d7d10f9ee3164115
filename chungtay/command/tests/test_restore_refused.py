"""What `./run restore` refuses: one sentence each, and nothing has been touched."""

import os
import resource
import shutil

import pytest

from chungtay.command import archive, backup, keys, parcel
from chungtay.command.tests.conftest import wait_for_wal

pytestmark = pytest.mark.database


@pytest.fixture
def refused(house, empty, capsys):
    """Restore and give the one sentence it was refused with."""

    def run(file, to=None, *more):
        assert house.restore(file, to or empty, *more) == 2
        said = capsys.readouterr().err.strip()
        assert said and "\n" not in said
        assert not empty.exists()
        return said

    return run


def test_another_key(house, saved, refused, tmp_path):
    keys.new(tmp_path, tmp_path / "other.txt")
    assert "không mở được" in refused(saved, None, "--key", str(tmp_path / "other.txt"))


def test_no_key_at_all(saved, refused, tmp_path):
    (tmp_path / "words").write_text("mật khẩu của phường")
    assert "không phải khóa riêng" in refused(saved, None, "--key", str(tmp_path / "words"))


@pytest.mark.parametrize("share", [0.001, 0.5, 0.999])
def test_a_flipped_byte(saved, refused, tmp_path, share):
    broken = shutil.copy(saved, tmp_path / saved.name)
    with broken.open("r+b") as file:
        file.seek(int(saved.stat().st_size * share))
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    assert "hỏng" in refused(broken)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9999])
def test_a_truncated_file(saved, refused, tmp_path, share):
    broken = shutil.copy(saved, tmp_path / saved.name)
    os.truncate(broken, int(saved.stat().st_size * share))
    assert broken.name in refused(broken)


def test_another_file(house, saved, refused, tmp_path):
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04" + bytes(4000))
    assert "không phải gói của Chung Tay" in refused(tmp_path / "list.xlsx")
    assert "không phải bản sao lưu" in refused(sorted((house.saved / "wal").glob("*.tar"))[0])
    assert "Không có tệp" in refused(tmp_path / "none.tar")


def test_a_moment_nobody_understands(saved, refused):
    assert "hôm qua" in refused(saved, None, "--at", "hôm qua")


def test_a_folder_with_something_in_it(house, saved, refused, tmp_path):
    (tmp_path / "letter.txt").write_text("thư")
    assert "thư mục trống" in refused(saved, tmp_path)
    assert "thư mục trống" in refused(saved, house.data)  # the living database itself
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_the_folder_of_a_demo(saved, refused, tmp_path):
    (tmp_path / "demo.json").write_text("{}")
    assert "thư mục trống" in refused(saved, tmp_path)


def test_a_damaged_wal_segment_is_found_before_anything_is_written(house, saved, refused, tmp_path):
    wait_for_wal(house)
    shutil.copytree(house.saved, tmp_path / "saved")
    about = parcel.look(saved).manifest
    after = archive.after(about["to_lsn"], about["segment"])
    held = archive.segments(tmp_path / "saved" / "wal", about["system"])
    segment = next(s.path for s in held if s.number == after)
    content = segment.read_bytes()
    segment.write_bytes(content[:600] + bytes([content[600] ^ 1]) + content[601:])
    assert segment.name in refused(tmp_path / "saved" / saved.name)


def test_a_full_disk_leaves_nothing(house, saved, empty):
    words = ["restore", saved, "--data", empty, "--key", house.key]
    small = (1 << 20, 1 << 20)
    child = house.command(
        *words, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, small)
    )
    _out, said = child.communicate()
    assert child.returncode == 2 and "đã đầy" in said and len(said.splitlines()) == 1
    assert not empty.exists() or not any(empty.iterdir())


def test_a_disk_too_small_is_refused_at_once(saved, refused, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: type("Free", (), {"free": 1000})())
    assert "còn 0 MB" in refused(saved)


def test_the_private_key_is_in_no_backup(house, saved):
    private = house.key.read_text().splitlines()[-1].encode()
    assert private not in saved.read_bytes()
    assert backup.main(["--check", str(saved)]) == 0

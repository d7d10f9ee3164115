"""A parcel accounts for every one of its bytes, and opens with the tools of any machine."""

import io
import subprocess

import pyrage
import pytest
from pyrage.x25519 import Identity

from chungtay.command import parcel

KEY = Identity.generate()
TEXT = "Bà con cần gì, phường cùng lo.\n".encode() * 300


@pytest.fixture
def made(tmp_path):
    with parcel.make(tmp_path / "x.tar", [str(KEY.to_public())]) as maker:
        maker.manifest["kind"] = "test"
        maker.add("text.gz.age", io.BytesIO(TEXT).read)
    return tmp_path / "x.tar"


def test_what_went_in_comes_out(made):
    there = parcel.check(made)
    assert there.manifest["kind"] == "test"
    with there.opened("text.gz.age", KEY) as stream:
        assert stream.read() == TEXT


def test_a_flipped_byte_and_a_cut_are_found_wherever_they_are(made, tmp_path):
    whole, broken = made.read_bytes(), tmp_path / "broken"
    for at in range(0, len(whole), 7):
        broken.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(parcel.CannotGoOn):
            parcel.check(broken)
    for length in range(0, len(whole), 61):
        broken.write_bytes(whole[:length])
        with pytest.raises(parcel.CannotGoOn):
            parcel.check(broken)


def test_another_key_opens_nothing(made):
    with (
        pytest.raises(parcel.Damaged),
        parcel.check(made).opened("text.gz.age", Identity.generate()) as stream,
    ):
        stream.read()


def test_a_failure_on_the_way_leaves_no_file(tmp_path):
    def read(size):
        raise OSError(5, "Input/output error")

    with (
        pytest.raises(parcel.CannotGoOn),
        parcel.make(tmp_path / "x.tar", [str(KEY.to_public())]) as maker,
    ):
        maker.add("x.gz.age", read)
    assert list(tmp_path.iterdir()) == []


def test_it_opens_without_this_program(made, tmp_path):
    """tar, sha256sum, age and gunzip are enough; age is spoken for by its library here."""
    subprocess.run(["tar", "xf", made], cwd=tmp_path, check=True)
    subprocess.run(["sha256sum", "-c", "--quiet", "sha256"], cwd=tmp_path, check=True)
    clear = pyrage.decrypt((tmp_path / "text.gz.age").read_bytes(), [KEY])
    assert subprocess.run(["gunzip"], input=clear, capture_output=True, check=True).stdout == TEXT

"""`./run demo` opens a folder of its own, and no other."""

import socket

import pytest

from chungtay.command import demo


def test_a_new_folder_is_made_marked_and_private(tmp_path):
    marks = demo.open_folder(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert len(marks["secret_key"]) >= 32
    assert demo.open_folder(tmp_path / "new") == marks


def test_a_folder_with_somebodys_files_is_refused(tmp_path):
    (tmp_path / "so.xlsx").write_text("của người khác")
    with pytest.raises(demo.Refused, match="không phải của bản thử"):
        demo.open_folder(tmp_path)
    assert not (tmp_path / demo.MARK).exists()


def test_a_port_in_use_is_a_sentence(capsys, tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert demo.main(["--port", str(port), "--data", str(tmp_path / "d")]) == 2
    assert f"Cổng {port}" in capsys.readouterr().err


def test_its_secrets_can_stand_on_a_command_line(tmp_path):
    marks = demo.open_folder(tmp_path / "new")
    assert all(value.isalnum() for value in marks.values())

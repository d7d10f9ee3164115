"""What a restore says of those who are not yet gone: it stands, and names the next step."""

from pathlib import Path

from chungtay.command import __main__, restore

FOUND = {
    "findings": [], "notes": [], "last": None, "entries": 3, "closings": 1, "later": 0,
    "doubtful": 0, "erased": 2, "torn": 0, "left": [],
}  # fmt: skip


def test_nobody_left_is_well(capsys):
    assert restore.report(Path("/r"), {"demo": False}, FOUND) == 0
    assert "replay" not in capsys.readouterr().out


def test_who_is_not_gone_is_said_with_the_command_that_goes_on(capsys):
    found = FOUND | {"left": ["số 7: còn ở hộ, địa chỉ (1)."], "torn": 1}
    assert restore.report(Path("/r"), {"demo": False}, found) == 1
    said = capsys.readouterr().out
    assert "Chưa xóa lại được người số 7" in said and "Còn 1 người" in said
    assert "./run replay --data /r" in said and "1 dòng hỏng" in said
    assert "replay" in __main__.COMMANDS

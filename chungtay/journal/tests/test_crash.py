"""A short turn of `./run bench crash`: two kills, nothing lost, nothing half."""

import pytest

from bench.crash import run

pytestmark = [pytest.mark.faults, pytest.mark.database]


def test_what_was_acknowledged_survives_kill_9(tmp_path_factory):
    result = run(2, tmp_path_factory.mktemp("crash"))
    assert result["acknowledged"] > 0
    assert (result["lost"], result["twice"], result["half"]) == (0, 0, 0)
    assert "nguyên vẹn" in result["verified"]

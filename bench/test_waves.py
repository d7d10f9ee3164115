"""What the bench prints can be counted again from its log, by whoever reads the log."""

import json
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from bench._waves_world import Settings, checked, scoring
from bench.response import area, folded

ROOT = Path(__file__).resolve().parents[1]
SMALL = {
    "calls": 12, "days": 20, "rare_calls": 4, "broadcast_calls": 2, "spreads_calls": 0,
    "donors": 2000, "accept": [0.119],
}  # fmt: skip
WEEK = 7 * 24 * 60


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """What was printed last, and the log, read as plain JSON."""
    folder = tmp_path_factory.mktemp("waves")
    settings, log = folder / "settings.json", folder / "log.jsonl"
    settings.write_text(json.dumps(SMALL))
    done = subprocess.run(
        [sys.executable, "bench/waves.py", "--seed", "7", "--settings", settings, "--log", log],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    events = [json.loads(line) for line in log.read_text().splitlines()]
    return json.loads(done.stdout.splitlines()[-1]), events, log


def of(events, table, policy):
    """Call → its events."""
    found = defaultdict(list)
    for event in events:
        if event["table"] == table and event["policy"] == policy:
            found[event["call"]].append(event)
    return found


TABLES = ("table_one", "table_two", "rh_negative")
POLICIES = ("ours", "oracle", "broadcast", "twenty_nearest", "seven_each", "exact_group")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("policy", POLICIES)
def test_filled_alerts_and_surplus_are_counted_from_arrivals_and_alerts(ran, table, policy):
    """Without the word of the log that a call was filled: by who was there in two hours."""
    result, events, _log = ran
    calls = of(events, table, policy)
    filled = alerts = surplus = 0
    for its in calls.values():
        (call,) = [e for e in its if e["what"] == "call"]
        there = [e for e in its if e["what"] == "arrival" and e["at"] <= call["at"] + 120]
        assert len(there) <= call["units"]
        filled += len(there) == call["units"]
        alerts += sum(e["what"] == "alert" for e in its)
        surplus += sum(e["what"] == "surplus" for e in its)
    row = result[table][policy]
    assert row["calls"] == len(calls)
    assert row["filled"] == pytest.approx(100 * filled / len(calls), abs=0.01)
    assert row["alerts"] == pytest.approx(alerts / len(calls), abs=0.01)
    assert row["surplus"] == pytest.approx(surplus / len(calls), abs=0.01)


@pytest.mark.parametrize("policy", POLICIES)
def test_whoever_arrives_was_asked_and_said_yes_before(ran, policy):
    for its in of(ran[1], "table_two", policy).values():
        asked = {e["donor"]: e["at"] for e in its if e["what"] == "alert"}
        agreed = {e["donor"]: e["at"] for e in its if e["what"] == "yes"}
        assert len(asked) == sum(e["what"] == "alert" for e in its)
        for event in its:
            if event["what"] == "arrival":
                assert asked[event["donor"]] < agreed[event["donor"]] < event["at"]


@pytest.mark.parametrize("policy", ["ours", "oracle"])
def test_nobody_is_asked_twice_in_seven_days_by_the_product(ran, policy):
    result, events, _log = ran
    times = defaultdict(list)
    for its in of(events, "table_two", policy).values():
        for event in its:
            if event["what"] == "alert":
                times[event["donor"]].append(event["at"])
    gaps = [b - a for of_one in times.values() for a, b in pairwise(of_one)]
    assert gaps
    assert min(gaps) >= WEEK
    assert result["table_two"][policy]["soon"] == 0
    assert result["table_two"][policy]["max_alerts"] == max(map(len, times.values()))


@pytest.mark.parametrize("table", TABLES)
def test_no_call_has_more_than_four_waves_nor_more_than_sixty_a_unit_in_one(ran, table):
    for its in of(ran[1], table, "ours").values():
        waves = defaultdict(int)
        for event in its:
            if event["what"] == "alert":
                waves[event["wave"]] += 1
        assert len(waves) <= 4
        assert max(waves.values(), default=0) <= 60 * its[0]["units"]


def test_the_bench_counts_its_own_log_to_the_same_table(ran):
    result, _events, log = ran
    done = subprocess.run(
        [sys.executable, "bench/waves.py", "--recount", log],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    again = json.loads(done.stdout.splitlines()[-1])["0.119"]
    assert again == {table: result[table] for table in TABLES}


@pytest.mark.parametrize("mean", [0.119, 0.043])
def test_the_score_is_calibrated_and_worth_what_is_said(mean):
    settings = Settings()
    assert scoring(mean, 1.0, 0.65).auc() == pytest.approx(0.65, abs=1e-6)
    found = checked(settings, mean, 100_000)
    assert found["mean"] == pytest.approx(mean, abs=0.004)
    assert found["auc"] == pytest.approx(0.65, abs=0.012)
    assert found["worst_tenth"] < 0.012
    assert found["auc_of_the_truth"] > found["auc"] + 0.05


def test_a_misspelt_setting_is_refused():
    with pytest.raises(ValueError, match="dealine"):
        Settings.read({"dealine": 60})


def test_alike_donors_stand_in_one_fold_and_folds_are_alike():
    rows = [((float(i % 40), 1.0, float(i % 7)), i % 4 == 0) for i in range(600)]
    folds = folded(rows, 3)
    where = defaultdict(set)
    for (donor, _gave), fold in zip(rows, folds, strict=True):
        where[donor].add(fold)
    assert all(len(one) == 1 for one in where.values())
    assert max(map(folds.count, range(10))) - min(map(folds.count, range(10))) <= 12


def test_the_area_is_the_chance_that_a_giver_ranks_higher_and_ties_count_half():
    assert area([0.1, 0.2, 0.3], [False, False, True]) == 1.0
    assert area([0.1, 0.2, 0.3], [True, False, False]) == 0.0
    assert area([0.2, 0.2], [True, False]) == 0.5
    assert area([0.1, 0.2, 0.2, 0.4], [False, True, False, True]) == pytest.approx(0.875)

"""`./run bench response PATH`: how well our model tells who gives, and what it costs if not.

PATH is the UCI Blood Transfusion data set (748 donors of one centre, whether they gave in March
2007; not part of this repository). Ten folds, five times over: donors who are alike in all that is
known of them (the 215 repeated rows among them) stand in one fold, and folds have about the same
share of givers. Pooled AUC and Brier score of `recruiting.responding`, features and fit as the
product has them, a prior that knows nothing but the mean. The features were chosen among some
thirty sets on these same rows, so on others the AUC may be a little less.

`misjudged`: calls of `bench/waves.py` when the matcher takes each chance for half, or for twice,
what it is: by how many points the share of filled calls falls at the most.
"""

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from statistics import fmean, stdev

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench import waves
from bench._waves_world import Settings, auc
from chungtay.recruiting.responding import STARTING, fit, of_gifts, prior

FOLDS, SEEDS = 10, 5
HISTORY = ("recency", "frequency", "time", "years", "rate", "lateness")
Donor = tuple[float, float, float]
"""Months since the last gift, gifts, months since the first."""


def read(path: Path) -> list[tuple[Donor, bool]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [
        ((float(last), float(gifts), float(first)), gave.strip() == "1")
        for last, gifts, _volume, first, gave in rows
    ]


def folded(rows: list[tuple[Donor, bool]], seed: int) -> list[int]:
    """The fold of each row: those alike dealt together, the largest first, to wherever givers and
    others are fewest."""
    alike: dict[Donor, list[int]] = defaultdict(list)
    for i, (donor, _gave) in enumerate(rows):
        alike[donor].append(i)
    groups = list(alike.values())
    random.Random(seed).shuffle(groups)
    groups.sort(key=len, reverse=True)
    full = [sum(not gave for _d, gave in rows) / FOLDS, sum(gave for _d, gave in rows) / FOLDS]
    held = [[0, 0] for _ in range(FOLDS)]
    folds = [0] * len(rows)
    for group in groups:
        adds = [0, 0]
        for i in group:
            adds[rows[i][1]] += 1

        def crowded(fold: int, adds: list[int] = adds) -> float:
            return sum(adds[k] * (2 * held[fold][k] + adds[k]) / full[k] ** 2 for k in (0, 1))

        chosen = min(range(FOLDS), key=crowded)
        for i in group:
            folds[i] = chosen
            held[chosen][rows[i][1]] += 1
    return folds


def told(rows: list[tuple[Donor, bool]], seed: int) -> list[float]:
    """What is said of each row by a model that has not seen its fold."""
    folds = folded(rows, seed)
    known = [(of_gifts(*donor), gave) for donor, gave in rows]
    found = [0.0] * len(rows)
    for fold in range(FOLDS):
        learned = [row for row, its in zip(known, folds, strict=True) if its != fold]
        mean = fmean(gave for _x, gave in learned)
        model = fit(learned, prior(mean, 1.0, **dict.fromkeys(HISTORY, 0.0)))
        for i, its in enumerate(folds):
            if its == fold:
                found[i] = model.probability(known[i][0])
    return found


def area(chances: list[float], gave: list[bool]) -> float:
    """AUC; of two who are given the same chance neither comes first."""
    ranked = sorted(zip(chances, gave, strict=True))
    there = auc([one for _p, one in ranked])
    back = auc([one for _p, one in sorted(ranked, key=lambda pair: (pair[0], -pair[1]))])
    return (there + back) / 2


def accuracy(rows: list[tuple[Donor, bool]]) -> dict[str, float]:
    gave = [one for _donor, one in rows]
    areas, briers = [], []
    for seed in range(SEEDS):
        chances = told(rows, seed)
        areas.append(area(chances, gave))
        briers.append(fmean((p - one) ** 2 for p, one in zip(chances, gave, strict=True)))
        print(f"seed {seed}: AUC {areas[-1]:.4f}  Brier {briers[-1]:.4f}", flush=True)
    starting = [STARTING.probability(of_gifts(*donor)) for donor, _gave in rows]
    print(f"mean {fmean(areas):.4f} ± {stdev(areas):.4f}; without any learning (the starting"
          f" prior): AUC {area(starting, gave):.4f}", flush=True)  # fmt: skip
    return {"auc": round(fmean(areas), 4), "brier": round(fmean(briers), 4)}


def misjudged(settings: Settings) -> float:
    """The largest fall of filled calls, in points, over both tables."""
    worst = 0.0
    for mean in settings.accept:
        for name in ("table_one", "table_two"):
            filled = []
            for factor in (1.0, 0.5, 2.0):
                wrong = replace(settings, believed=factor)
                calls = (
                    waves.independent(wrong, mean, wrong.calls)
                    if name == "table_one"
                    else waves.in_a_row(wrong, mean)
                )
                rows = waves.table(wrong, calls, lambda _event: None, ("ours",))
                filled.append(rows["ours"]["filled"])
            worst = max(worst, filled[0] - min(filled))
            print(f"{name} {100 * mean:.1f} %: filled {filled[0]}; believed half {filled[1]},"
                  f" twice {filled[2]}", flush=True)  # fmt: skip
    return round(worst, 2)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench response")
    parser.add_argument("path", type=Path)
    parser.add_argument("--settings", type=Path)
    asked = parser.parse_args()
    found = json.loads(asked.settings.read_text("utf-8")) if asked.settings else {}
    rows = read(asked.path)
    print(f"{len(rows)} rows, {sum(gave for _d, gave in rows)} gave, "
          f"{len(rows) - len(set(rows))} repeated", flush=True)  # fmt: skip
    result = accuracy(rows)
    print(json.dumps({**result, "misjudged": misjudged(Settings.read(found))}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

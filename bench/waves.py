"""`./run bench waves [--seed N] [--settings FILE] [--log FILE]`: calls for blood in a made-up city.

Ours and an oracle that is told the true willingness call the functions of `chungtay.recruiting`
and `chungtay.transfusion`, as the product does; four other policies stand beside them. Table one:
independent calls. Table two: three calls a day for 200 days, where each alert of the last 30 days
takes 15 % of a donor's willingness, and whoever gave rests for twelve weeks. All numbers are
counted from the events, which `--log` writes as JSON lines; `--settings` changes what is assumed
(a JSON object; the whole of it is printed first).

What we chose where nothing was said. Blood of red cells, so that there are ranks of groups; one of
five hospitals calls; all calls are critical (α 0.95), and all patients Rh+, with calls for Rh−
counted apart. Acceptance is that of somebody whom the question reached. A yes needs ten minutes and
three a kilometre to the door, a third more or less; what counts is to be there within two hours.
Each alert is a person asked; whoever is asked rests 14 days, and 7 at the least where a call cannot
do without them. Surplus came to a call that had enough. What the other policies do not know of
(rest, ranks, standing down) they do without, as where they come from.
"""

import argparse
import gzip
import json
import random
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench._waves_call import Log, Running
from bench._waves_count import Count, counted
from bench._waves_policies import DAY, Policy, policies
from bench._waves_world import Call, Settings, checked, draw_call, draw_city
from chungtay.recruiting.answering import Habits

CALLS_A_CITY = 20
"""Table one draws a new city of donors after so many calls."""
Rows = dict[str, dict[str, float]]


class Past:
    """What earlier calls of table two left: alerts, and who rests after a gift."""

    lasting = True

    def __init__(self, settings: Settings) -> None:
        self.window, self.rest = settings.fatigue_days * DAY, settings.gift_rest_days * DAY
        self.asked: dict[int, deque[float]] = {}
        self.gave: dict[int, float] = {}

    def alerts(self, donor: int, at: float) -> int:
        times = self.asked.get(donor)
        if not times:
            return 0
        while times and times[0] <= at - self.window:
            times.popleft()
        return len(times)

    def since_asked(self, donor: int, at: float) -> float:
        times = self.asked.get(donor)
        return at - times[-1] if times else float("inf")

    def resting(self, donor: int, at: float) -> bool:
        return at - self.gave.get(donor, float("-inf")) < self.rest

    def remember(self, running: Running) -> None:
        start = running.call.at
        for donor, person in running.people.items():
            self.asked.setdefault(donor, deque()).append(start + person.asked)
            if person.there:
                self.gave[donor] = start


class Nothing(Past):
    """Independent calls leave nothing."""

    lasting = False

    def remember(self, running: Running) -> None:
        del running


def habits(settings: Settings) -> Habits:
    return Habits(
        settings.answer_median, settings.answer_spread, settings.reach, settings.show,
        settings.spoken,
    )  # fmt: skip


def play(settings: Settings, policy: Policy, call: Call, log: Log) -> None:
    past = policy.history
    running = Running(
        settings, call, habits(settings),
        lambda donor: donor.true * settings.fatigue ** past.alerts(donor.key, call.at), log,
    )  # fmt: skip
    policy.start(running)
    running.run(policy.look)
    policy.finish(running)
    past.remember(running)


def independent(settings: Settings, mean: float, count: int, *, rare: bool = False) -> Iterator[
    tuple[dict[str, Policy], Call]
]:  # fmt: skip
    rng = random.Random(settings.seed)
    now: dict[str, Policy] = {}
    for key in range(count):
        if key % CALLS_A_CITY == 0:
            now = policies(settings, draw_city(settings, mean, rng), lambda: Nothing(settings))
        yield now, draw_call(settings, key, 0.0, rng, rare=rare)


def in_a_row(settings: Settings, mean: float) -> Iterator[tuple[dict[str, Policy], Call]]:
    rng = random.Random(settings.seed)
    now = policies(settings, draw_city(settings, mean, rng), lambda: Past(settings))
    for day in range(settings.days):
        times = sorted(rng.random() * DAY for _ in range(settings.calls_a_day))
        for number, minute in enumerate(times):
            key = day * settings.calls_a_day + number
            yield now, draw_call(settings, key, day * DAY + minute, rng)


def table(
    settings: Settings, calls: Iterator[tuple[dict[str, Policy], Call]], log: Log,
    only: tuple[str, ...] = (), *, few: int = 0,
) -> Rows:  # fmt: skip
    """Policy → what it came to. `only`: these policies, all if empty; `few`: so many calls of the
    broadcast, if not all (it writes two thousand lines a call)."""
    counts: dict[str, Count] = {}
    for number, (now, call) in enumerate(calls):
        for name, policy in now.items():
            if (only and name not in only) or (few and name == "broadcast" and number >= few):
                continue
            if name not in counts:
                counts[name] = Count(independent=not policy.history.lasting)
            count = counts[name]

            def note(event: dict[str, Any], name: str = name, count: Count = count) -> None:
                count.add(event)
                log({"policy": name, **event})

            play(settings, policy, call, note)
    return {name: count.row() for name, count in counts.items()}


def setting(settings: Settings, mean: float, log: Log) -> dict[str, Any]:
    """Both tables, calls for Rh− apart, and what the score is worth, for one mean acceptance."""

    def into(name: str) -> Log:
        return lambda event: log({"setting": mean, "table": name, **event})

    print(f"\naccept {100 * mean:.1f} %", flush=True)
    worth = checked(settings, mean)
    print("the score, drawn: " + ", ".join(f"{k} {v:.4f}" for k, v in worth.items()), flush=True)
    found: dict[str, Any] = {}
    for name, calls, few in (
        ("table_one", independent(settings, mean, settings.calls), settings.broadcast_calls),
        ("table_two", in_a_row(settings, mean), 0),
        ("rh_negative", independent(settings, mean, settings.rare_calls, rare=True), 0),
    ):
        found[name] = table(settings, calls, into(name), few=few)
        show(name, found[name])
    return {**found, "score": {k: round(v, 4) for k, v in worth.items()}}


def spreads(settings: Settings, log: Log) -> Rows:
    """Table one at other spreads of the true willingness: how far an oracle is ahead is a matter
    of what the score cannot know."""
    found: Rows = {}
    mean = settings.accept[0]
    for spread in sorted({*settings.spreads, settings.spread}):
        other = replace(settings, spread=spread)
        calls = independent(other, mean, settings.spreads_calls)
        rows = table(other, calls, lambda e, s=spread: log({"setting": mean, "table": f"spread_{s}",
                                                          **e}), ("ours", "oracle"))  # fmt: skip
        show(f"table one, spread {spread}", rows)
        found[str(spread)] = {
            "auc_of_the_truth": round(checked(other, mean, 50_000)["auc_of_the_truth"], 3),
            "alerts": round(rows["ours"]["alerts"] / rows["oracle"]["alerts"], 3),
            "filled": round(rows["ours"]["filled"] - rows["oracle"]["filled"], 2),
        }
    return found


def show(title: str, rows: Rows) -> None:
    names = list(next(iter(rows.values())))
    print(f"{title:24}" + "".join(f"{name:>11}" for name in names))
    for policy, row in rows.items():
        print(f"  {policy:22}" + "".join(f"{row[name]:>11}" for name in names))
    ours, oracle = rows["ours"], rows["oracle"]
    print(f"  ours to oracle: filled {ours['filled'] - oracle['filled']:+.2f} points, alerts "
          f"{ours['alerts'] / max(oracle['alerts'], 0.01):.3f} times", flush=True)  # fmt: skip


def written(path: Path, mode: str) -> IO[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    return cast(IO[str], opened(path, mode, encoding="utf-8"))


def recount(path: Path) -> int:
    """The tables again, from a log alone."""
    with written(path, "rt") as file:
        rows = counted(json.loads(line) for line in file)
    result: dict[str, dict[str, Rows]] = {}
    for (mean, name, policy), row in rows.items():
        result.setdefault(mean, {}).setdefault(name, {})[policy] = row
    for mean, tables in result.items():
        for name, found in tables.items():
            show(f"{mean} {name}", found)
    print(json.dumps(result))
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench waves")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--settings", type=Path)
    parser.add_argument("--log", type=Path, help="JSON lines; packed if the name ends in .gz")
    parser.add_argument("--recount", type=Path, metavar="LOG", help="only count a log again")
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    if asked.recount:
        return recount(asked.recount)
    found = json.loads(asked.settings.read_text("utf-8")) if asked.settings else {}
    settings = Settings.read(found)
    if asked.seed is not None:
        settings = replace(settings, seed=asked.seed)
    print(json.dumps(settings.as_json()), flush=True)
    with ExitStack() as stack:
        file = stack.enter_context(written(asked.log, "wt")) if asked.log else None

        def log(event: dict[str, Any]) -> None:
            if file:
                file.write(json.dumps(event) + "\n")

        first, *others = (setting(settings, mean, log) for mean in settings.accept)
        result = {**first, "second": others[0] if others else {}}
        if settings.spreads_calls:
            result["spreads"] = spreads(settings, log)
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`./run bench places`: how long a look-up takes on the full table, as people type."""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable

from chungtay.command.house import house

ROUNDS = 400
TYPED = [
    "hoa thuan dong",
    "Hoà Thuận Đông",
    "p. hoa thuan dong, da nang",
    "phuong 5 quan 3",
    "P.1, Q. Gò Vấp, TP.HCM",
    "tp. hcm",
    "thanh khe dong thanh khe da nang",
    "xa minh thanh, son duong, tuyen quang",
    "an phu",
    "huyen long thanh",
    "binh thuy",
    "tam ky, quang nam",
]
WRONG = ["hoa thuam dong", "hoa cuog", "da nag", "thanh khe dog, da nang", "khong co noi nay"]
BEGUN = ["hoa thu", "thanh kh", "nin", "phuong hoa cu"]


def measure(texts: list[str]) -> list[float]:
    """Milliseconds of each look-up, in turn, after one round to warm up."""
    from chungtay.places.lookup import find

    for text in texts:
        find(text)
    times = []
    for n in range(ROUNDS):
        text = texts[n % len(texts)]
        start = time.perf_counter()
        find(text)
        times.append((time.perf_counter() - start) * 1000)
    return times


def sample(count: int) -> list[str]:
    """Full addresses drawn from the table, half of them without accents and commas."""
    from chungtay.kit.vietnamese import fold
    from chungtay.places.models import Place

    places = Place.objects.filter(kind="commune").select_related("parent", "province")
    drawn = random.Random(7).sample(list(places.in_order()), count)
    return [p.address if n % 2 else fold(p.address) for n, p in enumerate(drawn)]


def main(argv: list[str] | None = None) -> int:
    del argv
    with house():
        report()
    return 0


def report() -> None:
    kinds: dict[str, Callable[[], list[str]]] = {
        "một tên, ba cách": lambda: TYPED[:3],
        "như người ta gõ": lambda: TYPED,
        "địa chỉ đủ cấp": lambda: sample(ROUNDS),
        "gõ dở": lambda: BEGUN,
        "gõ sai": lambda: WRONG,
    }
    every: list[float] = []
    named: list[float] = []
    rows = [f"{'':<18}{'p50 ms':>8}{'p99 ms':>8}{'lâu nhất':>10}"]
    for name, texts in kinds.items():
        times = sorted(measure(texts()))
        every += times
        named = named or times
        rows.append(f"{name:<18}{_at(times, 50):>8.1f}{_at(times, 99):>8.1f}{times[-1]:>10.1f}")
    figures = {
        "one_name_p50_ms": round(_at(named, 50), 2),
        "one_name_p99_ms": round(_at(named, 99), 2),
        "lookup_p50_ms": round(_at(every, 50), 2),
        "lookup_p99_ms": round(_at(every, 99), 2),
    }
    sys.stdout.write("\n".join([*rows, json.dumps(figures)]) + "\n")


def _at(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]

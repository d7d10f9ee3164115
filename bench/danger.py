"""`./run bench danger`: how much danger to life is heard in sentences the words were not made for.

The sentences of the tests shaped the words, so that they say nothing of others; those of
`bench/danger_unseen*.toml` were written apart from the words and are not looked at.
"""

import json
import sys
import time
import tomllib
from pathlib import Path
from statistics import median

TUNED = sorted(Path("chungtay/danger/tests").glob("*.toml"))
UNSEEN = sorted(Path("bench").glob("danger_unseen*.toml"))
LONG = "Dạ phường cho em hỏi, nha ben canh co nguoi keu mai khong thay dậy, khói bay ra quá trời. "
"""Said again and again: what of both kinds stands in one long letter."""

Told = list[tuple[str, str]]
"""Label and what was heard."""


def told(paths: list[Path]) -> Told:
    from chungtay.danger.hearing import danger

    parts = [part for path in paths for part in tomllib.loads(path.read_text("utf-8")).items()]
    return [(label, danger(s)) for label, part in parts for s in part["sentences"]]


def figures(all_: Told) -> dict[str, float]:
    """Recall, precision, and of what was rightly heard how much got the right number."""
    hits = [(label, number) for label, number in all_ if label != "none" and number]
    real = sum(label != "none" for label, _number in all_)
    rung = sum(bool(number) for _label, number in all_)
    return {
        "sentences": len(all_), "recall": round(len(hits) / max(real, 1), 3),
        "precision": round(len(hits) / max(rung, 1), 3),
        "right_number": round(
            sum(label == number for label, number in hits) / max(len(hits), 1), 3
        ),
    }  # fmt: skip


def milliseconds(length: int = 2000, times: int = 20) -> float:
    """Of `times` letters of `length` characters, each different: what half of them stay below."""
    from chungtay.danger.hearing import danger

    text = LONG * (length // len(LONG) + 2)
    danger(text)
    took = []
    for i in range(times):
        start = time.perf_counter()
        danger(text[i : i + length])
        took.append(time.perf_counter() - start)
    return round(median(took) * 1000, 1)


def main() -> int:
    rows = {"tuned": figures(told(TUNED))}
    rows |= {path.stem.removeprefix("danger_"): figures(told([path])) for path in UNSEEN}
    print(f"{'':12}{'sentences':>10}{'recall':>10}{'precision':>10}{'number':>10}")
    for name, row in rows.items():
        print(f"{name:12}" + "".join(f"{value:>10}" for value in row.values()))
    together, ms = figures(told(UNSEEN)), milliseconds()
    print(f"2,000 characters: {ms} ms")
    print(
        json.dumps({
            "recall": together["recall"], "precision": together["precision"],
            "ms_2000_characters": ms,
        })
    )  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())

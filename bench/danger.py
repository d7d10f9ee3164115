"""`./run bench danger`: how much danger to life is heard in sentences the words were not made for.

The sentences of the tests shaped the words, so that they say nothing of others; these did not.
"""

import json
import sys
import tomllib
from pathlib import Path

SENTENCES = {
    "tuned": Path("chungtay/kit/tests/danger_sentences.toml"),
    "unseen": Path("bench/danger_unseen.toml"),
}


def heard(path: Path) -> dict[str, float]:
    """Recall, precision, and of what was rightly heard how much got the right number."""
    from chungtay.kit.danger import danger

    told = tomllib.loads(path.read_text(encoding="utf-8"))
    all_ = [(label, danger(s)) for label, part in told.items() for s in part["sentences"]]
    hits = [(label, number) for label, number in all_ if label != "none" and number]
    real = sum(label != "none" for label, _number in all_)
    rung = sum(bool(number) for _label, number in all_)
    return {
        "sentences": len(all_), "recall": round(len(hits) / real, 3),
        "precision": round(len(hits) / rung, 3),
        "right_number": round(sum(label == number for label, number in hits) / len(hits), 3),
    }  # fmt: skip


def main() -> int:
    found = {name: heard(path) for name, path in SENTENCES.items()}
    print(f"{'':10}{'sentences':>10}{'recall':>10}{'precision':>10}{'number':>10}")
    for name, row in found.items():
        print(f"{name:10}" + "".join(f"{value:>10}" for value in row.values()))
    print(
        json.dumps({"recall": found["unseen"]["recall"], "precision": found["unseen"]["precision"]})
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

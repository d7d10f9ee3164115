"""`./run seeds S2`: plays an article and asks the book each of its facts.

Expected is typed by hand from the article; obtained is what the product answers. Behind each
computed fact one act is taken back, in a transaction that is rolled back, and the answer must move
by exactly it. What has no journey yet is printed as that, with what is missing. Ends with 1 if
anything is wrong; the last line is one JSON object.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chungtay.command.house import house

if TYPE_CHECKING:
    from chungtay.site.demo.s2.facts import Fact
    from chungtay.site.demo.s2.ward import Ward

ROOT = Path(__file__).resolve().parents[2]
CHART = ROOT / "docs" / "seeds.md"
DROPPED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB")
RIGHT, WRONG, NOT_YET = "đúng", "SAI", "chưa có"


@dataclass(frozen=True, slots=True)
class Checked:
    """One fact, asked: what came out, and what after one act behind it was taken back."""

    fact: "Fact"
    obtained: str = ""
    moved: str = ""

    @property
    def verdict(self) -> str:
        if self.fact.ask is None:
            return NOT_YET
        undone = self.fact.undone
        right = self.obtained == self.fact.expected and (not undone or self.moved == undone.then)
        return RIGHT if right else WRONG


def check(facts: Sequence["Fact"], ward: "Ward") -> Iterator[Checked]:
    """Ask the product each fact, and again with one act behind it taken back."""
    for fact in facts:
        if fact.ask is None:
            yield Checked(fact)
            continue
        obtained, moved = fact.ask(ward), ""
        if fact.undone:
            moved = _after(fact, ward)
        yield Checked(fact, obtained, moved)


def _after(fact: "Fact", ward: "Ward") -> str:
    from django.db import transaction

    assert fact.ask and fact.undone
    with transaction.atomic():
        fact.undone.take_back(ward)
        moved = fact.ask(ward)
        transaction.set_rollback(True)
    return moved


def in_words(checked: Checked) -> list[str]:
    """A fact as it is printed."""
    from chungtay.site.demo.s2.facts import KINDS

    fact = checked.fact
    lines = [
        f"{fact.number:>2}  {checked.verdict:<7}  {KINDS[fact.kind]:<7}  {fact.says}",
        f"{'':4}bài viết: {fact.expected}",
    ]
    if fact.ask is None:
        return [*lines, f"{'':4}còn thiếu: {fact.missing}"]
    lines += [f"{'':4}sổ đáp:   {checked.obtained}", f"{'':4}hỏi:      {fact.question}"]
    if fact.undone:
        lines.append(
            f"{'':4}lấy lại:  {fact.undone.act} → {checked.moved} (phải là {fact.undone.then})"
        )
    return lines


def summary(article: str, found: Sequence[Checked]) -> dict[str, object]:
    """The last line: facts by their numbers; one with any part wrong is wrong."""
    by: dict[str, set[int]] = {RIGHT: set(), WRONG: set(), NOT_YET: set()}
    for checked in found:
        by[checked.verdict].add(checked.fact.number)
    undone = [one for one in found if one.fact.undone]
    return {
        "article": article, "facts": len({one.fact.number for one in found}),
        "right": len(by[RIGHT] - by[WRONG] - by[NOT_YET]), "wrong": sorted(by[WRONG]),
        "not_yet": sorted(by[NOT_YET]), "taken_back": len(undone),
    }  # fmt: skip


def chart(found: Sequence[Checked]) -> str:
    """The same as `docs/seeds.md`."""
    from chungtay.site.demo.s2.facts import KINDS

    head = (
        "# What the articles say, and what the book answers\n\n"
        "Written by `./run seeds S2 --write`; a test holds it to be true. The wording is the"
        " article's; names are invented.\n\n## S2 · Hòa Thuận Đông, Đà Nẵng, 2021\n\n"
        "| | loại · kind | bài viết nói · the article | phải ra · expected | sổ đáp · obtained |"
        " hỏi thế nào · asked | lấy lại một việc · one act taken back |\n"
        "|---|---|---|---|---|---|---|\n"
    )
    rows = []
    for one in found:
        fact, undone = one.fact, one.fact.undone
        obtained = one.obtained if fact.ask else f"*chưa có · not yet:* {fact.missing}"
        back = f"{undone.act} → {one.moved}" if undone else ""
        cells = [fact.number, KINDS[fact.kind], fact.says, fact.expected, obtained, fact.question]
        rows.append(f"| {' | '.join(map(str, cells))} | {back} |")
    return head + "\n".join(rows) + "\n"


def report(article: str, found: Sequence[Checked]) -> int:
    """Print all of it; 1 if anything is wrong."""
    for one in found:
        print("\n".join(in_words(one)))
    total = summary(article, found)
    print(json.dumps(total, ensure_ascii=False))
    return 1 if total["wrong"] else 0


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./run seeds", description="Điều bài viết nói, và điều sổ đáp."
    )
    parser.add_argument("article", choices=["S2"])
    parser.add_argument("--write", action="store_true", help="viết lại docs/seeds.md")
    asked = parser.parse_args(argv)
    with house(DROPPED):
        from chungtay.kit import clock
        from chungtay.site.demo.s2.facts import FACTS
        from chungtay.site.demo.s2.play import play

        found = list(check(FACTS, play(clock.now())))
        if asked.write:
            CHART.write_text(chart(found))
        return report(asked.article, found)

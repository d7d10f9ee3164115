"""`./run bench outbox [--recipients N]`: one broadcast, from outbox rows to deliveries that wait.

On a cluster of its own with ordinary durability, in a folder that is removed afterwards. A
province of so many people with its account, twenty wards' accounts, text messages and a mailbox;
consents, wishes for silence, merges, windows and refusals as `_outbox_data` says. Told by the verb
(measured apart), then taken by the sender's own `resolving.take`, batch after batch, until nothing
is left; the same for 3,000 of them several times, for the cost of one recipient.
"""

import argparse
import json
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
SMALL, ROUNDS = 3_000, 5


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench outbox")
    parser.add_argument("--recipients", type=int, default=300_000)
    asked = parser.parse_args()
    from chungtay.command.house import house

    with house() as built, psycopg.connect(built.owner_url, autocommit=True) as owner:
        result = measure(owner, asked.recipients)
    print(json.dumps(result))
    return 0


def measure(owner: psycopg.Connection, recipients: int) -> dict[str, Any]:
    from bench._outbox_data import build

    start = time.perf_counter()
    ward = build(owner, recipients)
    say("dựng sổ", f"{time.perf_counter() - start:.0f} s")
    people = [row[0] for row in owner.execute("SELECT actor_id FROM people_person ORDER BY id")]
    small = []
    for n in range(ROUNDS):
        tell_all(ward, people[n * SMALL : (n + 1) * SMALL])
        small.append(taking()[0] / SMALL)
    say(f"{SMALL:,} người, {ROUNDS} lần", f"{statistics.median(small) * 1e6:.0f} µs mỗi người")
    telling = tell_all(ward, people)
    say(
        "viết vào hộp gửi (tell)", f"{telling:.1f} s, {telling / recipients * 1e6:.0f} µs mỗi người"
    )
    before = resident()
    seconds, most = taking()
    say("tìm cách gửi, xếp hàng", f"{seconds:.1f} s, {seconds / recipients * 1e6:.0f} µs mỗi người")
    say("bộ nhớ của tiến trình", f"trước {before:.0f}, cao nhất {most:.0f} MiB")
    for way, state, code, count in owner.execute(
        "SELECT way, state, code, count(*) FROM channels_delivery GROUP BY 1, 2, 3 ORDER BY 4 DESC"
    ):
        say(f"  {way or '-'} {state}", f"{count:,} {code}")
    missing = owner.execute(
        "SELECT count(*) FROM journal_message m WHERE NOT EXISTS"
        " (SELECT FROM channels_delivery d WHERE d.message_id = m.id)"
    ).fetchone()
    assert missing == (0,), "every message has its delivery"
    return {
        "seconds": round(seconds, 1), "mib": round(most),
        "cost_ratio": round(seconds / recipients / statistics.median(small), 2),
        "tell_seconds": round(telling, 1),
    }  # fmt: skip


def tell_all(ward: int, people: list[int]) -> float:
    """One act that says something to all of them; the seconds it took."""
    from bench._outbox_verb import broadcast
    from chungtay.journal.system import System
    from chungtay.kit import clock
    from chungtay.places.models import Place

    place, start = Place.objects.get(pk=ward), time.perf_counter()
    broadcast(actor=System("bench"), at=clock.now(), place=place, people=people)
    return time.perf_counter() - start


def taking() -> tuple[float, float]:
    """Seconds until the outbox is empty, and the most memory the process had meanwhile, in MiB."""
    from chungtay.channels.resolving import take
    from chungtay.kit import clock

    start, most = time.perf_counter(), resident()
    while take(clock.now()):
        most = max(most, resident())
    return time.perf_counter() - start, most


def resident() -> float:
    """MiB of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def say(what: str, value: str) -> None:
    print(f"{what:<34} {value:>44}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

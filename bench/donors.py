"""`./run bench donors [--donors N] [--most N] [--calls N]`: whom a call asks, in a large province.

On a cluster of its own with ordinary durability, in a folder that is removed afterwards. Hồ Chí
Minh City after the merger: its real communes at their centres, the wards of the old city four
times as full and 85 % of their donors resting, one person in two hundred entered twice. Four desks
in processes of their own each make a call by `make_call`, as an officer, every three seconds (a
desk in life: a few a day); measured is the verb `ask_donors` inside it, from the lock of the call
to the last message in the outbox, as if it were ten in the morning (at night few say yes, and waves
are large). Meanwhile a fifth process answers twenty questions a second by `blood.come` and
`blood.not_today`. Beside each call the floor: an act that does SELECT 1, in the same process; its
first calls are not counted. Then the bare candidate query, the 300 nearest who may be asked
of the patient's own group, in two databases of one cluster in turn: `growth` is the median over
groups as they are needed in the one of 5,000,000 over that in the one of 50,000.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
DESKS, PACE, ANSWERS = 4, 3.0, 20.0
SMALL, ROUNDS = 50_000, 300
COMMON, RARE = ("O+", "A+", "B+", "AB+"), ("O−", "A−", "B−", "AB−")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench donors")
    parser.add_argument("--donors", type=int, default=500_000)
    parser.add_argument("--most", type=int, default=5_000_000)
    parser.add_argument("--calls", type=int, default=60)
    asked = parser.parse_args()
    from bench._donors_data import build
    from chungtay.command.house import house

    with house() as built:
        small_url = built.owner_url.replace("/bench", "/small", 1)
        with psycopg.connect(built.owner_url.replace("/bench", "/postgres", 1)) as admin:
            admin.autocommit = True
            admin.execute("CREATE DATABASE small TEMPLATE bench")
        with (
            psycopg.connect(built.owner_url, autocommit=True) as owner,
            psycopg.connect(small_url, autocommit=True) as small,
        ):
            start = time.perf_counter()
            build(owner, 1, asked.donors)
            say("dựng sổ", f"{asked.donors:,} người hiến, {time.perf_counter() - start:.0f} s")
            times = calling(owner, asked.calls)
            start = time.perf_counter()
            build(small, 1, SMALL)
            build(owner, asked.donors + 1, asked.most, people=False)
            say("thêm người", f"{asked.most:,}, {time.perf_counter() - start:.0f} s")
            growth = growing(small, owner)
    print(json.dumps({"rows": asked.donors, **times, "growth": growth}))
    return 0


def calling(owner: psycopg.Connection, calls: int) -> dict[str, float]:
    """Four desks and those who answer."""
    from bench._donors_client import WARM

    hospitals(owner, DESKS * (calls + WARM) // 9 + 1)
    desks = [started("desk", n, calls, PACE) for n in range(DESKS)]
    answering = started("answer", ANSWERS)
    for one in desks:
        assert one.stdout and one.stdout.readline().strip() == "ready"
    for one in desks:
        go(one)
    rows = []
    for one in desks:
        assert one.stdout
        rows += [json.loads(line) for line in one.stdout]
        assert one.wait() == 0
    go(answering)
    assert answering.stdout
    answers = json.loads(answering.stdout.readline())["answers"]
    assert answering.wait() == 0 and len(rows) == DESKS * calls
    every = sorted(row["ms"] for row in rows)
    whole = sorted(row["whole_ms"] for row in rows)
    for title, groups in (("nhóm thường gặp", COMMON), ("nhóm hiếm", RARE)):
        some = sorted(row["ms"] for row in rows if row["group"] in groups)
        if len(some) > 1:
            say(f"ask_donors, {title}", f"{len(some)} lời gọi, {spread(some)}")
    say("ask_donors, tất cả", f"{len(every)} lời gọi, {spread(every)}")
    choosing = sorted(row["choosing_ms"] for row in rows)
    say("trong đó tìm và xếp thứ tự", spread(choosing))
    say("make_call", spread(whole))
    say("trong đó Python", spread(sorted(row["cpu_ms"] for row in rows)))
    floor = sorted(row["floor_ms"] for row in rows)
    say("sàn: một việc chỉ SELECT 1", spread(floor))
    say("người được hỏi mỗi đợt", f"{statistics.mean(row['asked'] for row in rows):.1f}")
    say("câu trả lời ghi cùng lúc", f"{answers:,}")
    twice = owner.execute(
        "SELECT count(*) FROM (SELECT donor_id FROM blood_ask a JOIN journal_entry e"
        " ON e.id = a.asked_in_id GROUP BY 1 HAVING count(*) > 1) d"
    ).fetchone()
    assert twice == (0,), "nobody is asked twice within the rest"
    return {
        "p50_ms": round(at(every, 50), 1), "p99_ms": round(at(every, 99), 1),
        "choosing_p50_ms": round(at(choosing, 50), 1),
        "choosing_p99_ms": round(at(choosing, 99), 1),
        "floor_p50_ms": round(at(floor, 50), 1), "floor_p99_ms": round(at(floor, 99), 1),
    }  # fmt: skip


def hospitals(owner: psycopg.Connection, count: int) -> None:
    """So many in the middle of the city, so that no desk meets the daily limit of one of them."""
    from bench._donors_data import CENTRE
    from chungtay.journal.system import System
    from chungtay.kit import clock
    from chungtay.people.actions import register_organisation
    from chungtay.people.models import Organisation
    from chungtay.places.models import Place
    from chungtay.upkeep.actions import list_number

    row = owner.execute("SELECT place_id FROM bench_home WHERE city ORDER BY n LIMIT 1").fetchone()
    assert row is not None
    place, rng = Place.objects.get(pk=row[0]), random.Random(5)
    for number in range(count):
        made = register_organisation(
            actor=System("bench"), at=clock.now(), place=place, name=f"Bệnh viện {number}",
            kind=Organisation.Kind.HOSPITAL,
        )  # fmt: skip
        list_number(
            actor=System("bench"), at=clock.now(), hospital=made, phone=f"0236 3{number:06}",
            source="bench",
        )  # fmt: skip
        owner.execute(
            "UPDATE people_organisation SET lat = %s, lon = %s WHERE id = %s",
            [CENTRE[0] + rng.gauss(0, 0.03), CENTRE[1] + rng.gauss(0, 0.03), made.pk],
        )


def started(*about: Any) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "bench._donors_client", *map(str, about)], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def growing(small: psycopg.Connection, large: psycopg.Connection) -> float:
    """Median of the bare query in the large register over that in the small one, in turn."""
    from bench._donors_client import need, until_morning
    from bench._donors_data import CENTRE
    from chungtay.blood import matching
    from chungtay.blood.models import Call
    from chungtay.kit import clock
    from chungtay.kit.plane import point
    from chungtay.recruiting.answering import USUAL

    within = USUAL.farthest(120)
    rng, took = random.Random(7), {"small": [], "large": []}
    of: dict[str, dict[str, list[float]]] = {}
    for n in range(-20, ROUNDS):
        about = need(rng)
        where = point(CENTRE[0] + rng.gauss(0, 0.03), CENTRE[1] + rng.gauss(0, 0.03))
        now = clock.now() + until_morning()
        call = Call(**about | {"units": 3}, loc=where, deadline=now + timedelta(hours=2))
        call.pk = 0
        sql, params = matching.statement(call, now, matching.branches(call)[0], within)
        for name, register in (("small", small), ("large", large)):
            cursor = psycopg.ClientCursor(register)
            start = time.perf_counter()
            cursor.execute(sql, params)
            rows = len(cursor.fetchall())
            ms = (time.perf_counter() - start) * 1000
            if n >= 0:
                took[name].append(ms)
                title = "nhóm thường gặp" if about["group"].positive else "nhóm hiếm"
                of.setdefault(title, {}).setdefault(name, []).append(ms)
                of[title].setdefault(f"{name} rows", []).append(rows)
    for title, found in sorted(of.items()):
        for name in ("small", "large"):
            median, rows_found = (
                statistics.median(found[name]),
                statistics.mean(found[f"{name} rows"]),
            )
            say(f"câu hỏi trần, {title}, {name}", f"{median:.2f} ms, {rows_found:.0f} dòng")
    return round(statistics.median(took["large"]) / statistics.median(took["small"]), 2)


def at(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


def spread(times: list[float]) -> str:
    return f"p50 {at(times, 50):.1f}  p99 {at(times, 99):.1f}  lâu nhất {times[-1]:.1f} ms"


def say(what: str, value: str) -> None:
    print(f"{what:<42} {value:>52}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""`./run bench call [--donors 200]`: so many donors tap “Tôi đến được” in the same second.

A house of its own with ordinary durability: granian, worker and sender as `./run serve` starts
them. The house has been running: one donor of another call has answered it. One call for
twenty units has asked everybody; then each posts, through sixteen kept
connections, the signed webhook that Zalo sends when the button is tapped. An answer counts when
its reply is committed: `answers_per_s` from the first tap to the last commit, `p99_ms` from a
webhook being stored to its answer's commit, and the slowest hundredth of the posting on top.
Afterwards twenty-one hold a place and everybody answered once.

`--calls 5`: the same donors asked by so many calls, whose answers need not wait for each other.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

from bench._killing import free_port
from bench._webhook_load import CLIENTS, run
from bench.webhook import APP_ID, FIRST_USER, OA_ID, OA_SECRET, TICKS, count
from chungtay.command.demo import behind, wait_for, web_command
from chungtay.command.house import SETTINGS, House, house
from chungtay.command.processes import Program

UNITS = 20
WORKERS = 2
LONGEST = 120.0
WANTED, SLOWEST = 200, 500


def fill(people: int, calls: int, api_base: str) -> None:
    """A ward whose account is connected, donors with a Zalo user each, and calls that ask them
    all between them; before, one call to one who answers it while the house warms up."""
    from chungtay.blood.actions import ask_donors
    from chungtay.blood.tests.examples import call, hospital_at
    from chungtay.channels.actions import connect
    from chungtay.donors.tests.examples import donor
    from chungtay.kit import clock
    from chungtay.kit.errors import Refused
    from chungtay.people.actions import add_contact
    from chungtay.people.models import ContactPoint
    from conftest import World

    world = World(clock.now())
    connect(
        actor=world.system, at=world.at, place=world.ward, name="Phường thử", oa_id=OA_ID,
        app_id=APP_ID, app_secret="x", oa_secret=OA_SECRET, access_token="a", refresh_token="r",
        api_base=api_base, oauth_base=api_base,
    )  # fmt: skip
    for some in [range(1), *(range(1 + first, 1 + people, calls) for first in range(calls))]:
        for n in some:
            made = donor(world)
            add_contact(
                actor=world.system, at=world.at, person=made.person, kind=ContactPoint.Kind.ZALO,
                value=f"{OA_ID}/{FIRST_USER + n}", how=ContactPoint.How.WROTE,
            )  # fmt: skip
        at = hospital_at(world, world.ward)
        made = call(world, hospital=at, units=UNITS, deadline=world.at + timedelta(hours=6))
        with suppress(Refused):
            for _wave in range(3):
                ask_donors(actor=world.system, at=world.at, call=made)


def taps() -> list[bytes]:
    """The webhook of each donor's first button."""
    from chungtay.blood.models import Ask
    from chungtay.channels.wording import token
    from chungtay.journal.models import Message
    from chungtay.people.models import ContactPoint

    points = ContactPoint.objects.unscoped(why="the donors of this bench").filter(kind="zalo")
    address = dict(points.values_list("actor", "value"))
    asked = Ask.objects.unscoped(why="the donors of this bench").values("actor")
    stamp, found = int(time.time() * 1000), []
    questions = Message.objects.filter(purpose="blood.ask", recipient__in=asked).order_by("pk")
    for n, message in enumerate(questions):
        where = address[message.recipient_id]
        said = {
            "app_id": APP_ID, "sender": {"id": where.split("/")[1]}, "recipient": {"id": OA_ID},
            "event_name": "user_send_text", "timestamp": str(stamp + n),
            "message": {"text": token(message.pk, 0, where), "msg_id": f"tap{n}"},
        }  # fmt: skip
        body = json.dumps(said, ensure_ascii=False).encode()
        mac = hashlib.sha256(APP_ID.encode() + body + str(stamp + n).encode() + OA_SECRET.encode())
        found.append(
            b"POST /zalo/webhook/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"X-ZEvent-Signature: mac=" + mac.hexdigest().encode()
            + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body
        )  # fmt: skip
    return found


def processor(program: Program) -> float:
    """Seconds of processor that it has used, whoever else is at work on this machine."""
    assert program.process is not None
    told = Path(f"/proc/{program.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / TICKS


def answered(at: House, so_many: int) -> None:
    """Wait until so many answers are in the books, but not for ever."""
    ends = time.perf_counter() + LONGEST
    while time.perf_counter() < ends and count(at, "SELECT count(*) FROM blood_reply") < so_many:
        time.sleep(0.05)


def measure(at: House, port: int, zalo: int) -> dict[str, Any]:
    env = {**os.environ, "CHUNGTAY_PORT": str(port)}
    web = Program("web", web_command(port, workers=WORKERS), env, at.folder / "web.log")
    others = behind(env, at.folder)
    stand_in = subprocess.Popen(
        [sys.executable, "-m", "bench._webhook_zalo", str(zalo)],
        cwd=Path(__file__).resolve().parents[1],
    )
    try:
        web.start()
        wait_for(f"http://127.0.0.1:{port}/healthz")
        for program in others:
            program.start()
        time.sleep(5)
        first, *requests = taps()
        run(port, iter([first] * CLIENTS), 0)
        answered(at, 1)
        worker = next(one for one in others if one.name == "worker")
        before, begun, started, times = processor(worker), time.time(), time.perf_counter(), []
        for n in range(0, len(requests), CLIENTS):
            some = requests[n : n + CLIENTS]
            times += run(port, iter(some + requests[: CLIENTS - len(some)]), 0).times
        posted = time.perf_counter() - started
        answered(at, 1 + len(requests))
        slow = sorted(times)[len(times) * 99 // 100]
        return {"asked": len(requests), "begun": begun, "posted": posted, "slow": slow,
                "worker": processor(worker) - before}  # fmt: skip
    finally:
        for program in others:
            program.stop()
        web.stop()
        stand_in.terminate()
        stand_in.wait(10)


DONE = """
SELECT extract(epoch FROM d.at) - %s,
       extract(epoch FROM d.at - i.received_at)
FROM (SELECT said_in_id, pg_xact_commit_timestamp(xmin) AS at FROM blood_reply) d
JOIN journal_entry e ON e.id = d.said_in_id
JOIN intake_inbound i ON i.id = split_part(e.key, ':', 6)::bigint
"""
"""Of each answer: seconds from the first tap, and from its own webhook, to its commit."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench call")
    parser.add_argument("--donors", type=int, default=200)
    parser.add_argument("--calls", type=int, default=1)
    args = parser.parse_args()
    with house((*SETTINGS, "track_commit_timestamp=on")) as at:
        port, zalo = free_port(), free_port()
        fill(args.donors, args.calls, f"http://127.0.0.1:{zalo}")
        told = measure(at, port, zalo)
        with psycopg.connect(at.owner_url) as connection:
            every = connection.execute(DONE, [told["begun"]]).fetchall()
        rows = [row for row in every if row[0] > 0]
        seats = count(at, "SELECT count(*) FROM blood_seat WHERE freed_in_id IS NULL")
    last = max((float(row[0]) for row in rows), default=LONGEST)
    waited = sorted(float(row[1]) for row in rows) or [LONGEST]
    p99 = 1000 * (waited[len(waited) * 99 // 100] + told["slow"])
    rate = len(rows) / last
    print(f"{'asked':24}{told['asked']:10}")
    print(f"{'posted in s':24}{told['posted']:10.2f}")
    print(f"{'answers in the books':24}{len(rows):10}")
    print(f"{'places held':24}{seats - 1:10}")
    print(f"{'worker, processor ms':24}{1000 * told['worker']:10.0f}")
    print(f"{'committed in':24}{len({row[0] for row in rows}):10} acts")
    print(f"{'answers/s':24}{rate:10.0f}")
    print(f"{'tap to commit p99 ms':24}{p99:10.0f}")
    print(json.dumps({"answers_per_s": round(rate), "p99_ms": round(p99)}))
    whole = len(rows) == told["asked"] and seats <= 1 + args.calls * (UNITS + 1)
    return 0 if whole and rate >= WANTED and p99 < SLOWEST else 1

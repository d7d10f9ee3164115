"""`./run bench webhook [--seconds 20]`: webhooks stored and answered while the outbox drains.

A house of its own with ordinary durability (fsync, synchronous_commit): granian, worker and
sender as `./run serve` starts them, 10,000 messages waiting, a stand-in for Zalo's address that
takes them (Zalo is another machine, so it is as lean as can be), and 16 clients on kept
connections that post signed webhooks as a broadcast brings them: of ten, three echoes, three
receipts, three “seen” and one word of a resident. Before and after, pgbench inserts rows of the
same size with 16 clients on the same cluster. Everything shares this machine's cores, load
generator and stand-in included; `cpu` says who used how much of them. At the end every answered
webhook is looked for in its table.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from bench._killing import free_port
from bench._webhook_load import CLIENTS, Load, run
from chungtay.command.demo import behind, wait_for, web_command
from chungtay.command.house import House, house
from chungtay.command.processes import Program

WORKERS = 2
MESSAGES = 10_000
APP_ID, OA_ID, OA_SECRET = "360846524940903967", "388613280878808645", "bi-mat-oa"
FIRST_USER = 2512523625412515
TICKS = os.sysconf("SC_CLK_TCK")


def fill(api_base: str) -> None:
    """A ward whose account is connected, and as many people as messages wait for."""
    from chungtay.channels.actions import connect
    from chungtay.channels.resolving import REPLY
    from chungtay.journal.models import Actor, Entry, Message
    from chungtay.journal.system import System
    from chungtay.kit import clock
    from chungtay.people.models import ContactPoint, Person
    from chungtay.places.models import Place

    system, at = System("bench"), clock.now()
    ward = Place.objects.filter(kind="commune", valid_to=None).first()
    assert ward is not None
    connect(
        actor=system, at=at, place=ward, name="Phường thử", oa_id=OA_ID, app_id=APP_ID,
        app_secret="x", oa_secret=OA_SECRET, access_token="a", refresh_token="r",
        api_base=api_base, oauth_base=api_base,
    )  # fmt: skip
    entry = Entry.objects.order_by("-pk")[0]
    actors = Actor.objects.bulk_create([Actor(kind="person") for _ in range(MESSAGES)])
    people = Person.objects.bulk_create(
        [
            Person(place=ward, actor=actor, registered_in=entry).named("Phan Thị Diễm My")
            for actor in actors
        ]
    )
    ContactPoint.objects.bulk_create(
        [
            ContactPoint(place=ward, person=person, actor=person.actor, kind="zalo",
                         value=f"{OA_ID}/{FIRST_USER + n}", added_in=entry)
            for n, person in enumerate(people)
        ]
    )  # fmt: skip
    Message.objects.bulk_create(
        [
            Message(entry=entry, recipient=actor, purpose=REPLY, text="Chào chị, hẹn 15:00.")
            for actor in actors
        ]
    )  # fmt: skip
    _interacted(ward)


def _interacted(ward: Any) -> None:
    """Everybody wrote two hours ago, so that the account may answer them."""
    from datetime import timedelta

    from chungtay.channels import presences
    from chungtay.channels.models import Channel, Pace
    from chungtay.kit import clock

    channel = Channel.objects.unscoped(why="the one of this bench").get()
    # As fast as the worker can: the pace of a young account would be the only thing measured.
    Pace.objects.unscoped(why="the one of this bench").update(per_minute=60_000, burst=500)
    when = clock.now() - timedelta(hours=2)
    presences.seen_all(
        channel, [presences.Seen(str(FIRST_USER + n), when, True) for n in range(MESSAGES)]
    )


def pgbench(at: House, seconds: int) -> float:
    """INSERT/s of 16 clients, each row as large as a webhook, prepared, one commit each."""
    script = at.folder / "insert.sql"
    script.write_text(
        "INSERT INTO bench_row (key, body) VALUES (md5(random()::text), repeat('x', 380)::bytea);\n"
    )
    from chungtay.command.postgres import bin_directory

    done = subprocess.run(
        [str(bin_directory() / "pgbench"), "-n", "-c", str(CLIENTS), "-j", "2", "-M", "prepared",
         "-T", str(seconds), "-f", str(script), at.owner_url],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    line = next(line for line in done.stdout.splitlines() if line.startswith("tps"))
    return float(line.split("=")[1].split()[0])


def cpu_of(pids: list[int]) -> float:
    """Seconds of processor that these processes, and those they began, have used."""
    used, children = 0.0, _children()
    waiting = list(pids)
    while waiting:
        pid = waiting.pop()
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        used += (int(fields[11]) + int(fields[12])) / TICKS
        waiting += children.get(pid, [])
    return used


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            found.setdefault(parent, []).append(int(entry.name))
    return found


def bodies() -> Any:
    """Requests without end, each another webhook, as bytes on the wire."""
    stamp, n = int(time.time() * 1000), 0
    names = ["oa_send_text", "user_received_message", "user_seen_message"] * 3 + ["user_send_text"]
    while True:
        name, user, n = names[n % 10], str(FIRST_USER + n % MESSAGES), n + 1
        sender, recipient = (user, OA_ID) if name.startswith("user_send") else (OA_ID, user)
        msg = f"96d3cdf3af15{n:08x}"
        message = {"msg_ids": [msg]} if "seen" in name else {"msg_id": msg}
        if "send" in name:
            message["text"] = "Sáng mai phường mình mấy giờ mở cửa vậy ạ?"
        said = {
            "app_id": APP_ID, "sender": {"id": sender}, "recipient": {"id": recipient},
            "user_id_by_app": "552177279717587730", "event_name": name, "message": message,
            "timestamp": str(stamp + n),
        }  # fmt: skip
        body = json.dumps(said, ensure_ascii=False).encode()
        signed = APP_ID.encode() + body + str(stamp + n).encode() + OA_SECRET.encode()
        yield (
            b"POST /zalo/webhook/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"X-ZEvent-Signature: mac=" + hashlib.sha256(signed).hexdigest().encode()
            + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body
        )  # fmt: skip


def count(at: House, sql: str) -> int:
    with psycopg.connect(at.owner_url) as connection:
        row = connection.execute(sql).fetchone()  # type: ignore[call-overload]
    return int(row[0]) if row else 0


MEANWHILE = {
    "sent": "SELECT count(*) FROM channels_delivery WHERE sent_at IS NOT NULL",
    "taken in": "SELECT count(*) FROM intake_inbound WHERE handled_at IS NOT NULL",
}
Measured = tuple[Load, dict[str, float], dict[str, int]]


def measure(at: House, seconds: int, port: int, zalo: int) -> Measured:
    """The load on a running house, how much processor each part of it used, and how many messages
    were sent and webhooks dealt with meanwhile."""
    stand_in = subprocess.Popen(
        [sys.executable, "-m", "bench._webhook_zalo", str(zalo)],
        cwd=Path(__file__).resolve().parents[1],
    )
    env = {**os.environ, "CHUNGTAY_PORT": str(port)}
    web = Program("web", web_command(port, workers=WORKERS), env, at.folder / "web.log")
    others = behind(env, at.folder)
    try:
        web.start()
        wait_for(f"http://127.0.0.1:{port}/healthz")
        for program in others:
            program.start()
        time.sleep(4)
        requests = bodies()
        run(port, requests, 2)  # both workers have loaded what they need
        postmaster = int(
            (at.folder / "postgres" / "data" / "postmaster.pid").read_text().split()[0]
        )
        parts = {program.name: [program.process.pid] for program in (web, *others)}
        parts |= {"postgres": [postmaster], "stand-in": [stand_in.pid]}
        before = {name: cpu_of(pids) for name, pids in parts.items()} | {
            "load": time.process_time()
        }
        done = {name: -count(at, sql) for name, sql in MEANWHILE.items()}
        load = run(port, requests, seconds)
        done = {name: done[name] + count(at, sql) for name, sql in MEANWHILE.items()}
        used = {name: cpu_of(pids) - before[name] for name, pids in parts.items()}
        used["load"] = time.process_time() - before["load"]
        return load, {name: round(value / load.seconds, 2) for name, value in used.items()}, done
    finally:
        for program in others:
            program.stop()
        web.stop()
        stand_in.terminate()
        stand_in.wait(10)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench webhook")
    parser.add_argument("--seconds", type=int, default=20)
    args = parser.parse_args()
    with house() as at:
        port, zalo = free_port(), free_port()
        with psycopg.connect(at.owner_url, autocommit=True) as connection:
            connection.execute(
                "CREATE TABLE bench_row (id bigserial PRIMARY KEY, key text UNIQUE, body bytea)"
            )
        fill(f"http://127.0.0.1:{zalo}")
        inserts = [pgbench(at, max(3, args.seconds // 3))]
        load, cpu, done = measure(at, args.seconds, port, zalo)
        inserts.append(pgbench(at, max(3, args.seconds // 3)))
        kept = count(at, "SELECT count(*) FROM intake_inbound")
    limit = sum(inserts) / len(inserts)
    print(f"{'webhooks/s':24}{load.rps:10.0f}")
    print(f"{'p50, p99 ms':24}{load.p(50):10.1f}{load.p(99):10.1f}")
    print(f"{'refused or broken':24}{load.wrong:10}")
    print(f"{'answered 200, all kept':24}{load.answered_ever:10}{kept:10}")
    print(f"{'pgbench INSERT/s':24}{inserts[0]:10.0f}{inserts[1]:10.0f}")
    print(f"{'messages sent meanwhile':24}{done['sent']:10} of {MESSAGES}")
    print(f"{'taken in meanwhile':24}{done['taken in']:10} of {len(load.times)}")
    print("cores used: " + ", ".join(f"{name} {value}" for name, value in cpu.items()))
    print(json.dumps({
        "rps": round(load.rps), "p99_ms": round(load.p(99), 1), "ratio": round(load.rps / limit, 3),
    }))  # fmt: skip
    return 0 if load.wrong == 0 and kept >= load.answered_ever and done["sent"] > 0 else 1

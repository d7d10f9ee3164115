"""`./run bench running_call [--moments 50]`: kill -9 while calls for blood are running.

The house as it runs, a desk that makes a call every other second and ends half of them itself, and
the donors who were asked, who answer "1" or "2" on their phones, each by a signed webhook of which
we note whether it was answered with 200. At random moments server, worker, sender, Zalo or the
database is killed without warning and started again. Afterwards: no acknowledged answer lost,
nobody asked twice, no question sent after the call was closed, nobody asked without an ending.
"""

import json
import random
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx

from bench._killing import report
from bench._scene import post, scene

ANSWERS = ("1", "1", "2", "2", "")
"""Two of five come, two cannot today, one is silent."""


def run(moments: int, folder: Path) -> dict[str, Any]:
    """Kill so many times, then look."""
    from bench._running_part import PART, users

    called, said, stop = str(folder / "called"), folder / "said", threading.Event()
    with scene(folder, users(), desk=[PART, "desk", called]) as house:
        house.part(PART, "people", house.zalo)
        house.start("server", "worker", "sender", "desk")
        town = threading.Thread(target=_answer, args=[house.web, house.zalo, said, stop])
        town.start()
        try:
            time.sleep(6)
            for _ in range(moments):
                time.sleep(random.uniform(0.1, 1.5))
                house.kill_one()
            time.sleep(8)
        finally:
            stop.set()
            town.join()
        house.stop("desk", "worker", "sender")
        told = house.part(PART, "judge", house.zalo, called, str(said))
        return {**json.loads(told.splitlines()[-1]), "killed": dict(house.killed)}


def _answer(web: str, zalo: str, file: Path, stop: threading.Event) -> None:
    """Everybody who is asked answers once, soon, and tries again until it is taken."""
    from bench._running_part import is_question

    due: list[tuple[float, str, str]] = []
    asked: set[str] = set()
    with file.open("a") as acknowledged, httpx.Client(trust_env=False, timeout=5) as client:
        while not stop.wait(0.1):
            for message in _shown(client, zalo):
                user = message["user_id"]
                if message["from_user"] or user in asked or not is_question(message["text"]):
                    continue
                asked.add(user)
                if answer := random.choice(ANSWERS):
                    due.append((time.monotonic() + random.uniform(0.2, 6), user, answer))
            now = time.monotonic()
            for one in [one for one in due if one[0] <= now]:
                _at, user, answer = one
                if post(client, web, user, f"said{user}", answer):
                    due.remove(one)
                    acknowledged.write(f"{user} {answer}\n")
                    acknowledged.flush()


def _shown(client: httpx.Client, zalo: str) -> list[dict[str, Any]]:
    try:
        return list(client.get(f"{zalo}/sim/messages").json()["messages"])
    except (httpx.HTTPError, ValueError):
        return []


def main() -> int:
    result = report("running_call", 50, run)
    return int(any(result[name] for name in ("lost", "twice", "after_close", "without_ending")))


if __name__ == "__main__":
    sys.exit(main())

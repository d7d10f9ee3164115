"""`./run bench faults [--moments 200]`: kill -9 of each process under load.

The house as it runs, somebody who asks forty people without end, and somebody who posts signed
webhooks and notes which were answered with 200. At random moments one of the five processes is
killed without warning and started again. Afterwards: no acknowledged webhook lost, nothing shown
twice on a phone, not more unknown than was in flight.
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


def run(moments: int, folder: Path) -> dict[str, Any]:
    """Kill so many times, then look."""
    from bench._faults_part import users

    asked, posted, stop = str(folder / "asked"), folder / "posted", threading.Event()
    with scene(folder, users(), asker=["bench._faults_part", "asker", asked]) as house:
        house.part("bench._faults_part", "people", house.zalo)
        house.start("server", "worker", "sender", "asker")
        poster = threading.Thread(target=_post, args=[house.web, posted, stop])
        poster.start()
        try:
            time.sleep(6)
            for _ in range(moments):
                time.sleep(random.uniform(0.1, 1.5))
                house.kill_one()
            time.sleep(6)
        finally:
            stop.set()
            poster.join()
        house.stop("asker", "worker", "sender")
        told = house.part("bench._faults_part", "judge", house.zalo, asked, str(posted))
        return {
            **json.loads(told.splitlines()[-1]), "in_flight": len(house.in_flight),
            "killed": dict(house.killed),
        }  # fmt: skip


def _post(web: str, file: Path, stop: threading.Event) -> None:
    """Post what residents write, and note what was answered with 200."""
    from bench._faults_part import users

    people, n = users(), 0
    with file.open("a") as acknowledged, httpx.Client(trust_env=False, timeout=5) as client:
        while not stop.wait(0.03):
            n += 1
            if post(client, web, people[n % len(people)], f"own{n}", f"xin hỏi {n}"):
                acknowledged.write(f"own{n}\n")
                acknowledged.flush()


def main() -> int:
    result = report("faults", 200, run)
    bad = result["inbound_lost"] or result["twice"] or result["asked_lost"]
    return int(bool(bad or result["states"].get("unknown", 0) > result["in_flight"]))


if __name__ == "__main__":
    sys.exit(main())

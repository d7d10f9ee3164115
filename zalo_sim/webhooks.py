"""Handing webhooks over: per person in order, people in parallel, again when not answered by 200.

A delivery that was sent but not yet noted when the simulator is killed is sent once more: Zalo
promises at least once, never exactly once.
"""

import heapq
import http.client
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from urllib.parse import urlsplit

from zalo_sim.clock import MINUTE, SECOND
from zalo_sim.events import SHUFFLE_WINDOW
from zalo_sim.nouns import Delivery
from zalo_sim.signature import webhook_header
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

LADDER = (30 * SECOND, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE)  # each after the last
ANSWER_WITHIN = 2.0  # real seconds
PARALLEL = 8
OFF = "webhook đã tắt"

Transport = Callable[[str, bytes, dict[str, str]], int]


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """The HTTP status, or OSError/HTTPException. An answer after two seconds is no answer."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port or 80, timeout=ANSWER_WITHIN
    )
    began = time.monotonic()
    try:
        connection.request("POST", path or "/", body, headers)
        status = connection.getresponse().status
    finally:
        connection.close()
    if time.monotonic() - began > ANSWER_WITHIN:
        raise TimeoutError
    return status


class Courier:
    """One thread watches the queue, a pool carries. A lane is one person's deliveries."""

    def __init__(self, sim: Simulator, transport: Transport = post) -> None:
        self._sim = sim
        self._transport = transport
        self._heap: list[tuple[int, int]] = []
        self._lanes: dict[str, deque[int]] = {}
        self._busy: set[str] = set()
        self._stopping = False
        self._pool = ThreadPoolExecutor(PARALLEL, thread_name_prefix="webhook")
        self._thread = Thread(target=self._watch, name="courier", daemon=True)
        with sim.lock:
            for delivery in sim.world.deliveries.values():
                if delivery.state == "waiting":
                    heapq.heappush(self._heap, (delivery.due, delivery.number))
            sim.listeners.append(self._heard)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._sim.changed:
            self._stopping = True
            self._sim.changed.notify_all()
        self._thread.join(timeout=5)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _heard(self, change: Change) -> None:
        if change["k"] == "queue" and change["state"] == "waiting":
            heapq.heappush(self._heap, (change["due"], change["number"]))

    # -- the watching thread ---------------------------------------------
    def _watch(self) -> None:
        sim = self._sim
        with sim.changed:
            while not self._stopping:
                now = sim.clock.now()
                held = now < sim.world.offline_until
                if not held:
                    self._sort_due(now)
                due = sim.world.offline_until if held else self._heap[0][0] if self._heap else None
                sim.changed.wait(None if due is None else max((due - now) / 1000, 0.001))

    def _sort_due(self, now: int) -> None:
        """What is due goes into its lane; to be shuffled, the next second and a half goes too."""
        if self._heap and self._heap[0][0] <= now:
            until = now + (SHUFFLE_WINDOW if self._sim.world.toggles["reorder"] else 0)
            while self._heap and self._heap[0][0] <= until:
                self._into_lane(heapq.heappop(self._heap)[1])

    def _into_lane(self, number: int) -> None:
        delivery = self._sim.world.deliveries.get(number)
        if delivery is None:
            return  # of a world before
        user_id = delivery.user_id
        self._lanes.setdefault(user_id, deque()).append(number)
        if user_id not in self._busy:
            self._busy.add(user_id)
            self._pool.submit(self._drain, user_id)

    # -- the carrying threads --------------------------------------------
    def _drain(self, user_id: str) -> None:
        while (delivery := self._take(user_id)) is not None:
            self._note(delivery, self._carry(delivery))

    def _take(self, user_id: str) -> Delivery | None:
        """The next of this person's lane; None when it is empty, and then the lane is free."""
        world = self._sim.world
        with self._sim.lock:
            lane = self._lanes[user_id]
            while lane and not self._stopping:
                number = lane.pop() if world.toggles["reorder"] else lane.popleft()
                delivery = world.deliveries.get(number)
                if delivery is None:
                    continue  # of a world before
                if self._sim.clock.now() < world.offline_until:
                    heapq.heappush(self._heap, (world.offline_until, number))
                    self._sim.changed.notify_all()
                elif delivery.state == "waiting":
                    self._sim.carrying += 1
                    return delivery
            self._busy.discard(user_id)
            self._lanes.pop(user_id, None)
            return None

    def _carry(self, delivery: Delivery) -> str:
        """Empty when answered by 200 in time, else what went wrong."""
        sim = self._sim
        secret = sim.config.oa_secret
        if sim.world.toggles["bad_signature"]:
            secret += "?"
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "ZaloWebhook",
            "X-ZEvent-Signature": webhook_header(
                sim.config.app_id, delivery.body, delivery.timestamp, secret
            ),
        }
        if delivery.attempts:
            headers["num_retry"] = str(delivery.attempts)
        try:
            status = self._transport(sim.world.webhook_url, delivery.body.encode(), headers)
        except TimeoutError:
            return "quá 2 giây"
        except (OSError, http.client.HTTPException):
            return "không nối được"
        return "" if status == 200 else f"HTTP {status}"

    def _note(self, delivery: Delivery, wrong: str) -> None:
        sim = self._sim
        note = {"k": "attempt", "number": delivery.number, "result": wrong or "200"}
        with sim.lock:
            sim.carrying -= 1
            sim.changed.notify_all()
            if self._stopping or delivery.number not in sim.world.deliveries:
                return
            if not wrong:
                sim.commit({**note, "state": "done", "due": delivery.due})
            elif delivery.state != "waiting":
                return
            elif delivery.attempts < len(LADDER):
                due = sim.clock.now() + LADDER[delivery.attempts]
                sim.commit({**note, "state": "waiting", "due": due})
                heapq.heappush(self._heap, (due, delivery.number))
                sim.changed.notify_all()
            else:
                self._give_up(note, delivery)

    def _give_up(self, note: Change, delivery: Delivery) -> None:
        """The ladder has run out: Zalo switches the webhook off, and all that waits is lost."""
        world = self._sim.world
        lost = [
            {"k": "attempt", "number": other.number, "result": OFF, "state": "lost", "due": 0}
            for other in world.deliveries.values()
            if other.state == "waiting" and other is not delivery
        ]
        self._sim.commit(
            {**note, "state": "lost", "due": 0},
            {"k": "webhook", "on": False, "url": world.webhook_url},
            *lost,
        )

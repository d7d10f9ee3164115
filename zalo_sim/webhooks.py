"""Handing webhooks over: per lane in order, lanes in parallel, again when not answered by 200.

A lane is one person, one group, or the account itself. A delivery that was sent but not yet noted
when the simulator is killed is sent once more: Zalo promises at least once, never exactly once.
"""

import heapq
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

from zalo_sim.carrying import ANSWER_WITHIN, get, headers_of, post
from zalo_sim.clock import MINUTE, SECOND
from zalo_sim.events import OFF, SHUFFLE_WINDOW
from zalo_sim.nouns import Delivery
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

LADDER = (30 * SECOND, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE)  # each after the last
PARALLEL = 8
WAKES = ("clock", "offline", "toggle", "webhook", "reset")

__all__ = ["ANSWER_WITHIN", "LADDER", "OFF", "Courier", "Transport", "post"]

Transport = Callable[[str, bytes, dict[str, str]], int]


class Courier:
    """What is due goes straight into its lane; one thread watches over what is due later."""

    def __init__(self, sim: Simulator, transport: Transport = post) -> None:
        self._sim = sim
        self._transport = transport
        self._heap: list[tuple[int, int]] = []
        self._lanes: dict[str, deque[int]] = {}
        self._busy: set[str] = set()
        self._ready: SimpleQueue[str | None] = SimpleQueue()
        self._started = self._stopping = False
        self._threads = [
            Thread(target=self._carry_on, name=f"webhook-{number}", daemon=True)
            for number in range(PARALLEL)
        ]
        self._threads.append(Thread(target=self._watch, name="courier", daemon=True))
        with sim.lock:
            for delivery in sim.world.deliveries.values():
                if delivery.state == "waiting":
                    heapq.heappush(self._heap, (delivery.due, delivery.number))
            sim.listeners.append(self._heard)

    def start(self) -> None:
        self._started = True
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        with self._sim.changed:
            self._stopping = True
            self._sim.changed.notify_all()
        for _ in range(PARALLEL):
            self._ready.put(None)
        if self._started:
            for thread in self._threads:
                thread.join(timeout=5)

    def _heard(self, change: Change) -> None:
        kind = change["k"]
        if kind == "queue":
            if change.get("state", "waiting") == "waiting":
                self._queued(change["due"], change["number"])
        elif kind in WAKES:
            self._sim.changed.notify_all()

    def _queued(self, due: int, number: int) -> None:
        now = self._sim.clock.now()
        if due <= now and now >= self._sim.world.offline_until and not self._heap_is_due(now):
            self._into_lane(number)
        else:
            heapq.heappush(self._heap, (due, number))
            if self._heap[0][1] == number:
                self._sim.changed.notify_all()

    def _heap_is_due(self, now: int) -> bool:
        """Then the watcher has not come round yet, and what comes now must stay behind it."""
        return bool(self._heap) and self._heap[0][0] <= now

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
        if self._heap_is_due(now):
            until = now + (SHUFFLE_WINDOW if self._sim.world.toggles["reorder"] else 0)
            while self._heap and self._heap[0][0] <= until:
                self._into_lane(heapq.heappop(self._heap)[1])

    def _into_lane(self, number: int) -> None:
        delivery = self._sim.world.deliveries.get(number)
        if delivery is None:
            return  # of a world before
        name = delivery.lane or delivery.user_id
        self._lanes.setdefault(name, deque()).append(number)
        if name not in self._busy:
            self._busy.add(name)
            self._ready.put(name)

    # -- the carrying threads --------------------------------------------
    def _carry_on(self) -> None:
        while (name := self._ready.get()) is not None:
            while (delivery := self._take(name)) is not None:
                self._note(delivery, self._carry(delivery))

    def _take(self, name: str) -> Delivery | None:
        """The next of this lane; None when it is empty, and then the lane is free."""
        world = self._sim.world
        with self._sim.lock:
            lane = self._lanes[name]
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
            self._busy.discard(name)
            self._lanes.pop(name, None)
            return None

    def _carry(self, delivery: Delivery) -> str:
        """Empty when answered by 200 in time, else what went wrong."""
        sim = self._sim
        try:
            if delivery.url:
                status = get(delivery.url)
            else:
                headers = headers_of(sim, delivery)
                status = self._transport(sim.world.webhook_url, delivery.body.encode(), headers)
        except TimeoutError:
            return "quá 2 giây"
        except OSError:
            return "không nối được"
        return "" if status == 200 else f"HTTP {status}"

    def _note(self, delivery: Delivery, wrong: str) -> None:
        sim = self._sim
        note = {"k": "attempt", "number": delivery.number, "result": wrong or "200"}
        with sim.lock:
            sim.carrying -= 1
            if not sim.carrying:
                sim.idle.notify_all()
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
            elif delivery.url:
                sim.commit({**note, "state": "lost", "due": 0})
            else:
                self._give_up(note, delivery)

    def _give_up(self, note: Change, delivery: Delivery) -> None:
        """The ladder has run out: Zalo switches the webhook off, and all that waits is lost."""
        world = self._sim.world
        lost = [
            {"k": "attempt", "number": other.number, "result": OFF, "state": "lost", "due": 0}
            for other in world.deliveries.values()
            if other.state == "waiting" and other is not delivery and not other.url
        ]
        self._sim.commit(
            {**note, "state": "lost", "due": 0},
            {"k": "webhook", "on": False, "url": world.webhook_url},
            *lost,
        )

"""The simulator: one lock around the world, its journal, its clock and its deliveries."""

import itertools
import secrets
import threading
from collections.abc import Callable

from zalo_sim.clock import Clock
from zalo_sim.config import Config
from zalo_sim.errors import MisuseError, ZaloError
from zalo_sim.nouns import Group, Message, Person
from zalo_sim.rate import Bucket
from zalo_sim.state import World
from zalo_sim.store import Change, Journal


class Simulator:
    """Hold `lock` while reading and committing: what was checked must still be true when written.

    `changed` wakes the courier, `idle` whoever waits until nothing is on its way to the webhook.
    `base_url` is where the simulator serves its files; the server says it once it has a port.
    """

    def __init__(self, config: Config, clock: Clock | None = None) -> None:
        self.config = config
        self.clock = clock or Clock()
        self.world = World()
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.bucket = Bucket()
        self.carrying = 0
        self.listeners: list[Callable[[Change], None]] = []
        self.idle = threading.Condition(self.lock)
        self.media = config.data / "tep"
        self.base_url = "http://127.0.0.1"
        self._journal = Journal(config.data)
        self.resumed = False
        for changes in self._journal.replay():
            self.resumed = True
            for change in changes:
                self.world.apply(change)
        if self.resumed:
            self.clock.offset = self.world.clock_offset
        self._numbers = itertools.count(self.world.next_delivery)
        if self.world.webhook_url != config.webhook:
            self.commit({"k": "webhook", "on": self.world.webhook_on, "url": config.webhook})

    def commit(self, *changes: Change) -> None:
        """Make it so, on disk first. All changes together or none."""
        with self.lock:
            self._journal.append(list(changes))
            for change in changes:
                self.world.apply(change)
                for listener in self.listeners:
                    listener(change)

    def close(self) -> None:
        with self.lock:
            self._journal.close()

    def person(self, user_id: object) -> Person:
        """The person, or -201 as the API answers for an unknown one."""
        found = self.world.people.get(user_id) if isinstance(user_id, str) else None
        if found is None:
            raise ZaloError(-201, field="user_id")
        return found

    def someone(self, user_id: object) -> Person:
        """The person, or a plain word to whoever works the simulator's controls."""
        try:
            return self.person(user_id)
        except ZaloError:
            raise MisuseError(f"Không có người nào mang mã {user_id}.") from None

    def group(self, group_id: object) -> Group:
        """The group, or a plain word to whoever works the controls."""
        found = self.world.groups.get(str(group_id))
        if found is None or found.deleted:
            raise MisuseError(f"Không có nhóm nào mang mã {group_id}.")
        return found

    def thread(self, user_id: str) -> list[Message]:
        return self.world.threads.get(user_id, [])

    def push_clock(self, offset: int) -> None:
        with self.lock:
            self.clock.offset = offset
            self.commit({"k": "clock", "offset": offset})

    def reset(self) -> None:
        """A new world at the real time, once nothing is on its way to the webhook any more."""
        with self.idle:
            self.clock.offset = 0
            self.bucket = Bucket()
            self.commit({"k": "reset"}, {"k": "webhook", "on": True, "url": self.config.webhook})
            self.idle.wait_for(lambda: not self.carrying, timeout=5)

    def next_delivery(self) -> int:
        return next(self._numbers)

    @staticmethod
    def new_message_id() -> str:
        return secrets.token_hex(10)

"""Sixteen clients on kept connections in one loop: each posts, waits, posts again."""

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

CLIENTS = 16
_answered = {"ever": 0}


@dataclass
class Load:
    seconds: float = 0.0
    wrong: int = 0
    times: list[float] = field(default_factory=list)
    answered_ever: int = 0
    """Answered with 200 since the process began, warming up included."""

    @property
    def rps(self) -> float:
        return len(self.times) / self.seconds

    def p(self, percent: int) -> float:
        """Milliseconds within which so many in a hundred were answered."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def run(port: int, requests: Iterator[bytes], seconds: float) -> Load:
    """Post for so long; every client that has begun waits for its answer."""
    load, choose, begun = Load(), selectors.DefaultSelector(), time.perf_counter()
    ends = begun + seconds
    asked: dict[socket.socket, float] = {}
    for _ in range(CLIENTS):
        client = socket.create_connection(("127.0.0.1", port))
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        choose.register(client, selectors.EVENT_READ)
        asked[client] = time.perf_counter()
        client.sendall(next(requests))
    while asked:
        for key, _events in choose.select(10):
            client = key.fileobj
            assert isinstance(client, socket.socket)
            answer = client.recv(4096)
            now = time.perf_counter()
            load.times.append(now - asked.pop(client))
            if answer.startswith(b"HTTP/1.1 200"):
                _answered["ever"] += 1
            else:
                load.wrong += 1
            if now >= ends or not answer:
                choose.unregister(client)
                client.close()
                continue
            asked[client] = now
            client.sendall(next(requests))
    load.seconds, load.answered_ever = time.perf_counter() - begun, _answered["ever"]
    return load

"""An end to all that one request waits for: of a head that drips in, too, every piece counts.

httpx has an end for each piece only. Every connection of a pool asks here how much is left.
"""

import contextlib
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore


class Deadline(threading.local):
    """When the request that this thread is making has to be over, by the clock `now`."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.at = float("inf")

    def within(self, timeout: float | None, late: type[Exception]) -> float | None:
        """`timeout`, or what is left if that is less; raises `late` when nothing is."""
        left = self.at - self.now()
        if left <= 0:
            raise late
        return timeout if left == float("inf") else min(left, timeout or left)


class Watched(httpcore.NetworkStream):
    """What is written leaves when the answer is waited for: head and body in one piece."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline
        self._written = bytearray()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._written:
            written, self._written = bytes(self._written), bytearray()
            # Whoever hangs up on us may have said why: then that is read.
            with contextlib.suppress(httpcore.WriteError):
                self._stream.write(written, self._deadline.within(timeout, httpcore.WriteTimeout))
        return self._stream.read(
            max_bytes, self._deadline.within(timeout, httpcore.ReadTimeout)
        )  # fmt: skip

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._deadline.within(timeout, httpcore.WriteTimeout)
        self._written += buffer

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        left = self._deadline.within(timeout, httpcore.ConnectTimeout)
        return Watched(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )  # fmt: skip

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Backend(httpcore.SyncBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None,
        local_address: str | None = None, socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        left = self._deadline.within(timeout, httpcore.ConnectTimeout)
        stream = super().connect_tcp(host, port, left, local_address, socket_options)
        return Watched(stream, self._deadline)

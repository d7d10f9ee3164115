"""Fetching what a stranger's message points to, without being led anywhere else. No database.

The host must be on a list; its name is resolved once, and the connection goes to the very address
that was looked at, which must be a public one. No redirect is followed, no more is read than is
kept, and all of it has to be over in time.
"""

import ipaddress
import socket
import ssl
from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import urlsplit

import httpcore

from chungtay.carriers.deadline import Backend, Deadline

LARGEST = 5 * 1024 * 1024
"""Bytes of one attachment."""
CONNECT, READ, WHOLE = 5.0, 10.0, 30.0
"""Seconds for a connection, for silence within the answer, for everything."""


class NotFetched(Exception):
    """`code` says why (`refusals` has the words); `again`: it may go better later."""

    def __init__(self, code: str, *, again: bool = False) -> None:
        super().__init__(code)
        self.code, self.again = code, again


class _Public(Backend):
    """Connects to public addresses only, or to one that was named with its port: our own
    simulator's, which a channel of the demo and the tests speaks to."""

    def __init__(self, exempt: str, deadline: Deadline) -> None:
        super().__init__(deadline)
        self._exempt = exempt

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise NotFetched("unreachable", again=True) from error
        addresses = [str(info[4][0]) for info in found]
        if f"{host}:{port}" != self._exempt and not all(map(_public, addresses)):
            raise NotFetched("address")
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def allowed(url: str, hosts: Collection[str], exempt: str = "") -> bool:
    """Whether this address may be asked at all: https of a listed host, or the exempt one."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".").lower()
    if parts.username or parts.password or not host or not url.isascii():
        return False
    if exempt and f"{host}:{port}" == exempt:
        return parts.scheme in {"http", "https"}
    if parts.scheme != "https" or port not in (None, 443):
        return False
    return any(host == listed or host.endswith(f".{listed}") for listed in hosts)


def download(
    url: str, hosts: Collection[str], *, exempt: str = "", whole: float = WHOLE,
    read: float = READ,
) -> bytes:  # fmt: skip
    """The bytes at this address, at most `LARGEST`; raises `NotFetched`. `exempt` is one
    "host:port" that need not be listed nor public."""
    if not allowed(url, hosts, exempt):
        raise NotFetched("host")
    timeout = {"connect": CONNECT, "read": read, "write": CONNECT, "pool": CONNECT}
    deadline = Deadline()
    deadline.at = deadline.now() + whole
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=ssl.create_default_context(), network_backend=_Public(exempt, deadline),
                http2=False, retries=0,
            ) as pool,
            pool.stream(
                "GET", url, headers={"Accept-Encoding": "identity"},
                extensions={"timeout": timeout},
            ) as response,
        ):  # fmt: skip
            _sound(response)
            body = bytearray()
            for piece in response.iter_stream():
                body += piece
                if len(body) > LARGEST:
                    raise NotFetched("too_large")
    except httpcore.TimeoutException as error:
        raise NotFetched("slow", again=True) from error
    except (httpcore.UnsupportedProtocol, httpcore.LocalProtocolError) as error:
        raise NotFetched("host") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise NotFetched("unreachable", again=True) from error
    return bytes(body)


def _sound(response: httpcore.Response) -> None:
    """Only a plain 200 is an attachment; what an answer says of its length is believed only where
    it says too much."""
    if 300 <= response.status < 400:
        raise NotFetched("moved")
    if response.status in {404, 410, 403}:
        raise NotFetched("gone")
    if response.status != 200:
        raise NotFetched("unreachable", again=response.status >= 500 or response.status == 429)
    said = {name.lower(): value for name, value in response.headers}
    if said.get(b"content-encoding", b"identity").lower() not in {b"identity", b""}:
        raise NotFetched("broken")
    declared = said.get(b"content-length", b"")
    if declared.isdigit() and int(declared[:18]) > LARGEST:
        raise NotFetched("too_large")

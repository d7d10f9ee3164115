"""One webhook over the wire, on a connection that is kept while the other side keeps it."""

import socket
import threading
import time
from urllib.parse import urlsplit

from zalo_sim.nouns import Delivery
from zalo_sim.signature import webhook_header
from zalo_sim.simulator import Simulator

ANSWER_WITHIN = 2.0  # real seconds
LONGEST_HEAD = 1 << 16
_KEPT = threading.local()


class WrongAnswerError(OSError):
    """What came back is not HTTP."""


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """The HTTP status, or OSError. An answer after two seconds is no answer."""
    return _call("POST", url, body, headers)


def get(url: str) -> int:
    """The same for a receipt of the SMS gateway."""
    return _call("GET", url, b"", {})


def headers_of(sim: Simulator, delivery: Delivery) -> dict[str, str]:
    """What Zalo says beside the body; the toggles spoil or vary the signature."""
    config, toggles = sim.config, sim.world.toggles
    first = config.oa_id if toggles["oa_id_first"] else config.app_id
    secret = config.secret if toggles["app_secret"] else config.oa_secret
    if toggles["bad_signature"]:
        secret += "?"
    signature = webhook_header(first, delivery.body, delivery.timestamp, secret)
    if toggles["bare_mac"]:
        signature = signature.removeprefix("mac=")
    elif toggles["spaced_mac"]:
        signature = signature.replace("mac=", "mac = ", 1)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "ZaloWebhook",
        "X-ZEvent-Signature": signature,
    }
    if delivery.server:
        headers["X-ZEvent-Server"] = delivery.server
    if delivery.attempts:
        headers["num_retry"] = str(delivery.attempts)
    return headers


def _call(method: str, url: str, body: bytes, headers: dict[str, str]) -> int:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    place = (parts.hostname or "", parts.port or 80)
    lines = [f"{method} {path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    request = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
    kept: dict[tuple[str, int], socket.socket] = _KEPT.__dict__.setdefault("sockets", {})
    known = kept.pop(place, None)
    if known is not None:
        try:
            return _exchange(kept, place, known, request)
        except ConnectionError:
            pass  # the other side had closed it meanwhile: a new one
    fresh = socket.create_connection(place, timeout=ANSWER_WITHIN)
    fresh.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return _exchange(kept, place, fresh, request)


def _exchange(
    kept: dict[tuple[str, int], socket.socket],
    place: tuple[str, int],
    connection: socket.socket,
    request: bytes,
) -> int:
    """Ask and read the answer; the connection is kept when the other side keeps it."""
    until = time.monotonic() + ANSWER_WITHIN
    try:
        connection.sendall(request)
        status, keep = _answer(connection, until)
    except BaseException:
        connection.close()
        raise
    if keep:
        kept[place] = connection
    else:
        connection.close()
    return status


def _answer(connection: socket.socket, until: float) -> tuple[int, bool]:
    """The status, and whether another request may follow on this connection."""
    read = b""
    while (end := read.find(b"\r\n\r\n")) < 0:
        read += _more(connection, until)
        if len(read) > LONGEST_HEAD:
            raise WrongAnswerError
    first, *lines = read[:end].decode("latin-1").split("\r\n")
    words = first.split(" ", 2)
    if not words[0].startswith("HTTP/1.") or len(words) < 2 or not words[1].isdigit():
        raise WrongAnswerError
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip().lower()
    status, length = int(words[1]), headers.get("content-length", "")
    if status in (204, 304):
        length = "0"
    default = "close" if words[0] == "HTTP/1.0" else "keep-alive"
    if headers.get("connection", default) == "close" or not length.isdigit():
        return status, False
    left = int(length) - (len(read) - end - 4)
    while left > 0:
        left -= len(_more(connection, until))
    return status, left == 0


def _more(connection: socket.socket, until: float) -> bytes:
    """The next bytes. Each waits two seconds at most, and in the end all of them together."""
    data = connection.recv(1 << 16)
    if time.monotonic() > until:
        raise TimeoutError
    if not data:
        raise ConnectionResetError
    return data

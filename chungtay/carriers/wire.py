"""HTTP to a carrier: an answer, the proof that nothing left, or a doubt.

No answer is trusted for its size or its pace: both have ends.
"""

import json
import logging
import re
import time
from typing import Any

import httpx

# At INFO httpx logs addresses, and some of them carry the id of a user.
logging.getLogger("httpx").setLevel(logging.WARNING)

LARGEST_ANSWER = 256 * 1024
CONNECT, READ, WHOLE = 5.0, 10.0, 20.0
"""Seconds for the connection, for each piece, for the whole answer. A lease is longer than all."""


class NotLeft(Exception):
    """The request never reached the carrier."""


class InDoubt(Exception):
    """The request left, and what became of it nobody knows. `code` is our word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Turned(Exception):
    """Refused without the carrier's envelope (a redirect, HTTP 4xx): nothing was done."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Wire:
    """One connection pool for all accounts of all carriers; safe to share between threads."""

    def __init__(self, *, connections: int = 32, read: float = READ, whole: float = WHOLE) -> None:
        self._whole = whole
        self._http = httpx.Client(
            timeout=httpx.Timeout(read, connect=CONNECT, pool=CONNECT),
            limits=httpx.Limits(max_connections=connections, keepalive_expiry=4.0),
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        self._http.close()

    def ask(self, method: str, url: str, **request: Any) -> dict[str, Any]:
        try:
            status, body = self._exchange(method, url, **request)
        except (
            httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout,
            httpx.UnsupportedProtocol, httpx.InvalidURL,
        ) as error:  # fmt: skip
            raise NotLeft from error
        except httpx.TimeoutException as error:
            raise InDoubt("timeout") from error
        except httpx.HTTPError as error:
            raise InDoubt("cut_off") from error
        answer = _object(body)
        if answer is not None and (status < 300 or number(answer.get("error"))):
            return answer
        if 300 <= status < 500 and status != 408:
            raise Turned(status)
        raise InDoubt(f"http_{status}" if status >= 300 else "no_id")

    def _exchange(self, method: str, url: str, **request: Any) -> tuple[int, bytes]:
        began, body = time.monotonic(), bytearray()
        with self._http.stream(method, url, **request) as response:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST_ANSWER or time.monotonic() - began > self._whole:
                    raise InDoubt("timeout")
        return response.status_code, bytes(body)


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def number(value: Any) -> int | None:
    """Numbers come as numbers or as strings of them."""
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,6}", value):
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None

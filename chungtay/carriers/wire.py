"""HTTP to a carrier: an answer, the proof that nothing left, or a doubt.

No answer is trusted for its size, its pace or its sense: all have ends.
"""

import json
import logging
import re
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import lru_cache
from typing import Any

import httpx

from chungtay.carriers.deadline import Backend, Deadline
from chungtay.carriers.outcome import Class, Outcome

# At INFO httpx logs addresses, and some of them carry the id of a user.
logging.getLogger("httpx").setLevel(logging.WARNING)

LARGEST_ANSWER = 256 * 1024
CONNECT, READ, WHOLE = 5.0, 10.0, 20.0
"""Seconds for the connection, for each piece, for the whole answer. A lease is longer than all."""
HEADERS = {"accept": "application/json", "user-agent": "chungtay"}

_url = lru_cache(64)(httpx.URL)


class NoAnswer(Exception):
    """No answer of the carrier's own. `outcome`: what that means for a message that was in it."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.code)
        self.outcome = outcome


class NotLeft(NoAnswer):
    """The request never reached the carrier: it cannot be reached by any, or this one is faulty."""

    def __init__(self, kind: Class = Class.OUTAGE) -> None:
        super().__init__(Outcome(kind, "connect"))


class InDoubt(NoAnswer):
    """The request left, and what became of it nobody knows. `code` is our word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(Outcome(Class.DOUBT, code))
        self.code = code


class Turned(NoAnswer):
    """Refused without the carrier's envelope (a redirect, HTTP 4xx): nothing was done."""

    def __init__(self, status: int) -> None:
        kind = Class.BACKOFF if status == 429 else Class.OPERATOR
        super().__init__(Outcome(kind, f"http_{status}"))
        self.status = status


class Wire:
    """One connection pool for all accounts of all carriers; safe to share between threads.

    The pool is httpx's transport and not its client: a client keeps the cookies of one account
    for the next, and takes three times as long over a request. `transport` and `now` are for tests.
    """

    def __init__(
        self, *, connections: int = 32, read: float = READ, whole: float = WHOLE,
        transport: httpx.BaseTransport | None = None, now: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._whole, self._now, self._deadline = whole, now, Deadline()
        self._timeout = httpx.Timeout(read, connect=CONNECT, pool=CONNECT).as_dict()
        pool = httpx.HTTPTransport(
            limits=httpx.Limits(max_connections=connections, keepalive_expiry=4.0),
            trust_env=False,
        )
        pool._pool._network_backend = Backend(self._deadline)
        self._transport = transport or pool

    def close(self) -> None:
        self._transport.close()

    def ask(self, method: str, url: str, *, named: str = "error", **request: Any) -> dict[str, Any]:
        """The carrier's JSON object; raises `NoAnswer`. `named`: the field of its own number.

        With any other HTTP status than 2xx only a refusal counts, a number that is not 0.
        """
        try:
            status, body = self._exchange(method, url, **request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotLeft from error
        except (
            httpx.LocalProtocolError, httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError
        ) as error:  # fmt: skip
            raise NotLeft(Class.BACKOFF) from error
        except httpx.TimeoutException as error:
            raise InDoubt("timeout") from error
        except httpx.HTTPError as error:
            raise InDoubt("cut_off") from error
        answer = _object(body)
        said = None if answer is None else number(answer.get(named))
        if answer is not None and (200 <= status < 300 or said):
            return answer
        if 300 <= status < 500 and status != 408 and said is None:
            raise Turned(status)
        raise InDoubt(f"http_{status}" if status >= 300 else "no_id")

    def _exchange(
        self, method: str, url: str, headers: dict[str, str] | None = None, **request: Any
    ) -> tuple[int, bytes]:
        asked = httpx.Request(
            method, _url(url), headers={**HEADERS, **(headers or {})},
            extensions={"timeout": self._timeout}, **request,
        )  # fmt: skip
        began, body = self._now(), bytearray()
        self._deadline.at = self._deadline.now() + self._whole
        with closing(self._transport.handle_request(asked)) as response:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST_ANSWER or self._now() - began > self._whole:
                    raise InDoubt("timeout")
        return response.status_code, bytes(body)


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An answer that says two things under one name says nothing."""
    said = dict(pairs)
    if len(said) < len(pairs):
        raise ValueError("a name stands twice")
    return said


def number(value: Any) -> int | None:
    """Numbers come as numbers or as strings of them; none has more than six digits."""
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,6}", value):
        return int(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and abs(value) < 1_000_000 else None


def id_in(answer: Any, name: str) -> str:
    """A carrier's id of something, "" when there is none: one plain word that fits its column."""
    value = answer.get(name) if isinstance(answer, Mapping) else None
    return value if isinstance(value, str) and re.fullmatch(r"[0-9A-Za-z_.-]{1,64}", value) else ""

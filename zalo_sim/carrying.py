"""One webhook over the wire, on a connection that is kept while the other side keeps it."""

import http.client
import threading
import time
from urllib.parse import urlsplit

from zalo_sim.nouns import Delivery
from zalo_sim.signature import webhook_header
from zalo_sim.simulator import Simulator

ANSWER_WITHIN = 2.0  # real seconds
_KEPT = threading.local()


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """The HTTP status, or OSError/HTTPException. An answer after two seconds is no answer."""
    return _call("POST", url, body, headers)


def get(url: str) -> int:
    """The same for a receipt of the SMS gateway."""
    return _call("GET", url, None, {})


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


def _call(method: str, url: str, body: bytes | None, headers: dict[str, str]) -> int:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    place = (parts.hostname or "", parts.port or 80)
    kept = getattr(_KEPT, "connections", None)
    if kept is None:
        kept = _KEPT.connections = {}
    connection = kept.pop(place, None)
    if connection is not None:
        try:
            return _exchange(kept, place, connection, method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):
            pass  # the other side had closed it meanwhile: a new one
    fresh = http.client.HTTPConnection(*place, timeout=ANSWER_WITHIN)
    return _exchange(kept, place, fresh, method, path, body, headers)


def _exchange(
    kept: dict[tuple[str, int], http.client.HTTPConnection],
    place: tuple[str, int],
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | None,
    headers: dict[str, str],
) -> int:
    began = time.monotonic()
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
    except BaseException:
        connection.close()
        raise
    if answer.will_close:
        connection.close()
    else:
        kept[place] = connection
    if time.monotonic() - began > ANSWER_WITHIN:
        raise TimeoutError
    return answer.status

"""Replies of Zalo gone wrong, each with what the protocol says about it. Knows nothing of ours.

`verdict` is the oracle. It is written from the protocol (zalo.md 1.1, 1.3, 1.7) and rule 5: a whole
envelope with an id is proof that the message was taken; the carrier's own number is proof that it
was not; a request that never left is no attempt; anything else is in doubt.
"""

import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

SENT, DOUBT, NOT_LEFT = "sent", "doubt", "outage"

BY_NUMBER = {
    "refresh": (-216, -220, -124),
    "rate": (-32,),
    "backoff": (-200,),
    "later": (-133, -234),
    "tomorrow": (-144, -147),
    "unreachable": (-213, -227, -230, -232, -244, -114, -118, -119, -139, -140, -141),
    "operator": (
        -211, -115, -204, -219, -221, -223, -224, -237, -320, -321, -135, -136, -137,
    ),
    "our_bug": (-201, -210, -233, -1121, -1122),
}  # fmt: skip
MEANS = {code: kind for kind, codes in BY_NUMBER.items() for code in codes}
LARGEST = 256 * 1024
FAULTS = {
    "refused": NOT_LEFT, "no_route": NOT_LEFT, "connect_timeout": NOT_LEFT, "no_place": NOT_LEFT,
    "read_timeout": DOUBT, "write_timeout": DOUBT, "reset": DOUBT, "write_error": DOUBT,
    "disconnected": DOUBT,
}  # fmt: skip


@dataclass
class Reply:
    """What the network does: `fault` in place of an answer, or a status and bytes in pieces.

    `broken_after`: the connection is cut after so many pieces; `seconds`: each piece takes so long.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    broken_after: int | None = None
    pieces: int = 1
    seconds: float = 0.0


def verdict(reply: Reply, called: str) -> str:
    """The class of the outcome. `called`: the name of a message's id in `data`."""
    if reply.fault:
        return FAULTS[reply.fault]
    if reply.broken_after is not None:
        return DOUBT
    body = reply.body
    if reply.headers.get("content-encoding") == "gzip":
        try:
            body = zlib.decompress(body, 31)
        except zlib.error:
            return DOUBT
    if len(body) > LARGEST or reply.pieces * reply.seconds > 20:
        return DOUBT
    said = _object(body)
    number = _number(said.get("error")) if said is not None else None
    if number:
        return MEANS.get(number, "our_bug")
    good = 200 <= reply.status < 300
    if not good and number is None and 300 <= reply.status < 500 and reply.status != 408:
        # HTTP's own refusal, by whoever stands before Zalo: nothing was done.
        return "backoff" if reply.status == 429 else "operator"
    if not good or number is None:
        return DOUBT
    data = said.get("data")
    taken = data.get(called) if isinstance(data, dict) else None
    plain = isinstance(taken, str) and 0 < len(taken) <= 64 and taken.isascii()
    return SENT if plain and all(c.isalnum() or c in "_.-" for c in taken) else DOUBT


def _object(body: bytes):
    try:
        said = json.loads(body, object_pairs_hook=_unless_twice)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _unless_twice(pairs):
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)


def _number(value):
    """Numbers of Zalo are whole, have at most six digits, and may come as text."""
    if type(value) is str:
        bare = value.removeprefix("-")
        value = int(value) if bare.isascii() and bare.isdigit() and len(bare) <= 6 else None
    return value if type(value) is int and abs(value) < 10**6 else None


VALUES = [
    None, True, False, 0, 1, -1, 0.0, -216.0, 1e300, "", "0", "-216", "216", " -216", "-٢١٦",
    "Zalo", [], {}, [0], {"error": 0}, 10**40, -(10**6), "-1000000", "x" * 65, "a b", "a\n", "é",
    "\x00", "96d3", float("nan"), float("inf"), 2**63, "7dce8fea5a4d8d82a87f",
]  # fmt: skip
PAGES = [
    b"", b" ", b"null", b"true", b"0", b'""', b"[]", b"{}", b"\xef\xbb\xbf{}",
    b"\x00" * 40, b"<html><head><title>502 Bad Gateway</title></head></html>",
    b"<!doctype html>{\"error\":0}",
    b"error=0&message=Success", b"[" * 5000, b'{"a":' * 3000, b'{"error":0}{"error":0}',
    b"\xff\xfe",
    b'{"error":-213,"error":0,"data":{"message_id":"7dce","msg_id":"7dce"}}', b'{"error":NaN}',
    b'{"error":0,"data":{"message_id":"7dce","msg_id":"7dce"}} trailing',
    b'{"error":1' + b"0" * 5000 + b"}",
]  # fmt: skip
STATUSES = [200, 200, 200, 201, 204, 301, 302, 307, 400, 401, 403, 404, 408, 413, 429, 451, 499,
            500, 501, 502, 503, 504, 520, 599]  # fmt: skip


def replies(seed: int, count: int, called: str) -> Iterator[Reply]:
    """Always the same ones for a seed."""
    draw = random.Random(seed)
    makers = [_honest, _refusal, _value, _value, _bytes, _bytes, _cut, _page, _status, _fault,
              _pieces, _packed]  # fmt: skip
    for n in range(count):
        yield makers[n % len(makers)](draw, called)


def _envelope(draw, called):
    quota = draw.choice([{"quota_type": "reply", "remain": "7", "total": "8"},
                         {"dailyQuota": "5000", "remainingQuota": "4999"}, {}])  # fmt: skip
    data = {called: f"{draw.getrandbits(80):x}", "user_id": "2512523625412515", "quota": quota}
    return {"error": 0, "message": "Success", "data": data}


def _json(said) -> bytes:
    return json.dumps(said).encode()


def _honest(draw, called):
    return Reply(_json(_envelope(draw, called)))


def _refusal(draw, called):
    code = draw.choice([*MEANS, draw.randint(-2000, 2000)])
    said = {"error": draw.choice([code, str(code)]), "message": "No"}
    if draw.random() < 0.2:
        # A refusal beside an id: the number counts.
        said["data"] = _envelope(draw, called)["data"]
    return Reply(_json(said), status=draw.choice(STATUSES))


def _value(draw, called):
    """One value, at any place, becomes something else or goes missing."""
    said = _envelope(draw, called)
    inside = draw.choice([said, said, said["data"], said["data"]["quota"]])
    name = draw.choice([*inside, "error", called]) if inside else "remain"
    if draw.random() < 0.15:
        inside.pop(name, None)
    else:
        inside[name] = draw.choice(VALUES)
    return Reply(_json(said))


def _bytes(draw, called):
    """A few bytes of an honest reply or of a refusal are changed, lost or doubled."""
    whole = bytearray((_honest if draw.random() < 0.7 else _refusal)(draw, called).body)
    for _ in range(draw.choice([1, 1, 2, 5])):
        at = draw.randrange(len(whole))
        match draw.randrange(3):
            case 0:
                whole[at] = draw.randrange(256)
            case 1:
                del whole[at]
            case _:
                whole[at:at] = whole[at : at + draw.randint(1, 8)]
    return Reply(bytes(whole))


def _cut(draw, called):
    """The end is missing, and nobody says so."""
    whole = _honest(draw, called).body
    return Reply(whole[: draw.randrange(len(whole))])


def _page(draw, called):
    return Reply(draw.choice(PAGES), status=draw.choice(STATUSES))


def _status(draw, called):
    return Reply(_json(_envelope(draw, called)), status=draw.choice(STATUSES))


def _fault(draw, called):
    return Reply(fault=draw.choice([*FAULTS]))


def _pieces(draw, called):
    """In many pieces: slowly, or cut off between two of them; now and then without end."""
    whole = _honest(draw, called).body
    pieces = draw.randint(2, 12)
    match draw.randrange(10):
        case 0:
            return Reply(whole + b" " * LARGEST, pieces=pieces)
        case 1 | 2 | 3:
            return Reply(whole, pieces=pieces, broken_after=draw.randrange(pieces))
        case _:
            return Reply(whole, pieces=pieces, seconds=draw.choice([0.1, 1.5, 3.0, 9.0]))


def _packed(draw, called):
    packer = zlib.compressobj(wbits=31)
    whole = packer.compress(_honest(draw, called).body) + packer.flush()
    if draw.random() < 0.5:
        at = draw.randrange(len(whole))
        whole = whole[:at] + bytes([draw.randrange(256)]) + whole[at + 1 :]
    return Reply(whole, headers={"content-encoding": "gzip"})

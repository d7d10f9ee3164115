"""The technical log beside the phone: what went over the wire, newest first, in a few words."""

from dataclasses import dataclass
from itertools import islice

from zalo_sim.clock import MINUTE, SECOND
from zalo_sim.errors import WORDS
from zalo_sim.nouns import Delivery, Message
from zalo_sim.simulator import Simulator

LINES = 14
LOOK_BACK = 120
CLIP = 34
REFUSED = {
    -32: "gọi quá nhiều trong một phút",
    -201: "yêu cầu thiếu hoặc sai một trường",
    -210: "dài quá mức cho phép",
    -211: "hết hạn mức tin trả phí",
    -213: "chưa quan tâm trang",
    -216: "mã truy cập không đúng",
    -220: "mã truy cập đã hết hạn",
    -227: "không dùng Zalo hơn 45 ngày",
    -230: "hơn 7 ngày chưa nhắn cho trang",
    -232: "chưa từng nhắn cho trang",
    -233: "loại tin này không còn được gửi",
    -244: "đã chặn tin của trang",
}
RECEIPTS = ("user_received_message", "user_seen_message")


@dataclass(frozen=True)
class Line:
    key: str
    at: int
    name: str
    words: str
    bad: bool = False


def lines(sim: Simulator) -> list[Line]:
    """Receipts speak through the message they belong to, unless they are in trouble themselves."""
    with sim.lock:
        world = sim.world
        seen: dict[str, list[Delivery]] = {}
        for delivery in islice(reversed(world.deliveries.values()), LOOK_BACK):
            seen.setdefault(delivery.timestamp, []).append(delivery)
        found = [
            _delivered(sim, copies)
            for copies in seen.values()
            if copies[0].event not in RECEIPTS or _trouble(sim, copies[0])
        ]
        for refusal in islice(reversed(world.refusals), LINES):
            words = f"{_who(sim, refusal.user_id)}{REFUSED.get(refusal.code, WORDS[refusal.code])}"
            key = f"r{refusal.at}-{refusal.user_id}"
            name = f"{refusal.path.rsplit('/', 1)[-1]} {refusal.code}"
            found.append(Line(key, refusal.at, name, words, bad=True))
    found.sort(key=lambda line: line.at, reverse=True)
    return found[:LINES]


def _delivered(sim: Simulator, copies: list[Delivery]) -> Line:
    first = copies[-1]
    message = sim.world.messages.get(first.msg_ids[0]) if first.msg_ids else None
    parts = [_about(first, message)] if _about(first, message) else []
    trouble = _trouble(sim, copies[0])
    if trouble:
        parts.append(trouble)
    elif first.state == "waiting":
        parts.append("đang giao")
    elif first.event == "user_send_text":
        parts.append("chữ ký đúng" if not sim.world.toggles["bad_signature"] else "chữ ký sai")
    if len(copies) > 1:
        parts.append(f"gửi {len(copies)} lần")
    words = _who(sim, first.user_id) + ", ".join(parts or ["đã giao"])
    return Line(f"d{first.number}", first.at, first.event, words, bad=bool(trouble))


def _about(delivery: Delivery, message: Message | None) -> str:
    """The words a person sent, or how far a message of the Official Account has come."""
    if message is None:
        return ""
    if message.from_user:
        text = " ".join(message.text.split())
        return text if len(text) <= CLIP else text[: CLIP - 1] + "…"
    return "đã nhận, đã xem" if message.seen_at else "đã nhận"


def _trouble(sim: Simulator, delivery: Delivery) -> str:
    if delivery.state == "lost":
        return f"không giao được ({delivery.result})"
    if delivery.state == "waiting" and delivery.attempts:
        left = max(delivery.due - sim.clock.now(), 0)
        span = f"{-(-left // MINUTE)} phút" if left >= MINUTE else f"{left // SECOND} giây"
        return f"{delivery.result}, gửi lại sau {span}"
    return ""


def _who(sim: Simulator, user_id: str) -> str:
    person = sim.world.people.get(user_id)
    return f"{' '.join(person.name.split()[-2:])}: " if person else ""

"""The phone pages. GET shows, POST acts and leads back; one script keeps the page fresh."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from zalo_sim import faults, residents
from zalo_sim.clock import DAY, HOUR, MINUTE, moment
from zalo_sim.errors import MisuseError
from zalo_sim.nouns import Button, Message, Person
from zalo_sim.simulator import Simulator
from zalo_sim.technical_log import LOOK_BACK, lines
from zalo_sim.words import WEEKDAYS, ago, day, icon_of, linked, side_by_side, window

HERE = Path(__file__).parent
FEW = 12  # so many people keep the order of the file; of more, those with news come first
MOST = 60
LATEST = 100  # messages of a chat on the page
TOGGLES = (
    ("double", "Gửi tin hai lần"),
    ("reorder", "Tin đến sai thứ tự"),
    ("offline", "Mất mạng 30 giây"),
)
MORE_TOGGLES = (
    ("bad_signature", "Chữ ký sai"),
    ("slow", "Zalo trả lời chậm 5 giây"),
    ("server_error", "Zalo báo lỗi 500"),
)
ICON = Markup('<svg class="ico" aria-hidden="true"><use href="/static/icons.svg#{}"></use></svg>')
PUSHES = {"5-phut": 5 * MINUTE, "1-gio": HOUR, "1-ngay": DAY}


def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(icon=icon, icon_of=icon_of, linked=linked, side_by_side=side_by_side)
    env.filters["hour"] = lambda ms: f"{moment(ms):%H:%M}"
    return env


def icon(name: str) -> Markup:
    return ICON.format(name)


ENV = _environment()


@dataclass(frozen=True)
class Bubble:
    """A message as the phone shows it: `day` opens a new day, `meta` closes a minute."""

    message: Message
    day: str
    meta: str


def render(template: str, **context: Any) -> Response:
    return Response(ENV.get_template(template).render(context), content_type="text/html")


def phone(sim: Simulator, request: Request, user_id: str | None = None) -> Response:
    return _page(sim, request, "phone.html", user_id)


def fragment(sim: Simulator, request: Request, user_id: str) -> Response:
    """Only what changes by itself, for the script."""
    return _page(sim, request, "live.html", user_id)


def chats(sim: Simulator, request: Request, user_id: str) -> Response:
    return _page(sim, request, "chats.html", user_id)


def texts(sim: Simulator, request: Request, user_id: str) -> Response:
    return _page(sim, request, "phone.html", user_id)


def group(sim: Simulator, request: Request, user_id: str, group_id: str) -> Response:
    return _page(sim, request, "phone.html", user_id)


def _page(sim: Simulator, request: Request, template: str, user_id: str | None) -> Response:
    with sim.lock:
        people = sim.world.people
        me = next(iter(people.values()), None) if user_id is None else people.get(user_id)
        if me is None:
            if user_id is not None:
                raise NotFound
            return render("nobody.html", oa_name=sim.config.oa_name)
        now = sim.clock.now()
        at, thread = moment(now), sim.thread(me.user_id)
        search = request.args.get("tim", "").strip()
        return render(
            template,
            me=me,
            back="tin" if template == "chats.html" else request.args.get("ve", ""),
            oa_name=sim.config.oa_name,
            people=_listed(sim, me, search),
            total=len(people),
            few=FEW,
            search=search,
            bubbles=_bubbles(sim, me, now),
            last=thread[-1] if thread else None,
            spoke=ago(me.last_interaction, now),
            window=window(me, now),
            clock=f"{at:%H:%M:%S}",
            date=f"{WEEKDAYS[at.weekday()]} {at:%d/%m/%Y}",
            toggles=_toggled(sim, TOGGLES, now),
            more_toggles=_toggled(sim, MORE_TOGGLES, now),
            webhook_on=sim.world.webhook_on,
            log=lines(sim),
        )


def _listed(sim: Simulator, me: Person, search: str) -> list[tuple[Person, int]]:
    """People with how many messages they have not looked at yet."""
    everyone = list(sim.world.people.values())
    if search:
        wanted = search.casefold()
        everyone = [p for p in everyone if wanted in p.name.casefold() or p is me]
    if len(everyone) > FEW:
        last = {p.user_id: t[-1].at for p in everyone if (t := sim.thread(p.user_id))}
        everyone.sort(key=lambda p: (p is not me, -last.get(p.user_id, 0)))
    return [(person, _unseen(sim, person)) for person in everyone[:MOST]]


def _unseen(sim: Simulator, person: Person) -> int:
    thread = sim.thread(person.user_id)
    return sum(not message.from_user and message.seen_at is None for message in thread)


def _toggled(
    sim: Simulator, toggles: tuple[tuple[str, str], ...], now: int
) -> list[tuple[str, str, bool]]:
    on = {**sim.world.toggles, "offline": now < sim.world.offline_until}
    return [(name, words, on[name]) for name, words in toggles]


def _bubbles(sim: Simulator, me: Person, now: int) -> list[Bubble]:
    thread = sim.thread(me.user_id)[-LATEST:]
    waiting = {
        message_id
        for delivery in islice(reversed(sim.world.deliveries.values()), LOOK_BACK)
        if delivery.user_id == me.user_id and delivery.state == "waiting"
        for message_id in delivery.msg_ids
    }
    bubbles, shown_day = [], ""
    for place, message in enumerate(thread):
        today = day(message.at, now)
        opens = f"{today}, {moment(message.at):%H:%M}" if today != shown_day else ""
        shown_day = today
        follower = thread[place + 1] if place + 1 < len(thread) else None
        ends = follower is None or (
            follower.at // MINUTE != message.at // MINUTE or follower.from_user != message.from_user
        )
        meta = f"{moment(message.at):%H:%M}" if ends else ""
        if ends and message.from_user:
            meta += " · đang gửi" if message.message_id in waiting else " · đã gửi"
        bubbles.append(Bubble(message, opens, meta))
    return bubbles


# -- acts ------------------------------------------------------------------
def say(sim: Simulator, request: Request, user_id: str) -> None:
    if text := request.form.get("tin", "").strip():
        residents.say(sim, user_id, text[: residents.LONGEST])


def tap(sim: Simulator, request: Request, user_id: str) -> None:
    number = request.form.get("nut", type=int)
    residents.tap(sim, user_id, number=number, message_id=request.form.get("tin"))


def see(sim: Simulator, request: Request, user_id: str) -> None:
    residents.see(sim, user_id)


def follow(sim: Simulator, request: Request, user_id: str) -> None:
    residents.follow(sim, user_id, request.form.get("quan-tam") == "1")


def block(sim: Simulator, request: Request, user_id: str) -> None:
    blocked = request.form.get("chan") == "1"
    sim.commit({"k": "person", "user_id": sim.someone(user_id).user_id, "blocked": blocked})


def push_clock(sim: Simulator, request: Request, user_id: str) -> None:
    by = PUSHES.get(request.form.get("them", ""))
    if by is None:
        raise MisuseError("Không đẩy đồng hồ được như thế.")
    with sim.lock:
        sim.push_clock(sim.clock.offset + by)


def toggle(sim: Simulator, request: Request, user_id: str) -> None:
    faults.toggle(sim, request.form.get("ten"))


def webhook_on(sim: Simulator, request: Request, user_id: str) -> None:
    with sim.lock:
        sim.commit({"k": "webhook", "on": True, "url": sim.world.webhook_url})


ACTS: dict[str, Callable[[Simulator, Request, str], None]] = {
    "noi": say,
    "bam": tap,
    "da-xem": see,
    "quan-tam": follow,
    "chan": block,
    "dong-ho": push_clock,
    "truc-trac": toggle,
    "webhook": webhook_on,
}


def act(sim: Simulator, request: Request, user_id: str, name: str) -> Response:
    """Do it and go back to the page it was asked from."""
    found = ACTS.get(name)
    if found is None:
        raise NotFound
    found(sim, request, user_id)
    if name == "da-xem":
        return Response(status=204)
    back = "tin/" if request.form.get("ve") == "tin" else ""
    return redirect(f"/dien-thoai/{user_id}/{back}", code=303)


def tapped_link(button: Button) -> str:
    """Where a button that opens something leads; empty for a query button."""
    payload = button["payload"]
    match button["type"]:
        case "oa.open.url":
            return str(payload["url"])
        case "oa.open.phone" | "oa.open.sms":
            return f"tel:{payload['phone_code']}"
        case _:
            return ""


ENV.globals["tapped_link"] = tapped_link

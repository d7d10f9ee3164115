"""The phone pages: what is shown. GET shows, POST acts and leads back (`presses.py`)."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from zalo_sim import bubbles, group_talk, media, reactions
from zalo_sim.bubbles import bubbles_of, texts_of
from zalo_sim.clock import moment
from zalo_sim.nouns import Group, Person
from zalo_sim.simulator import Simulator
from zalo_sim.technical_log import lines
from zalo_sim.words import WEEKDAYS, ago, icon_of, linked, side_by_side, window

HERE = Path(__file__).parent
FEW = 12  # so many people keep the order of the file; of more, those with news come first
MOST = 60
TOGGLES = (
    ("double", "Gửi tin hai lần"),
    ("reorder", "Tin đến sai thứ tự"),
    ("offline", "Mất mạng 30 giây"),
)
MORE_TOGGLES = (
    ("late", "Tin đến muộn"),
    ("bad_signature", "Chữ ký sai"),
    ("oa_id_first", "Chữ ký bắt đầu bằng mã trang"),
    ("app_secret", "Chữ ký bằng khóa ứng dụng"),
    ("bare_mac", "Chữ ký không có “mac=”"),
    ("spaced_mac", "Chữ ký với “mac = ”"),
    ("flat_info", "Thông tin gửi theo kiểu cũ"),
    ("other_names", "Sự kiện nhóm mang tên khác"),
    ("slow", "Zalo trả lời chậm 5 giây"),
    ("server_error", "Zalo báo lỗi 500"),
)
ICON = Markup('<svg class="ico" aria-hidden="true"><use href="/static/icons.svg#{}"></use></svg>')


def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        icon=icon,
        icon_of=icon_of,
        linked=linked,
        side_by_side=side_by_side,
        tapped_link=bubbles.tapped_link,
        drawn=bubbles.drawn,
        icons=reactions.ICONS,
        stickers=media.STICKERS,
    )
    env.filters["hour"] = lambda ms: f"{moment(ms):%H:%M}"
    return env


def icon(name: str) -> Markup:
    return ICON.format(name)


ENV = _environment()


def render(template: str, **context: Any) -> Response:
    return Response(ENV.get_template(template).render(context), content_type="text/html")


def phone(sim: Simulator, request: Request, user_id: str | None = None) -> Response:
    return _page(sim, request, "phone.html", user_id)


def texts(sim: Simulator, request: Request, user_id: str) -> Response:
    """The SMS of the gateway on this person's telephone."""
    return _page(sim, request, "sms.html", user_id, tab="sms")


def group(sim: Simulator, request: Request, user_id: str, group_id: str) -> Response:
    return _page(sim, request, "group.html", user_id, tab=group_id)


def fragment(sim: Simulator, request: Request, user_id: str) -> Response:
    """Only what changes by itself, for the script."""
    return _page(sim, request, "live.html", user_id, tab=request.args.get("the", ""))


def chats(sim: Simulator, request: Request, user_id: str) -> Response:
    return _page(sim, request, "chats.html", user_id)


def _page(
    sim: Simulator, request: Request, template: str, user_id: str | None, tab: str = ""
) -> Response:
    """`tab` is empty for the account, `sms`, or the id of a group."""
    with sim.lock:
        people = sim.world.people
        me = next(iter(people.values()), None) if user_id is None else people.get(user_id)
        if me is None:
            if user_id is not None:
                raise NotFound
            return render("nobody.html", oa_name=sim.config.oa_name)
        now = sim.clock.now()
        at = moment(now)
        group = _group(sim, me, tab) if tab not in ("", "sms") else None
        search = request.args.get("tim", "").strip()
        thread = sim.thread(me.user_id)
        path = f"/dien-thoai/{me.user_id}/"
        return render(
            template,
            me=me,
            tab=tab,
            group=group,
            here=f"{path}nhom/{group.group_id}/" if group else path,
            tabs=_tabs(sim, me),
            open_groups=_open_groups(sim, me) if template == "chats.html" else [],
            back="tin" if template == "chats.html" else request.args.get("ve", tab),
            oa_name=sim.config.oa_name,
            people=_listed(sim, me, search),
            mentioned=lambda text: group_talk.mentioned(sim, group, text) if group else text,
            total=len(people),
            few=FEW,
            search=search,
            bubbles=texts_of(sim, me, now) if tab == "sms" else bubbles_of(sim, me, group, now),
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


def _group(sim: Simulator, me: Person, group_id: str) -> Group:
    group = sim.world.groups.get(group_id)
    if group is None or group.deleted or me.user_id not in group.members:
        raise NotFound
    return group


def _tabs(sim: Simulator, me: Person) -> list[tuple[str, str, str]]:
    """Key, address and words: the account, the groups the person is in, the SMS if there are."""
    path = f"/dien-thoai/{me.user_id}/"
    tabs = [("", path, "Trang")]
    for group in sim.world.groups.values():
        if not group.deleted and me.user_id in group.members:
            tabs.append((group.group_id, f"{path}nhom/{group.group_id}/", group.name))
    if me.phone:
        tabs.append(("sms", f"{path}sms/", "SMS"))
    return tabs


def _open_groups(sim: Simulator, me: Person) -> list[Group]:
    """Groups the person is not in but could ask to join."""
    groups = sim.world.groups.values()
    return [g for g in groups if not g.deleted and me.user_id not in g.members]


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

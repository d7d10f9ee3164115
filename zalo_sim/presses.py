"""What is pressed on the phone pages: each POST acts once and leads back."""

from collections.abc import Callable
from typing import Any

from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from zalo_sim import acts, faults, residents
from zalo_sim.clock import DAY, HOUR, MINUTE
from zalo_sim.errors import MisuseError
from zalo_sim.simulator import Simulator

PUSHES = {"5-phut": 5 * MINUTE, "1-gio": HOUR, "1-ngay": DAY}
KINDS = ("image", "audio", "video")

Press = Callable[[Simulator, Request, str, str], None]
"""The simulator, the request, who presses, and in which group (empty: with the account)."""


def say(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    """Words, or a chosen file, a place, a sticker; in a group when the form stands in one."""
    form = request.form
    text = form.get("tin", "").strip()[: residents.LONGEST]
    attachments = _attachments(request)
    if text or attachments:
        residents.say(sim, user_id, text, attachments=attachments, group_id=group_id)


def _attachments(request: Request) -> list[dict[str, Any]]:
    form, file = request.form, request.files.get("tep")
    if file is not None and file.filename:
        return [{"type": _kind(file), "name": file.filename, "data": file.stream.read()}]
    if sticker := form.get("hinh-dan"):
        return [{"type": "sticker", "id": sticker}]
    if form.get("vi-do") and form.get("kinh-do"):
        place = {"latitude": form["vi-do"], "longitude": form["kinh-do"]}
        return [{"type": "location", **place}]
    return []


def _kind(file: FileStorage) -> str:
    if file.mimetype == "image/gif":
        return "gif"
    family = (file.mimetype or "").partition("/")[0]
    return family if family in KINDS else "file"


def tap(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    number = request.form.get("nut", type=int)
    residents.tap(sim, user_id, number=number, message_id=request.form.get("tin"))


def see(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    residents.see(sim, user_id)


def react(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    residents.react(sim, user_id, request.form.get("tin"), request.form.get("cam-xuc"))


def submit(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    info = {key: request.form[key].strip() for key in acts.INFO if key in request.form}
    acts.submit_info(sim, {"user_id": user_id, "info": info})


def follow(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    residents.follow(sim, user_id, request.form.get("quan-tam") == "1")


def block(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    blocked = request.form.get("chan") == "1"
    sim.commit({"k": "person", "user_id": sim.someone(user_id).user_id, "blocked": blocked})


def withdraw(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    acts.withdraw(sim, {"user_id": user_id})


def chatnow(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    acts.chatnow(sim, {"user_id": user_id})


def join(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    acts.join(sim, {"user_id": user_id, "group_id": request.form.get("nhom")})


def leave(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    acts.leave(sim, {"user_id": user_id, "group_id": request.form.get("nhom")})


def push_clock(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    by = PUSHES.get(request.form.get("them", ""))
    if by is None:
        raise MisuseError("Không đẩy đồng hồ được như thế.")
    sim.push_clock(sim.clock.offset + by)


def toggle(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    faults.toggle(sim, request.form.get("ten"))


def webhook_on(sim: Simulator, request: Request, user_id: str, group_id: str) -> None:
    sim.commit({"k": "webhook", "on": True, "url": sim.world.webhook_url})


PRESSES: dict[str, Press] = {
    "noi": say,
    "bam": tap,
    "da-xem": see,
    "cam-xuc": react,
    "thong-tin": submit,
    "quan-tam": follow,
    "chan": block,
    "rut-lai": withdraw,
    "nhan-cho-trang": chatnow,
    "vao-nhom": join,
    "roi-nhom": leave,
    "dong-ho": push_clock,
    "truc-trac": toggle,
    "webhook": webhook_on,
}


def press(
    sim: Simulator, request: Request, user_id: str, name: str, group_id: str = ""
) -> Response:
    """Do it and go back to the page it was asked from."""
    found = PRESSES.get(name)
    if found is None:
        raise NotFound
    with sim.lock:
        found(sim, request, user_id, group_id)
    if name == "da-xem":
        return Response(status=204)
    return redirect(f"/dien-thoai/{user_id}/{_back(sim, request, user_id, group_id)}", code=303)


def _back(sim: Simulator, request: Request, user_id: str, group_id: str) -> str:
    """Where the form stood: `ve` is tin, sms or the id of a group."""
    place = group_id or request.form.get("ve", "")
    if place in ("tin", "sms"):
        return f"{place}/"
    group = sim.world.groups.get(place)
    there = group is not None and not group.deleted and user_id in group.members
    return f"nhom/{place}/" if there else ""

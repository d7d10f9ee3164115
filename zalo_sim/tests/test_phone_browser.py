"""The phone in a real Chromium: axe, widths, the size of what is tapped, and no script."""

import base64
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from zalo_sim import people
from zalo_sim.config import Config
from zalo_sim.server import Running
from zalo_sim.tests.conftest import APP_ID, MAN, MY, OA_ID, OA_SECRET, PEOPLE, SECRET
from zalo_sim.tests.world import JPG, PHONE

AXE = Path(__file__).parents[2] / "chungtay/kit/tests/assets/axe.min.js"
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
SMALL = """() => [...document.querySelectorAll('a,button,summary,input:not([type=hidden])')]
    .filter(e => e.checkVisibility() && !e.closest('p') && !e.closest('.sr-only'))
    .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
    .filter(([_, box]) => box.width > 0 && box.height < 43.5).map(([words]) => words)"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def zalo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A simulator in which everything a phone can show has happened."""
    config = Config(
        APP_ID, SECRET, OA_ID, OA_SECRET, "http://127.0.0.1:9/", tmp_path_factory.mktemp("z")
    )
    running = Running(config, transport=lambda url, body, headers: 200)
    people.upsert(running.sim, [{**row, "last_interaction": "1 hour ago"} for row in PEOPLE])
    serving = threading.Thread(target=running.serve, daemon=True)
    serving.start()
    with httpx.Client(base_url=running.url, timeout=10, trust_env=False) as client:
        fill(client)
    yield running.url
    running.server.shutdown()
    serving.join(5)


def fill(client: httpx.Client) -> None:
    def ask(path: str, body: Any) -> Any:
        answer = client.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def cs(attachment: Any) -> None:
        message = {"text": "Chị xem giúp", "attachment": attachment}
        answer = ask("/v3.0/oa/message/cs", {"recipient": {"user_id": MY}, "message": message})
        assert answer["error"] == 0, answer

    client.headers["access_token"] = ask("/sim/tokens", {})["access_token"]
    ask("/sim/people", {"user_id": MY, "phone": PHONE, "admin": True})
    ask("/sim/groups", {"name": "Tổ dân phố 12, phường Thanh Khê", "member_user_ids": [MY, MAN]})
    ask("/sim/groups", {"name": "Tổ 13", "member_user_ids": [MAN]})
    group_id = client.get("/sim/state").json()["groups"][0]["group_id"]
    ask("/sim/say", {"user_id": MAN, "group_id": group_id, "text": f"Mời [@{MY}] và [@{group_id}]"})
    button = {"title": "Gọi", "type": "oa.open.phone", "payload": {"phone_code": "115"}}
    template = {"template_id": "1", "name": "Nhắc lịch", "text": "Chào <ten>", "buttons": [button]}
    ask("/sim/templates", template)
    sent = {"template_id": "1", "template_data": {"ten": "chị My"}, "tracking_id": "a"}
    ask("/v3.0/oa/message/template", {"user_id": MY, **sent})
    ask("/message/template", {"phone": PHONE, **sent})
    rows = [{"title": "Tiêm chủng", "subtitle": "Sáng mai"}, {"title": "Họp tổ"}]
    for name in ("list", "request_user_info"):
        elements = rows if name == "list" else rows[:1]
        cs({"type": "template", "payload": {"template_type": name, "elements": elements}})
    given = [
        {"type": "image", "name": "a.gif", "data": base64.b64encode(PIXEL).decode()},
        {"type": "file", "name": "đơn xin.pdf", "data": base64.b64encode(JPG).decode()},
        {"type": "audio", "name": "a.amr", "data": base64.b64encode(JPG).decode()},
        {"type": "location", "latitude": 16.05, "longitude": 108.2},
        {"type": "sticker"},
        {"type": "link", "url": "https://example.vn/", "description": "Trang của phường"},
    ]
    for one in given:
        ask("/sim/say", {"user_id": MY, "attachments": [one]})
    ask("/sim/react", {"user_id": MY, "icon": "/-heart"})
    text = {"ApiKey": "khoa-sms", "SecretKey": "bi-mat-sms", "Phone": PHONE, "SmsType": "2"}
    sms = {**text, "Content": "Moi chi My den nhan ket qua", "Brandname": "CHUNGTAY"}
    ask("/MainService.svc/json/SendMultipleMessage_V4_post_json/", sms)


def places(zalo: str) -> list[str]:
    state = httpx.get(f"{zalo}/sim/state", trust_env=False).json()
    group_id = state["groups"][0]["group_id"]
    here = f"{zalo}/dien-thoai/{MY}/"
    return [here, f"{here}nhom/{group_id}/", f"{here}sms/", f"{here}tin/"]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_page_fits_and_is_accessible(zalo: str, browser: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    broken: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    for place in places(zalo):
        page.goto(place)
        for summary in page.locator(".more summary, .fill summary").all():
            summary.click()
        assert page.evaluate(SIDEWAYS) == 0, place
        assert page.evaluate(SMALL) == [], place
        if AXE.exists():
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate(
                "axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
            )
            assert found == [], place
    assert broken == []
    page.close()


def test_without_a_script_a_picture_is_sent_and_a_group_is_read(zalo: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    chat, group, texts, _ = places(zalo)
    page.goto(chat)
    page.locator(".more summary").click()
    file = {"name": "vườn.gif", "mimeType": "image/gif", "buffer": PIXEL}
    page.set_input_files("#tep", files=[file])
    page.get_by_role("button", name="Gửi tệp").click()
    assert page.locator(".mine img.picture").count() == 2
    page.get_by_role("link", name="Tổ dân phố 12").first.click()
    assert page.url == group
    assert "Mời @Phan Thị Diễm My và @Tất cả" in page.locator(".talk").inner_text()
    page.get_by_label("Tin nhắn", exact=True).last.fill("Vâng ạ")
    page.get_by_role("button", name="Gửi", exact=True).click()
    assert page.url == group
    assert "Vâng ạ" in page.locator(".mine").last.inner_text()
    page.goto(texts)
    assert "Không trả lời được" in page.content()
    assert page.locator(".compose").count() == 0
    context.close()


def test_the_page_stays_fresh_on_each_tab(zalo: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    _, group, _, _ = places(zalo)
    page.goto(group)
    group_id = group.rstrip("/").rpartition("/")[2]
    body = {"user_id": MAN, "group_id": group_id, "text": "Tin vừa tới"}
    httpx.post(f"{zalo}/sim/say", json=body, trust_env=False)
    page.locator(".talk").get_by_text("Tin vừa tới").wait_for(timeout=5000)
    page.close()

"""The phone in the browser: everything works by forms, without a script."""

import io
import re
from pathlib import Path

import pytest
from werkzeug.test import Client

from zalo_sim.server import App
from zalo_sim.simulator import Simulator
from zalo_sim.tests import world
from zalo_sim.tests.conftest import MAN, MY, Zalo

PHONE = f"/dien-thoai/{MY}/"


def page(zalo: Zalo, path: str = PHONE) -> str:
    answer = zalo.client.get(path)
    assert answer.status_code == 200
    return answer.text


def test_the_first_person_answers_the_phone(zalo: Zalo) -> None:
    assert "Bản thử. Không tin nào gửi ra ngoài máy này." in page(zalo, "/")
    assert "Phan Thị Diễm My" in page(zalo, "/")


def test_a_message_shows_its_words_and_buttons(zalo: Zalo) -> None:
    zalo.ask("Tôi đến được", "Hôm nay chưa được", "Đừng hỏi tôi nữa")
    text = page(zalo)
    assert "Chị đến được không?" in text
    for icon in ("check", "moon", "bell-off"):
        assert f"icons.svg#{icon}" in text
    assert "answers across" not in text


def test_short_answers_stand_side_by_side(zalo: Zalo) -> None:
    zalo.ask("14:30", "15:10", "16:00")
    assert "answers across" in page(zalo)


def test_tapping_by_form(zalo: Zalo) -> None:
    sent = zalo.ask("Tôi đến được")["data"]["message_id"]
    answer = zalo.client.post(f"{PHONE}bam/", data={"tin": sent, "nut": "1"})
    assert (answer.status_code, answer.location) == (303, PHONE)
    assert "Bạn đã bấm “Tôi đến được”" in page(zalo)
    zalo.settle()
    assert zalo.hook.of("user_send_text")[0]["message"]["text"] == "#MA 1"


def test_writing_by_form(zalo: Zalo) -> None:
    assert zalo.client.post(f"{PHONE}noi/", data={"tin": "Cho tôi hỏi"}).status_code == 303
    zalo.settle()
    assert "Cho tôi hỏi" in page(zalo)
    assert "đã gửi" in page(zalo)


def test_sending_a_file_a_place_and_a_sticker_by_form(zalo: Zalo) -> None:
    sent = [
        {"tep": (io.BytesIO(world.JPG), "vườn.jpg", "image/jpeg")},
        {"tep": (io.BytesIO(world.GIF), "a.gif", "image/gif")},
        {"tep": (io.BytesIO(b"#!AMR"), "a.amr", "audio/amr")},
        {"tep": (io.BytesIO(b"mp4"), "a.mp4", "video/mp4")},
        {"tep": (io.BytesIO(world.PDF), "đơn.pdf", "application/pdf")},
        {"vi-do": "16.0544", "kinh-do": "108.2022"},
        {"hinh-dan": "cam-on"},
    ]
    for form in sent:
        assert zalo.client.post(f"{PHONE}noi/", data=form).status_code == 303
    zalo.settle()
    kinds = ("image", "gif", "audio", "video", "file", "location", "sticker")
    assert zalo.hook.names == [f"user_send_{kind}" for kind in kinds]
    text = page(zalo)
    assert "Vị trí 16.0544; 108.2022" in text
    assert "đơn.pdf" in text
    (shown,) = set(re.findall(r'img class="picture" src="(/dien-thoai/tep/[^"]+)"', text)[:1])
    zalo.push(days=9)
    assert zalo.client.get(shown).data == world.JPG, "on the phone nothing expires"


def test_reacting_withdrawing_and_the_chat_button_by_form(zalo: Zalo) -> None:
    zalo.send()
    assert zalo.client.post(f"{PHONE}cam-xuc/", data={"cam-xuc": "/-heart"}).status_code == 303
    assert "Cảm xúc của bạn" in page(zalo)
    zalo.client.post(f"{PHONE}rut-lai/")
    assert "Đã rút lại thông tin." in page(zalo)
    zalo.client.post(f"{PHONE}nhan-cho-trang/")
    zalo.settle()
    names = {"user_reacted_message", "user_withdraw", "user_click_chatnow"}
    assert names <= set(zalo.hook.names)


def test_a_picture_from_elsewhere_is_only_a_link(zalo: Zalo) -> None:
    attachment = world.media("image", url="https://example.vn/anh.jpg")
    zalo.send(attachment=attachment)
    assert 'href="https://example.vn/anh.jpg"' in page(zalo)
    assert 'src="https://' not in page(zalo)


def test_a_file_is_never_opened_as_a_page(zalo: Zalo) -> None:
    form = {"tep": (io.BytesIO(b"<script>alert(1)</script>"), "a.html", "text/html")}
    zalo.client.post(f"{PHONE}noi/", data=form)
    (path,) = re.findall(r'href="(/dien-thoai/tep/[^"]+)"', page(zalo))
    headers = zalo.client.get(path).headers
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_looking_is_an_act_of_its_own(zalo: Zalo) -> None:
    zalo.send()
    page(zalo)
    zalo.settle()
    assert zalo.hook.of("user_seen_message") == []
    assert zalo.client.post(f"{PHONE}da-xem/").status_code == 204
    zalo.settle()
    assert len(zalo.hook.of("user_seen_message")) == 1


def test_the_clock_and_the_troubles_by_form(zalo: Zalo) -> None:
    assert "12:00:00" in page(zalo)
    zalo.client.post(f"{PHONE}dong-ho/", data={"them": "5-phut"})
    assert "12:05:00" in page(zalo)
    answer = zalo.client.post(f"{PHONE}truc-trac/", data={"ten": "double", "ve": "tin"})
    assert answer.location == f"{PHONE}tin/"
    assert re.search(r'id="trouble-double"[^>]*aria-checked="true"', page(zalo))


def test_following_and_blocking_by_form(zalo: Zalo) -> None:
    zalo.client.post(f"{PHONE}quan-tam/", data={"quan-tam": "0"})
    assert "Chưa quan tâm trang" in page(zalo)
    zalo.client.post(f"{PHONE}chan/", data={"chan": "1"})
    assert "Bỏ chặn" in page(zalo)


def test_the_technical_log_tells_what_went_over_the_wire(zalo: Zalo) -> None:
    zalo.send()
    zalo.send(MAN)
    zalo.control("say", {"user_id": MY, "text": "#DEN 7F3A"})
    zalo.settle()
    text = page(zalo)
    assert "Diễm My: đã nhận, đã xem" in text
    assert "Diễm My: #DEN 7F3A, chữ ký đúng" in text
    assert "Thị Mận: hơn 7 ngày chưa nhắn cho trang" in text


def test_a_webhook_that_is_off_can_be_switched_on_from_the_page(zalo: Zalo) -> None:
    zalo.control("webhook", {"on": False})
    assert "Webhook đã tắt" in page(zalo)
    zalo.client.post(f"{PHONE}webhook/")
    assert "Webhook đã tắt" not in page(zalo)


def test_words_of_a_message_are_never_markup(zalo: Zalo) -> None:
    zalo.send(text='<script>alert(1)</script> http://127.0.0.1:8000/x?a="b"')
    text = page(zalo)
    assert "<script>alert" not in text
    assert '?a="b"' not in text
    assert 'href="http://127.0.0.1:8000/x?a=' in text


@pytest.mark.parametrize("path", ["/", PHONE, f"{PHONE}tin/", f"{PHONE}manh/"])
def test_nothing_inline_and_a_strict_policy(zalo: Zalo, path: str) -> None:
    zalo.ask("Tôi đến được")
    answer = zalo.client.get(path)
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?! src)", answer.text)


def test_nobody_yet(zalo: Zalo, tmp_path: Path) -> None:
    empty = Simulator(
        type(zalo.config)(
            app_id="1", secret="2", oa_id="3", oa_secret="4", webhook="http://127.0.0.1:9/",
            data=tmp_path / "trống",
        )
    )  # fmt: skip
    assert "Chưa có ai cầm điện thoại" in Client(App(empty)).get("/").text
    empty.close()


def test_an_unknown_person_or_act_is_not_there(zalo: Zalo) -> None:
    assert zalo.client.get("/dien-thoai/1/").status_code == 404
    assert zalo.client.post(f"{PHONE}la/").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{"Host": "zalo.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}],
    ids=["host", "origin", "sandbox"],
)
def test_pages_of_other_sites_are_kept_out(zalo: Zalo, headers: dict[str, str]) -> None:
    assert zalo.client.post("/sim/tokens", json={}, headers=headers).status_code == 403


def test_its_own_forms_say_where_they_come_from(zalo: Zalo) -> None:
    """Under `no-referrer` a browser sends `Origin: null` with a form, and would be kept out."""
    assert zalo.client.get(PHONE).headers["Referrer-Policy"] == "same-origin"
    headers = {"Origin": "http://localhost:8001"}
    assert zalo.client.post(f"{PHONE}noi/", data={"tin": "a"}, headers=headers).status_code == 303


def test_many_people_are_searched_by_name(zalo: Zalo) -> None:
    zalo.control(
        "people", [{"user_id": str(5000 + n), "name": f"Người Thứ {n}"} for n in range(80)]
    )
    assert "Còn 23 người nữa" in page(zalo)
    found = page(zalo, f"{PHONE}?tim=thứ+79")
    assert "Người Thứ 79" in found
    assert "Người Thứ 78" not in found

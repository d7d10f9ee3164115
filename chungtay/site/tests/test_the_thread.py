"""The thread, as a newcomer does it: a call is made, answered on the phone, given and counted."""

import json
import os
import re
import signal
from urllib.request import Request, urlopen

import pytest

from chungtay.kit.tests.browser import DESKTOP, PHONE, assert_page_holds, visiting
from chungtay.site.tests.demo_house import Demo, act_as, fetch, rest_everybody, until

pytestmark = pytest.mark.browser


def messages(demo: Demo) -> list[dict]:
    return json.loads(fetch(demo.zalo + "/sim/messages"))["messages"]


def asked_about(demo: Demo, words: str) -> list[dict]:
    """Questions to donors that hold these words and can still be answered."""
    return [m for m in messages(demo) if words in m["text"] and m["buttons"] and not m["from_user"]]


def make_call(page, demo: Demo, group: str, units: int, where: str) -> None:
    page.goto(demo.site + "/hien-mau/loi-goi/moi/")
    page.select_option("[name=hospital]", label="Bệnh viện Ung bướu Đà Nẵng")
    page.check("[name=component][value=platelets]", force=True)
    page.locator("label.pick", has_text=re.compile(rf"^\s*{re.escape(group)}\s*$")).click()
    page.fill("[name=units]", str(units))
    page.fill("[name=day]", "trong ngày")
    page.fill("[name=day]", tomorrow())
    page.fill("[name=hour]", "17:00")
    page.check("[name=urgency][value=critical]", force=True)
    page.fill("[name=where]", where)
    page.fill("[name=confirmed_by]", "Bác sĩ trực Nguyễn Hồng Hạnh")
    page.locator("button.btn-primary").last.click()
    assert_page_holds(page)
    page.check("[name=rang]", force=True)
    page.locator("button[value=call]").click()
    page.wait_for_url("**/hien-mau/loi-goi/*/")


def tomorrow() -> str:
    from datetime import timedelta

    from chungtay.kit import clock

    return clock.day(clock.now() + timedelta(days=1))


def answer(page, demo: Demo, user_id: str, words: str) -> None:
    """Be that donor: open the phone and tap the row that says these words."""
    page.goto(f"{demo.zalo}/dien-thoai/{user_id}/")
    page.get_by_role("button", name=words).last.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(
    "size,group,where",
    [(DESKTOP, "B+", "Phòng gạn tách số 2"), (PHONE, "A+", "Phòng gạn tách số 3")],
    ids=["1280", "390"],
)
def test_a_message_becomes_a_recorded_gift(browser, demo, size, group, where):
    rest_everybody(demo)
    with visiting(browser, size) as officer, visiting(browser, PHONE) as phone:
        act_as(officer, demo, "vinh")
        make_call(officer, demo, group, 1, where)
        assert_page_holds(officer)
        until(lambda: len(asked_about(demo, where)) >= 3, 30, "asking three donors")
        asked = asked_about(demo, where)
        assert len({m["user_id"] for m in asked}) == len(asked), "somebody was asked twice"

        answer(phone, demo, asked[0]["user_id"], "Tôi đến được")
        seated = officer.get_by_text("Nhận lời").first
        seated.wait_for(timeout=30_000)  # the page looks after itself, nobody presses reload
        # "1" does what the tap does; units + 1 have a place, then the others are stood down.
        say(demo, asked[1]["user_id"], "1")
        rest = [m["user_id"] for m in asked[2:]]
        until(
            lambda: (
                {m["user_id"] for m in messages(demo) if "Đã đủ người" in m["text"]} >= set(rest)
            ),
            30,
            "standing the others down",
        )
        coming = {asked[0]["user_id"], asked[1]["user_id"]}  # whichever stands first by now
        officer.get_by_role("button", name=re.compile("Đã hiến")).first.click()
        officer.wait_for_load_state()
        assert_page_holds(officer)
        # An officer says on whose word; the doctor who confirmed the call stands there already.
        officer.get_by_role("button", name="Ghi đã hiến").click()
        officer.wait_for_load_state()
        assert_page_holds(officer)
        until(
            lambda: any(
                "Đã ghi lần hiến" in m["text"] and m["user_id"] in coming for m in messages(demo)
            ),
            30,
            "thanking the donor",
        )
        officer.goto(demo.site + "/so/blood.platelet_gifts/")
        assert_page_holds(officer)


def say(demo: Demo, user_id: str, text: str) -> None:
    tell_zalo(demo, "say", {"user_id": user_id, "text": text})


def tell_zalo(demo: Demo, what: str, body: object) -> None:
    """One of the simulator's controls."""
    headers = {"Content-Type": "application/json"}
    urlopen(Request(f"{demo.zalo}/sim/{what}", json.dumps(body).encode(), headers)).close()


def test_the_figure_of_2021_opens_the_entries_behind_it(browser, demo):
    """Seed S2, fact 15: two platelet gifts of the captain in 2021."""
    with visiting(browser, DESKTOP) as page:
        act_as(page, demo, "vinh")
        page.goto(demo.site + "/so/blood.platelet_gifts/?tu=2021-01-01&den=2021-12-31")
        assert page.locator("main").inner_text().count("28/09/2021") + page.locator(
            "main"
        ).inner_text().count("28/9/2021")
        page.locator("main table a[href*='/so/dong/']").first.click()
        page.wait_for_load_state()
        assert "Hòa Thuận Đông" in page.locator("main").inner_text()


@pytest.mark.faults
def test_a_killed_sender_loses_nothing_and_asks_nobody_twice(browser, demo):
    """Zalo takes the first messages and is slow to say so; the sender dies while it waits."""
    rest_everybody(demo)
    with visiting(browser, DESKTOP) as officer:
        act_as(officer, demo, "vinh")
        where = "Phòng truyền máu số 4"
        slow = {"path": "/v3.0/oa/message/cs", "mode": "slow", "times": 16, "seconds": 6}
        tell_zalo(demo, "fail-next", slow)
        make_call(officer, demo, "B+", 4, where)
        wanted = int(
            re.search(r"Đã hỏi (\d+) người", officer.locator("main").inner_text()).group(1)
        )
        until(lambda: asked_about(demo, where), 30, "the first message")
        os.killpg(int((demo.folder / "sender.pid").read_text()), signal.SIGKILL)
        assert 0 < len(asked_about(demo, where)) < wanted, (
            "the kill came too late to prove anything"
        )
        until(
            lambda: len(asked_about(demo, where)) >= wanted, 60, "asking everybody after the kill"
        )
        users = [m["user_id"] for m in asked_about(demo, where)]
        assert len(users) == len(set(users)) == wanted

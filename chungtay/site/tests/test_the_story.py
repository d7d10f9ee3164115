"""The story of article S2 in two browsers, board and phone, in today's demo: as it happened on
28/9/2021, and with steps left out, which is refused in words.

With CHUNGTAY_PICTURES=1 each step is saved under docs/walk, for the README.
"""

import io
import json
import os
import re
from pathlib import Path

import pytest
from django.conf import settings

from chungtay.kit.tests.browser import DESKTOP, PHONE, assert_page_holds, opened
from chungtay.site.tests.demo_house import Demo, act_as, fetch, rest_everybody, until
from chungtay.site.tests.test_the_thread import tomorrow

pytestmark = pytest.mark.browser
PICTURES = Path(settings.ROOT) / "docs" / "walk"
CAPTAIN, GIVEN = "Trần Quốc Bình", "Bình"
WIDEST, LARGEST = 1024, 100_000
"""Pixels, bytes."""
SAYS_YES, ASKS_DOCTOR, SETS_OUT = "Tôi đến được", "Tôi thấy khỏe, hỏi bác sĩ giúp", "Tôi đi ngay"


def picture(page, name: str) -> None:
    """What the page shows now, in few colours: a README is read over slow lines too."""
    if not os.environ.get("CHUNGTAY_PICTURES"):
        return
    from PIL import Image

    PICTURES.mkdir(exist_ok=True)
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    if shown.width > WIDEST:
        shown = shown.resize(
            (WIDEST, shown.height * WIDEST // shown.width), Image.Resampling.LANCZOS
        )
    shown.quantize(128, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


class Story:
    """One call for platelets of group B, and the captain who answers it while he has the desk."""

    def __init__(self, demo: Demo, browser, where: str) -> None:
        self.demo, self.where = demo, where
        self.boards = {user: opened(browser, DESKTOP) for user in ("van", "phuoc")}
        self.phone = opened(browser, PHONE)
        people = json.loads((demo.folder / "people.json").read_text())
        (self.user,) = [one["user_id"] for one in people if one["name"] == CAPTAIN]
        self.call = ""

    def close(self) -> None:
        for page in (*self.boards.values(), self.phone):
            page.context.close()

    def board(self, user: str):
        return self.boards[user]

    def told(self) -> list[str]:
        """What the captain's phone was told about this call and after it, the latest last."""
        every = json.loads(fetch(self.demo.zalo + "/sim/messages"))["messages"]
        mine = [m["text"] for m in every if m["user_id"] == self.user and not m["from_user"]]
        first = next((n for n, text in enumerate(mine) if self.where in text), len(mine))
        return mine[first:]

    def hears(self, words: str) -> None:
        until(lambda: any(words in text for text in self.told()), 40, f"hearing “{words}”")

    def taps(self, words: str) -> None:
        self.phone.goto(f"{self.demo.zalo}/dien-thoai/{self.user}/")
        self.phone.get_by_role("button", name=words).last.click()
        self.phone.wait_for_load_state()

    def opens(self, user: str, path: str):
        page = self.board(user)
        page.goto(self.demo.site + path)
        return page

    def makes_call(self) -> None:
        page = self.board("van")
        act_as(page, self.demo, "van")
        page.goto(self.demo.site + "/hien-mau/loi-goi/moi/")
        assert "Bệnh viện Đà Nẵng" in page.locator("main").inner_text(), "a desk's own hospital"
        page.check("[name=component][value=platelets]", force=True)
        page.locator("label.pick", has_text=re.compile(r"^\s*B\+\s*$")).click()
        page.fill("[name=units]", "1")
        page.fill("[name=day]", tomorrow())
        page.fill("[name=hour]", "17:00")
        page.check("[name=urgency][value=critical]", force=True)
        page.fill("[name=where]", self.where)
        picture(page, "2-goi")
        page.locator("button.btn-primary").last.click()
        page.locator("button[value=call]").click()
        page.wait_for_url("**/hien-mau/loi-goi/*/")
        self.call = page.url.removeprefix(self.demo.site)
        self.hears(self.where)

    def says_yes(self) -> None:
        self.taps(SAYS_YES)
        self.hears("giữ chỗ cho anh/chị")

    def asks_doctor(self) -> None:
        self.taps(ASKS_DOCTOR)
        self.hears("Đã hỏi bác sĩ")

    def doctor_answers(self) -> None:
        page = self.opens("van", "/hien-mau/y-kien-bac-si/")
        page.locator("a.row", has_text=self.where).first.click()
        page.wait_for_load_state()
        page.check("[name=result][value=may]", force=True)
        assert_page_holds(page)
        picture(page, "4-bac-si")
        page.locator("button.btn-primary").last.click()
        page.wait_for_load_state()

    def commander_agrees(self) -> None:
        page = self.board("phuoc")
        act_as(page, self.demo, "phuoc")
        page.goto(self.demo.site + self.call)
        strip = page.locator("#duyet, [aria-labelledby=duyet]").first
        strip.wait_for()
        assert CAPTAIN in page.locator("main").inner_text()
        assert_page_holds(page)
        picture(page, "5-duyet")
        page.get_by_role("button", name="Duyệt, đổi ca").click()
        page.wait_for_load_state()

    def sets_out(self) -> None:
        self.hears("nhớ mang căn cước")
        self.taps(SETS_OUT)

    def records_gift(self, name: str) -> str:
        """The desk presses "Đã hiến" in a row; the page as it reads afterwards."""
        page = self.opens("van", self.call)
        page.locator(".row", has_text=name).get_by_role(
            "button", name=re.compile("Đã hiến")
        ).first.click()
        page.wait_for_load_state()
        return page.locator("body").inner_text()


@pytest.fixture
def story(browser, demo):
    rest_everybody(demo)
    made = Story(demo, browser, "Phòng gạn tách, tầng 3")
    yield made
    made.close()


def test_as_it_happened_on_28_9_2021(story):
    """He sees that the group matches, asks the doctor, is told that he may, asks leave and a
    stand-in of the commander, goes and gives: fact 14, in that order."""
    van = story.board("van")
    van.goto(story.demo.site + "/")
    picture(van, "1-cua")
    story.makes_call()
    story.phone.goto(f"{story.demo.zalo}/dien-thoai/{story.user}/")
    picture(story.phone, "3-dien-thoai")
    story.says_yes()
    story.asks_doctor()
    story.doctor_answers()
    story.commander_agrees()
    story.sets_out()
    picture(story.phone, "6-len-duong")
    until(
        lambda: "Đang trên đường" in story.opens("van", story.call).locator("main").inner_text(),
        20, "being on the way",
    )  # fmt: skip
    before = gifts(story)
    story.records_gift(GIVEN)
    story.hears("Đã ghi lần hiến")
    assert "1 trên 1" in story.opens("van", story.call).locator("main").inner_text()
    picture(story.board("van"), "7-da-hien")
    assert gifts(story) == before + 1
    picture(story.board("phuoc"), "8-con-so")


def test_a_step_left_out_is_refused_in_words(story):
    """The officer who waits for leave when the newcomer comes in: nobody has approved, nobody
    stands in, and the desk says that he has given."""
    act_as(story.board("van"), story.demo, "van")
    page = story.opens("van", "/hien-mau/")
    page.locator("main a[href*='/loi-goi/']", has_text="O+").first.click()
    page.wait_for_load_state()
    story.call = page.url.removeprefix(story.demo.site)
    said = story.records_gift("Khoa")
    assert "Bước này chưa được duyệt. Chờ chỉ huy duyệt rồi mới đi." in said
    assert "0 trên 3" in said
    assert_page_holds(page)
    picture(page, "9-bo-buoc")


def gifts(story: Story) -> int:
    """Gifts of platelets this year, as the commander reads them."""
    page = story.opens("phuoc", "/so/blood.platelet_gifts/")
    figure = re.search(r"(\d+)\s+lần", page.locator("main").inner_text())
    assert figure, page.locator("main").inner_text()
    return int(figure.group(1))


def test_the_pictures_of_the_readme_are_there_and_small():
    """CHUNGTAY_PICTURES=1 ./run test chungtay/site/tests/test_the_story.py makes them anew."""
    named = re.findall(r"docs/walk/([\w-]+\.png)", (settings.ROOT / "README.md").read_text())
    assert sorted(named) == sorted(path.name for path in PICTURES.iterdir())
    assert len(named) == 9
    assert all(path.stat().st_size <= LARGEST for path in PICTURES.iterdir())

"""Both pages in a real browser: one page load held to everything on a desk and on a phone."""

import pytest

from chungtay.kit.tests.browser import PHONE, assert_page_holds_at_both_sizes, visiting

pytestmark = pytest.mark.browser
RULES = "/hien-mau/quy-tac/"
CASE = (
    "hoi-thu/?wanted=platelets&day=28/9/2021&last=platelets&last_on=5/3/2021&weight=60"
    "&birth_year=1985&reason=blood.defer.covid.recovered&since=16/9/2021"
)
PATHS = {
    "today": "", "a centre": "?centre=nihbt&day=1/5/2022", "found": "?q=tieu+cau",
    "nothing found": "?q=abcdef", "no day": "?day=abc", "a case": "hoi-thu/", "answered": CASE,
    "half a case": "hoi-thu/?wanted=whole&last=whole",
}  # fmt: skip


def test_every_state_holds_on_a_phone_and_on_a_desk(own_database, site, browser):
    wrong = []
    with visiting(browser, PHONE) as page:
        for name, path in PATHS.items():
            page.goto(site + RULES + path)
            try:
                assert_page_holds_at_both_sizes(page)
            except AssertionError as error:
                wrong.append(f"{name}: {error}")
    assert wrong == [], "\n\n".join(wrong)


def test_a_doctor_finds_a_rule_and_tries_a_case_without_script(own_database, site, plain):
    plain.goto(site + RULES)
    plain.get_by_label("Tìm trong các quy tắc").fill("sot xuat huyet")
    plain.get_by_role("button", name="Xem", exact=True).click()
    assert "4 tuần" in plain.inner_text("main").replace("\u00a0", " ")
    plain.get_by_role("link", name="Hỏi thử một trường hợp").click()
    plain.get_by_label("Lần gần nhất hiến gì?").select_option("Máu toàn phần")
    plain.get_by_label("Hiến ngày nào?").fill("1/9/2026")
    plain.get_by_label("Ngày", exact=True).fill("22/11/2026")
    plain.get_by_role("button", name="Xem câu trả lời").click()
    assert "Hỏi được từ 24/11/2026" in plain.inner_text("main")
    assert "Thông tư 26/2013/TT-BYT, Điều 6.1" in plain.inner_text("main")


def test_on_paper_the_rules_stand_without_the_form(own_database, site, browser):
    with visiting(browser, PHONE) as paper:
        paper.goto(site + RULES)
        paper.emulate_media(media="print")
        assert paper.locator("#age").is_visible()
        assert not paper.get_by_label("Tìm trong các quy tắc").is_visible()

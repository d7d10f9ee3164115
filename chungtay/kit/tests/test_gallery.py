"""Every component in every state, as a person meets it: both sizes, phone and desk."""

import pytest

from chungtay.kit.tests.browser import (
    PHONE,
    assert_big_targets,
    assert_page_holds,
    assert_page_holds_at_both_sizes,
    visiting,
)

pytestmark = pytest.mark.browser
GALLERIES = ["/kit/", "/kit/cu-dan/"]
PAGES = [f"/kit/trang/{name}/" for name in ("400", "403", "404", "500", "refused", "confirm")]


@pytest.mark.parametrize("path", GALLERIES + PAGES)
def test_every_component_holds(site, phone, path):
    phone.goto(site + path)
    assert_page_holds_at_both_sizes(phone)


@pytest.mark.parametrize("path", GALLERIES)
def test_every_component_is_there_without_script(site, plain, path):
    plain.goto(site + path)
    assert plain.locator("h1").is_visible()
    assert plain.locator(".js-only:visible").count() == 0


def test_residents_get_bigger_buttons_than_officers(site, phone):
    phone.goto(site + "/kit/cu-dan/")
    assert phone.evaluate("getComputedStyle(document.body).fontSize") == "17px"
    heights = phone.evaluate(
        "[...document.querySelectorAll('.btn')].map(b => b.offsetHeight).filter(Boolean)"
    )
    assert min(h for h in heights) >= 44
    assert phone.locator(".btn-primary:visible").first.bounding_box()["height"] >= 52
    assert phone.locator(".in:visible").first.bounding_box()["height"] >= 52


def test_larger_letters_are_remembered(site, phone):
    phone.goto(site + "/kit/cu-dan/")
    before = phone.locator("h1").bounding_box()["height"]
    phone.get_by_role("button", name="Cỡ chữ to hơn").click()
    phone.reload()
    assert phone.locator("h1").bounding_box()["height"] > before
    assert_big_targets(phone)


def test_the_question_opens_as_a_dialog_and_escape_closes_it(site, desktop):
    desktop.goto(site + "/kit/")
    opener = desktop.get_by_role("link", name="Dừng gọi và cảm ơn mọi người")
    opener.focus()
    desktop.keyboard.press("Enter")
    dialog = desktop.get_by_role("dialog")
    assert dialog.is_visible()
    assert dialog.get_by_role("button", name="Dừng và cảm ơn").is_visible()
    desktop.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert desktop.evaluate("document.activeElement.dataset.confirm") == "k-ask2"


def test_without_script_the_question_is_a_page(site, plain):
    plain.goto(site + "/kit/")
    plain.get_by_role("link", name="Dừng gọi và cảm ơn mọi người").click()
    assert plain.get_by_role("button", name="Dừng và cảm ơn").is_visible()
    assert plain.get_by_role("link", name="Gọi tiếp").is_visible()


def test_the_skip_link_comes_first_and_leads_to_the_content(site, desktop):
    desktop.goto(site + "/kit/")
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.className") == "skip"
    desktop.keyboard.press("Enter")
    assert desktop.evaluate("document.activeElement.id") == "noidung"


def test_a_number_is_stepped_within_its_bounds(site, phone):
    phone.goto(site + "/kit/")
    box = phone.locator("#id_units")
    phone.get_by_role("button", name="Thêm: Cần mấy đơn vị?").first.click()
    assert box.input_value() == "3"
    for _ in range(4):
        phone.get_by_role("button", name="Bớt: Cần mấy đơn vị?").first.click()
    assert box.input_value() == "1"


def test_rows_are_filtered_without_accents(site, desktop):
    desktop.goto(site + "/kit/")
    desktop.get_by_label("Lọc các dòng").fill("benh vien suong")
    assert desktop.locator("#so-dong tbody tr:visible").count() == 2


def test_a_suggestion_fills_the_answer_and_sends_nothing(site, phone):
    phone.goto(site + "/kit/")
    phone.get_by_role("button", name="Dùng gợi ý về giờ tiếp dân").click()
    assert phone.get_by_label("Câu trả lời").input_value().startswith("Sáng mai phường tiếp dân")
    assert phone.url == site + "/kit/"


def test_a_phone_without_script_reaches_every_part(site, plain):
    plain.goto(site + "/kit/")
    more = plain.locator("#muc-khac")
    assert not more.is_visible()
    plain.get_by_role("link", name="Mục khác").click()
    assert more.get_by_role("link", name="Hiến máu").is_visible()


def test_another_language_is_chosen_by_a_form(site, plain):
    plain.goto(site + "/kit/cu-dan/")
    plain.locator("button[name=language]").click()
    assert plain.locator("html").get_attribute("lang") == "en"
    assert plain.url == site + "/kit/cu-dan/"
    plain.locator("button[name=language]").click()
    assert plain.locator("html").get_attribute("lang") == "vi"


def test_a_second_tap_sends_nothing_twice(site, phone):
    phone.goto(site + "/kit/")
    sent = []
    phone.route("**/slow/", lambda route: sent.append(1))  # never answered: still on the way
    phone.evaluate(
        """() => { const form = document.querySelector('.toast-ct form'); form.action = '/slow/';
        const button = form.querySelector('button'); button.click(); button.click(); }"""
    )
    phone.wait_for_timeout(200)
    assert len(sent) == 1


def test_english_and_larger_letters_still_fit(site, browser):
    with visiting(browser, PHONE) as page:
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])
        page.goto(site + "/kit/cu-dan/")
        page.evaluate("localStorage.setItem('larger', '1')")
        page.reload()
        assert page.locator("html").get_attribute("lang") == "en"
        assert_page_holds(page)

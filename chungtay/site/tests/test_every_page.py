"""Every page, found by following links as a person does, on a phone and on a desk."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from chungtay.kit.tests.browser import DESKTOP, PHONE, assert_page_holds_at_both_sizes, visiting
from chungtay.site.tests.demo_house import Demo, act_as
from chungtay.site.tests.house.test_duties import patterns

pytestmark = pytest.mark.browser
NO_PAGE = {
    # Behind POST: one presses a button on a page for these.
    "site:act_as", "set_language", "doors:sign_out", "boards:ask_more", "boards:gave",
    "boards:absent", "boards:set_out", "boards:missed", "tending:close_incident",
    # Led to only where a gift was recorded.
    "boards:take_back",
    # The province's duty officer's; chungtay/boards/tests/test_browser.py looks at it.
    "boards:province",
    "inbox:undo_identify",
    "inbox:settle", "inbox:reply", "inbox:take_alarm", "inbox:accept_given", "inbox:give_link",
    "approvals:decide",
    "people:tell_apart", "people:name_head",
    # Led to only from somebody merged, or who wants to be left in peace.
    "people:undo_merge", "people:resume_contacting",
    # For programs, or files.
    "site:health", "intake:webhook", "intake:sms_receipt", "inbox:attachment",
    "journal:workbook", "signups:poster_pdf", "donors:faults", "site:sample_list",
    # Reached by a link somebody hands over, or by a step before; looked at in
    # chungtay/doors/tests/test_in_a_browser.py.
    "doors:sign_in", "doors:second_step", "doors:again", "doors:protect", "doors:invitation",
    "doors:accept_invitation", "doors:withdraw_invitation", "doors:reset", "doors:new_password",
    "doors:new_codes", "doors:remove_factor", "doors:forget_factors", "doors:end_sessions",
    # Behind a link too; looked at in chungtay/channels/tests/test_answer_in_a_browser.py.
    "inbox:enter", "inbox:answer",
    # Led to only once a list is brought in, a request decided, a breach known, or by one's own
    # link: lists, rights and breaches look at them in browser tests of their own.
    "lists:columns", "lists:intake", "lists:doubtful", "lists:faults", "lists:give_up",
    "lists:take_back", "rights:answer", "rights:extend", "rights:fulfil", "rights:refuse",
    "rights:erase", "rights:enter_own", "rights:own", "rights:own_correct", "rights:own_delete",
    "rights:own_digits", "rights:own_file", "rights:own_leave", "rights:own_withdraw",
    "breaches:breach", "breaches:notify", "breaches:close",
    # Behind POST, a public code, or a personal link; groups look at them in their own browser test.
    "groups:post", "groups:public", "groups:arrived", "groups:enter_report", "groups:report",
    "groups:report_digits", "groups:reported", "groups:leave_report",
    # Led to only from a link that was given; chungtay/groups/tests/test_pages.py opens it.
    "groups:end_report_link",
    # Behind POST, a public code, a form or one's own link; donors look at them in their own browser
    # test.
    "signups:confirm", "signups:refuse", "signups:waiting", "donors:tonight", "signups:sign_up",
    "signups:signed_up", "donors:own", "donors:own_pause", "donors:own_resume", "donors:own_when",
    "donors:own_correct", "donors:own_leave", "donors:own_gifts", "donors:own_take_back",
    # Of an officer who gives on duty, of a doctor, or behind POST; releases looks at
    # them in its own browser test.
    "releases:approve", "releases:clearance", "releases:own_ask_doctor",
    "releases:own_take_back", "releases:own_withdraw", "upkeep:settle",
    # Steps of connecting, and pages of a ward's own account, which the demo has not; tending looks
    # at them in its own browser test.
    "tending:begin", "tending:saved", "tending:consented", "tending:recognise", "tending:try_out",
    "tending:finish", "tending:give_up", "tending:verifier", "tending:name_keeper",
    "tending:templates", "tending:choose_template", "tending:try_channel",
    # Of whoever plans, behind a question, or files; weeks looks at them in its own browser test.
    "weeks:workbook", "weeks:copy_week", "weeks:staffing", "weeks:put_on",
    "weeks:move_shift", "weeks:take_off", "weeks:cover_shift", "weeks:cover_beat",
    "weeks:end_cover", "weeks:open_beat", "weeks:lay_out", "weeks:give_beat",
    "weeks:take_back_beat", "weeks:close_beat", "weeks:open_watch", "weeks:close_watch",
    "weeks:feed", "weeks:end_calendar", "weeks:correct_absence", "weeks:end_absence",
    "weeks:take_back_absence", "weeks:bring", "weeks:duty_number",
    # Two of our pages in one window.
    "site:side_by_side",
}  # fmt: skip
FOUND: set[str] = set()
"""Names of the pages that links led to and that were looked at, for the tests after that."""


def name_of(path: str) -> str | None:
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def crawl(page, demo: Demo, begin: str) -> Iterator[tuple[str, str]]:
    """One example of every page that links lead to, as (name, address), opened."""
    seen, waiting = set(), [begin]
    while waiting:
        address = waiting.pop(0)
        name = name_of(urlsplit(address).path)
        if name is None or name in seen or name in NO_PAGE:
            continue
        try:
            answer = page.goto(demo.site + address)
        except Error as error:
            if "ERR_ABORTED" in str(error) or "Download is starting" in str(error):
                continue  # a file
            raise
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        seen.add(name)
        yield name, address
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        for link in links:
            target = urlsplit(urljoin(demo.site + address, link))
            if f"{target.scheme}://{target.netloc}" == demo.site:
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))


@pytest.mark.parametrize(
    "who", ["vinh", "", "phuoc", "quantri"], ids=["officer", "anyone", "commander", "administrator"]
)
def test_every_page_holds_on_a_phone_and_on_a_desk(browser, demo, who):
    with visiting(browser, PHONE) as page:
        begin = "/"
        if who:
            act_as(page, demo, who)
            begin = "/hom-nay/"
        wrong = []
        for name, address in crawl(page, demo, begin):
            if name in FOUND:
                continue  # somebody else's crawl has looked at it
            FOUND.add(name)
            try:
                assert_page_holds_at_both_sizes(page)
            except AssertionError as error:
                wrong.append(f"{name} {address} at {page.viewport_size['width']}: {error}")
        assert wrong == [], "\n\n".join(wrong)


def test_links_lead_to_every_page_there_is():
    names = set()
    for _path, pattern in patterns():
        module = pattern.callback.__module__
        ours = module.startswith("chungtay.") and ".kit." not in module
        if ours and pattern.name:
            names.add(f"{module.split('.')[1]}:{pattern.name}")
    assert names - FOUND - NO_PAGE == set()


@pytest.mark.parametrize("address", ["/", "/hom-nay/", "/hien-mau/", "/so/", "/noi/"])
def test_a_page_is_used_with_the_keyboard_alone(browser, demo, address):
    """The first stop leads past the frame; focus is always to be seen; nothing traps it."""
    with visiting(browser, DESKTOP) as page:
        act_as(page, demo, "vinh")
        page.goto(demo.site + address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        stops = []
        for _ in range(80):
            page.keyboard.press("Tab")
            stop = page.evaluate(
                "() => { const e = document.activeElement; const s = getComputedStyle(e);"
                " return [e.tagName + (e.getAttribute('href') || e.name || ''),"
                " s.outlineStyle !== 'none' || s.boxShadow !== 'none'"
                " || !!e.closest('.pick, .in')]; }"
            )
            if stop[0].startswith("BODY"):
                break
            stops.append(stop)
        assert stops, "nothing to tab to"
        assert [name for name, visible in stops if not visible] == []

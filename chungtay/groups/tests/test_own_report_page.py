"""Reporting by a personal link in a browser: it writes, and reads nothing without four digits."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access.models import Link
from chungtay.groups.actions import end_report_link
from chungtay.groups.actions.reporting import try_once
from chungtay.groups.models import ReportLink
from chungtay.groups.tests.examples import elder, token_of
from chungtay.groups.tests.rows import rows, words
from chungtay.journal.models import Entry
from chungtay.kit import clock
from chungtay.people.models import Person
from chungtay.rights.tests.examples import somebody
from chungtay.rights.tests.test_own_page import link_to

REPORT, DIGITS, MINE = map(reverse, ("groups:report", "groups:report_digits", "groups:reported"))


@pytest.fixture
def person(world):
    return elder(world)


def came_in(world, person, at=None):
    """A browser that came in by a fresh link of this person."""
    token = token_of(world, person, at or clock.now() - timedelta(minutes=1))
    visitor = Client()
    visitor.token = token
    entered = visitor.get(reverse("groups:enter_report", args=[token]))
    assert (entered.status_code, entered["Location"]) == (302, REPORT)
    assert entered["Referrer-Policy"] == "no-referrer"
    return visitor


def only_link():
    return rows(ReportLink).standing().get()


def test_the_page_asks_what_to_report_and_does_not_say_whose_link_it_is(world, person):
    page = came_in(world, person).get(REPORT)
    text = page.content.decode()
    assert page.status_code == 200 and "Báo tin cho phường" in text
    assert person.name not in text and "Mận" not in text and "0905" not in text
    assert page["Cache-Control"] == "no-store, private"


def test_it_arrives_and_the_page_says_so_once_without_the_words(world, person):
    visitor = came_in(world, person)
    done = visitor.post(REPORT, {"words": "Cột điện nghiêng", "where": "kiệt 12"}, follow=True)
    text = done.content.decode()
    assert "Phường đã nhận tin" in text and "Cột điện nghiêng" not in text
    assert words() == ["Cột điện nghiêng\n\nNơi: kiệt 12"]
    assert "Phường đã nhận tin" not in visitor.get(REPORT).content.decode()


def test_whoever_speaks_of_danger_is_told_at_once_whom_to_call(world, person):
    visitor = came_in(world, person)
    done = visitor.post(REPORT, {"words": "Có người chết đuối ở cầu"}, follow=True)
    assert 'href="tel:114"' in done.content.decode().split("<main")[1]


def test_a_report_that_was_changed_after_going_back_arrives_too(world, person):
    visitor = came_in(world, person)
    for more in ({}, {"words": "Một và hai"}, {"words": "Một và hai", "where": "K12"}):
        for _ in range(2):
            visitor.post(REPORT, {"words": "Một", "once": "b" * 32} | more)
    assert words() == ["Một", "Một và hai", "Một và hai\n\nNơi: K12"]


def test_pressed_twice_it_arrives_once(world, person):
    visitor = came_in(world, person)
    for _ in range(2):
        visitor.post(REPORT, {"words": "Một", "once": "b" * 32})
    assert words() == ["Một"]


def test_looking_changes_nothing(world, person):
    visitor = came_in(world, person)
    before = Entry.objects.count()
    for address in (REPORT, DIGITS, MINE, reverse("groups:enter_report", args=[visitor.token])):
        visitor.get(address + "?words=x&digits=3456")
    assert (Entry.objects.count(), words()) == (before, [])
    assert only_link().misread == 0


def test_what_was_reported_is_shown_after_the_digits_only(world, person):
    visitor = came_in(world, person)
    visitor.post(REPORT, {"words": "Cột điện nghiêng"})
    assert visitor.get(MINE)["Location"] == DIGITS
    wrong = visitor.post(DIGITS, {"digits": "0000"})
    assert wrong.status_code == 422 and "Còn 4 lần thử" in wrong.content.decode()
    assert visitor.get(MINE)["Location"] == DIGITS
    assert visitor.post(DIGITS, {"digits": "3456"})["Location"] == MINE
    assert "Cột điện nghiêng" in visitor.get(MINE).content.decode()


def test_it_shows_what_came_by_this_very_link_and_nothing_else(world, person):
    first = came_in(world, person)
    first.post(REPORT, {"words": "Tin bằng đường dẫn cũ"})
    other = came_in(world, elder(world, "Lê Văn Tám", "0905 999 999"))
    other.post(REPORT, {"words": "Tin của người khác"})
    visitor = came_in(world, person)
    visitor.post(REPORT, {"words": "Tin mới"})
    visitor.post(DIGITS, {"digits": "3456"})
    text = visitor.get(MINE).content.decode()
    assert "Tin mới" in text
    assert "Tin của người khác" not in text and "Tin bằng đường dẫn cũ" not in text


def test_after_five_wrong_tries_it_writes_on_and_never_reads(world, person):
    visitor = came_in(world, person)
    visitor.post(REPORT, {"words": "Một"})
    for _ in range(5):
        last = visitor.post(DIGITS, {"digits": "0000"})
    assert last.status_code == 403
    assert visitor.post(DIGITS, {"digits": "3456"}).status_code == 403
    assert visitor.get(MINE)["Location"] == DIGITS
    visitor.post(REPORT, {"words": "Hai"})
    assert words() == ["Một", "Hai"]


def test_a_try_is_used_up_before_it_is_looked_at(world, person):
    """So that many at once get no further than five one after another."""
    came_in(world, person)
    link = only_link()
    stale = [only_link() for _ in range(8)]
    assert [try_once(one) for one in stale] == [True] * 5 + [False] * 3
    link.refresh_from_db()
    assert link.misread == 5


def test_the_right_digits_forget_the_wrong_ones_before_them(world, person):
    visitor = came_in(world, person)
    for _ in range(4):
        visitor.post(DIGITS, {"digits": "0000"})
    assert visitor.post(DIGITS, {"digits": "3456"})["Location"] == MINE
    assert only_link().misread == 0


def test_looking_again_ends_after_half_an_hour(world, person, monkeypatch):
    visitor = came_in(world, person)
    visitor.post(DIGITS, {"digits": "3456"})
    assert visitor.get(MINE).status_code == 200
    later = clock.now() + timedelta(minutes=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert visitor.get(MINE)["Location"] == DIGITS


def test_digits_of_one_link_open_nothing_of_the_next(world, person):
    visitor = came_in(world, person)
    visitor.post(DIGITS, {"digits": "3456"})
    other = token_of(world, elder(world, "Lê Văn Tám", "0905 999 999"), clock.now())
    visitor.get(reverse("groups:enter_report", args=[other]))
    assert visitor.get(MINE)["Location"] == DIGITS


def test_without_a_telephone_one_reports_and_sees_nothing_again(world):
    visitor = came_in(world, elder(world, phone=""))
    assert MINE not in visitor.get(REPORT).content.decode()
    assert visitor.post(DIGITS, {"digits": "0000"}).status_code == 403
    visitor.post(REPORT, {"words": "Một"})
    assert words() == ["Một"]


def test_forged_expired_revoked_and_erased_are_one_and_the_same_dead_page(world, person):
    forged = Client().get(reverse("groups:enter_report", args=["x" * 43]))
    expired = came_in(world, person, clock.now() - timedelta(days=89, hours=23))
    Link.objects.filter(pk=only_link().link_id).update(expires_at=clock.now())
    late = expired.post(REPORT, {"words": "Trễ"})
    revoked = came_in(world, person)
    end_report_link(actor=world.system, at=clock.now(), report_link=only_link())
    gone = revoked.post(REPORT, {"words": "Đã thu"})
    erased = came_in(world, person)
    rows(Person).filter(pk=person.pk).update(name="")
    blank = erased.post(REPORT, {"words": "Đã xóa"})
    nobody = Client().post(REPORT, {"words": "Không đường dẫn"})
    for answer in (forged, late, gone, blank, nobody):
        assert answer.status_code == 404
        assert "Đường dẫn này không còn dùng được" in answer.content.decode()
    assert words() == []


def test_a_link_of_another_purpose_is_none(world):
    own_page = link_to(world, somebody(world)).rstrip("/").rpartition("/")[2]
    assert Client().get(reverse("groups:enter_report", args=[own_page])).status_code == 404


def test_another_site_cannot_post_in_somebodys_name(world, person):
    visitor = came_in(world, person)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = visitor.cookies
    assert strict.post(REPORT, {"words": "Giả"}).status_code == 403
    assert words() == []


def test_whoever_closes_it_needs_the_link_again(world, person):
    visitor = came_in(world, person)
    visitor.post(reverse("groups:leave_report"))
    assert visitor.get(REPORT).status_code == 404
    assert visitor.get(reverse("groups:enter_report", args=[visitor.token]))["Location"] == REPORT

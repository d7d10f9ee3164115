"""What the pages of the roster show and do, and what they never show."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from chungtay.kit import clock
from chungtay.rosters.models import Absence, Cover, Shift
from chungtay.rosters.tests.examples import HOUR, absence, beat, chief, officer, shift, watch
from chungtay.rosters.tests.rows import rows


@pytest.fixture
def now(world, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: world.at)
    return world


def visitor(acting):
    client = Client()
    client.force_login(acting.account)
    return client


def read(client, name, *args, **query):
    return client.get(reverse(f"weeks:{name}", args=args), query).content.decode()


def test_who_is_ill_is_away_and_no_page_says_more(now):
    keeper = officer(now, "Đặng Quốc Bình")
    mine, duty = beat(now, "Địa bàn 3", keeper=keeper), shift(now, keeper)
    gone = absence(now, keeper, reason=Absence.Reason.PATIENT)
    boss, colleague = visitor(chief(now)), visitor(now.officer)
    for client in (boss, colleague):
        pages = [
            read(client, "week"), read(client, "beats"), read(client, "beat", mine.pk),
            read(client, "shift", duty.pk), read(client, "officer", keeper.pk),
            read(client, "printed"),
        ]  # fmt: skip
        assert all("F0" not in page and "cách ly" not in page for page in pages)
        assert "vắng" in pages[0] and "Địa bàn 3" in pages[0]
    correcting = read(boss, "correct_absence", gone.pk)
    assert "checked" not in correcting
    assert "checked" not in read(boss, "staffing") and "F0" not in read(boss, "staffing")


def test_the_officer_sees_the_own_reason(now):
    absence(now, now.officer.account, reason=Absence.Reason.CONTACT)
    assert "F1" in read(visitor(now.officer), "mine")


def test_a_gap_leads_to_somebody_rested_and_is_filled(now):
    keeper, free = officer(now), officer(now, "Mai Xuân Lộc")
    mine = beat(now, "Địa bàn 3", keeper=keeper)
    absence(now, keeper)
    boss = visitor(chief(now))
    where = reverse("weeks:cover_beat", args=[mine.pk])
    assert where in read(boss, "week") and "Chọn người" in read(boss, "week")
    form = {"first": "20/11/2026", "first_hour": "14:05", "last": "21/11/2026", "last_hour": "7h"}
    page = boss.get(where).content.decode()
    assert "Mai Xuân Lộc" in page and "rảnh cả buổi" in page
    boss.post(where, form | {"stand_in": free.pk})
    made = rows(Cover).get()
    assert (made.stand_in, made.relieves) == (free, keeper)
    assert clock.moment(made.ends_at) == "07:00 21/11/2026"


def test_another_stretch_is_looked_at_before_anybody_is_chosen(now):
    mine = beat(now, keeper=officer(now))
    where = reverse("weeks:cover_beat", args=[mine.pk])
    form = {"first": "22/11/2026", "first_hour": "7", "last": "22/11/2026", "last_hour": "19"}
    answer = visitor(chief(now)).post(where, form | {"look": "1"}, follow=True)
    assert "từ 07:00 22/11/2026 đến 19:00" in answer.content.decode()
    assert not rows(Cover).exists()


def test_a_shift_is_planned_in_the_browser_and_refused_in_words(now):
    where, who = watch(now), officer(now, "Hồ Anh Thư")
    boss = visitor(chief(now))
    form = {"watch": where.pk, "officer": who.pk, "day": "23/11/2026", "begins": "19", "ends": "7"}
    boss.post(reverse("weeks:put_on"), form)
    made = rows(Shift).get()
    assert made.ends_at - made.starts_at == 12 * HOUR
    again = boss.post(reverse("weeks:put_on"), form)
    assert again.status_code == 422 and "Hồ Anh Thư đang trực" in again.content.decode()
    wrong = boss.post(reverse("weeks:put_on"), form | {"begins": "25"})
    assert "Ghi giờ như" in wrong.content.decode()


def test_an_area_officer_reads_and_does_not_plan(now):
    watch(now)
    client = visitor(now.officer)
    assert reverse("weeks:put_on") not in read(client, "week")
    assert client.get(reverse("weeks:put_on")).status_code == 403


def test_the_workbook_has_the_week_as_a_grid_and_as_a_list(now):
    made = shift(now, officer(now, "Hồ Anh Thư"), where=watch(now, "Trực ban"))
    answer = visitor(now.officer).get(reverse("weeks:workbook"))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    grid, listed = book.worksheets
    cells = [str(cell.value) for row in grid.iter_rows() for cell in row if cell.value]
    assert any("Hồ Anh Thư" in cell and "15:05–03:05" in cell for cell in cells)
    assert listed.cell(2, 1).value == "Trực ban" and made.pk


def test_the_calendar_tells_the_own_turns_by_a_private_link(now):
    from icalendar import Calendar

    shift(now, now.officer.account, where=watch(now, "Trực ban, cổng 2"))
    shift(now, officer(now, "Hồ Anh Thư"))
    page = visitor(now.officer).post(reverse("weeks:calendar"))
    assert page["Cache-Control"] == "no-store, private"
    address = page.content.decode().split("/ca-truc/lich/")[1].split(".ics")[0]
    answer = Client().get(reverse("weeks:feed", args=[address]))
    assert answer["Cache-Control"] == "no-store, private"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Trực ban, cổng 2"
    assert event["dtstart"].dt == now.at + HOUR
    assert Client().post(reverse("weeks:feed", args=[address])).status_code == 405
    visitor(now.officer).post(reverse("weeks:end_calendar"))
    assert Client().get(reverse("weeks:feed", args=[address])).status_code == 404


def test_a_colleague_does_not_correct_an_absence(now):
    gone = absence(now)
    answer = visitor(now.officer).get(reverse("weeks:correct_absence", args=[gone.pk]), follow=True)
    assert "việc của người xếp ca" in answer.content.decode()

"""The roster a ward keeps in Excel: read, looked at, then put on in one act."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chungtay.journal.models import Entry
from chungtay.kit import clock
from chungtay.rosters.actions import take_off_shift
from chungtay.rosters.models import Shift
from chungtay.rosters.tests.examples import DAY, HOUR, absence, chief, cover, officer, shift, watch
from chungtay.weeks.tests.test_pages import visitor

PATH = reverse("weeks:bring")


@pytest.fixture
def now(world, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: world.at)
    return world


def sends(client, *rows, heads=("Chỗ trực", "Ngày", "Từ giờ", "Đến giờ", "Cán bộ")):
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    return client.post(PATH, {"file": SimpleUploadedFile("lich.xlsx", file.getvalue())})


def acts(client, page):
    return client.post(PATH, {"turns": page.context["turns"]}, follow=True)


def standing():
    rows = Shift.objects.unscoped(why="tests look at everything").standing()
    named = rows.crossing("watch", why="tests look at everything").order_by("starts_at")
    return list(named.values_list("watch__name", "officer__name", "starts_at", "ends_at"))


def test_what_the_file_says_is_shown_first_and_put_on_by_one_act(now):
    where, who = watch(now, "Trực ban"), officer(now, "Hồ Anh Thư")
    client, day = visitor(chief(now)), clock.day(now.at + DAY)
    page = sends(client, ("trực ban", day, "19:00", "7h", "Hồ Anh Thư"))
    assert "1 ca xếp được" in page.content.decode() and standing() == []
    assert not Entry.objects.filter(verb="rosters.bring_turns").exists(), "only looked at"
    assert "Đã xếp 1 ca" in acts(client, page).content.decode()
    begins = (now.at + DAY).astimezone(clock.VN).replace(hour=19, minute=0)
    assert standing() == [(where.name, who.name, begins, begins + timedelta(hours=12))]
    assert Entry.objects.filter(verb="rosters.bring_turns").count() == 1


def test_bad_rows_stand_beside_with_their_reasons(now):
    watch(now, "Trực ban")
    gone, two = officer(now, "Mai Xuân Lộc"), [officer(now, "Lê Thị Hoa") for _ in range(2)]
    absence(now, gone, starts=now.at, days=9)
    day = clock.day(now.at + DAY)
    page = sends(
        visitor(chief(now)),
        ("Chốt lạ", day, "7:00", "19:00", "Mai Xuân Lộc"),
        ("Trực ban", day, "7:00", "19:00", "Người Nào Đó"),
        ("Trực ban", day, "7:00", "19:00", "Lê Thị Hoa"),
        ("Trực ban", day, "sáng", "19:00", "Mai Xuân Lộc"),
        ("Trực ban", day, "7:00", "19:00", "Mai Xuân Lộc"),
    ).content.decode()
    assert "5 dòng chưa xếp được" in page and len(two) == 2
    for reason in ("Chưa có chỗ trực tên", "Không thấy cán bộ nào", "Có hai người tên",
                   "Không đọc được giờ", "vắng"):  # fmt: skip
        assert reason in page, reason
    assert "Xếp 5 ca" not in page and "ốm" not in page


def test_our_own_file_comes_back_as_it_went_out(now):
    where, client = watch(now, "Trực ban"), visitor(chief(now))
    for number in range(3):
        shift(now, officer(now), starts=now.at + (1 + 9 * number) * HOUR, hours=8, where=where)
    before = standing()
    file = client.get(reverse("weeks:workbook")).content

    def bring():
        return client.post(PATH, {"file": SimpleUploadedFile("ca-truc.xlsx", file)})

    page = bring()
    assert page.context["there"] == len(before) and page.context["good"] == []
    for row in Shift.objects.unscoped(why="tests look at everything").standing():
        take_off_shift(actor=now.system, at=now.at, shift=row)
    page = bring()
    assert page.context["bad"] == [] and len(page.context["good"]) == len(before)
    acts(client, page)
    assert standing() == before


def test_a_cover_is_arranged_on_its_own_page(now):
    duty = shift(now, starts=now.at + HOUR, hours=8)
    made, client = cover(now, duty, starts=now.at + 3 * HOUR, hours=2), visitor(chief(now))
    file = client.get(reverse("weeks:workbook")).content
    page = client.post(PATH, {"file": SimpleUploadedFile("ca.xlsx", file)})
    assert (page.context["there"], page.context["bad"]) == (3, []), "the roster has them all"
    take_off_shift(actor=now.system, at=now.at, shift=duty)
    page = client.post(PATH, {"file": SimpleUploadedFile("ca.xlsx", file)})
    assert "Người trực thay thì chọn ở trang của ca ấy" in page.content.decode() and made


@pytest.mark.parametrize("said", ["", "[]", "{", '[["a", 1, "x", "y"]]', '[[1,1,"2026-11-20",3]]'])
def test_a_tampered_preview_puts_nothing_on(now, said):
    assert visitor(chief(now)).post(PATH, {"turns": said}).status_code == 302
    assert standing() == []


def test_what_is_no_roster_is_said_and_only_planners_come_here(now):
    page = sends(visitor(chief(now)), ("x", "y"), heads=("Tên", "Tuổi"))
    assert page.status_code == 422 and "Không thấy cột" in page.content.decode()
    assert visitor(now.officer).get(PATH).status_code == 403

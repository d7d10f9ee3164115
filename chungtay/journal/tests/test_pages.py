"""The pages of the books: what they say, to whom, and at what cost."""

import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chungtay.journal import naming
from chungtay.journal.actions import void
from chungtay.journal.models import Actor, Heading, Line
from chungtay.journal.tests.books import MEALS, TREES, WELLS, do, seal_away
from chungtay.kit.quantities import ZERO, exact, more_than

pytestmark = pytest.mark.django_db
YEAR = "/so/test.meals/?tu=2023-01-01&den=2023-12-31"


def mondays(year):
    day = datetime(year, 1, 1, 3, tzinfo=UTC)
    day += timedelta(days=(7 - day.weekday()) % 7)
    while day.year == year:
        yield day
        day += timedelta(days=7)


@pytest.fixture
def fed(world):
    """Meals every Monday of 2023, as the article has them: 2.950 in 52 lines, none at Tết."""
    from chungtay.journal import measures

    measures.load()
    days = list(mondays(2023))
    numbers = [57 + n % 3 for n in range(51)]
    numbers[-1] += 2950 - sum(numbers)
    numbers.insert(3, 0)
    things = [
        {"measure": MEALS, "quantity": exact(n), "at": d}
        for n, d in zip(numbers, days, strict=True)
    ]
    things += [
        {"measure": MEALS, "quantity": exact(50), "at": d} for d in mondays(2022) if d.month > 5
    ]
    do(actor=world.system, at=world.at, place=world.ward, things=things)
    return world


@pytest.fixture
def officer(world):
    client = Client()
    client.force_login(world.officer.account)
    return client


def text(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ").split())


def test_the_figure_says_its_number_and_where_it_comes_from(fed, officer):
    page = text(officer.get(YEAR))
    assert "Suất cơm đã phát năm 2023" in page
    assert "2.950</span>" in page
    assert "Số chính xác, cộng từ 52 dòng" in page
    assert "So với 2022, tháng 6–12" in page
    assert "sổ năm 2022 chưa ghi tháng 1–5" in page
    assert "Cộng cả 52 dòng" in page and "02/01/2023" in page


def test_more_than_stays_more_than(world, officer):
    from chungtay.journal import measures

    measures.load()
    do(actor=world.system, at=world.at, place=world.ward, things=[{"quantity": more_than(700)}])
    page = text(officer.get("/so/test.trees/?tu=2026-01-01&den=2026-12-31"))
    assert '">hơn</span> <span class="text-4xl font-semibold tracking-tight">700</span>' in page


def test_nothing_recorded_is_not_zero(fed, officer):
    page = text(officer.get("/so/test.meals/?tu=2019-01-01&den=2019-12-31"))
    assert "chưa ghi" in page and "Chưa ghi không phải là 0" in page
    do(
        actor=fed.system,
        at=fed.at - timedelta(days=900),
        place=fed.ward,
        things=[{"quantity": ZERO}],
    )
    page = text(officer.get("/so/test.trees/?tu=2024-01-01&den=2024-12-31"))
    assert 'tracking-tight">0</span>' in page


def test_rows_are_narrowed_by_day_and_by_place(fed, officer):
    assert "1 dòng khớp với “09/01/2023”" in text(officer.get(YEAR + "&loc=09/01/2023"))
    assert "52 dòng khớp" in text(officer.get(YEAR + "&loc=hoa cuong"))
    assert "Không dòng nào khớp" in text(officer.get(YEAR + "&loc=nơi xa"))


def test_names_come_from_whoever_registered_them(fed, officer, monkeypatch):
    monkeypatch.setattr(naming, "_resolvers", [])
    assert "máy tự làm" in text(officer.get(YEAR))
    naming.register(
        lambda ids, acting: dict.fromkeys(ids, "Chị Thu Sương"), lambda said, acting: []
    )
    assert "Chị Thu Sương" in text(officer.get(YEAR))


def test_the_public_gets_quarters_of_public_measures_and_no_rows(fed):
    page = text(Client().get(YEAR.replace("2023-01-01", "2023-02-14")))
    assert "năm 2023" in page and "2.950" in page
    assert "cac-dong" not in page and "NK-" not in page
    assert Client().get("/so/test.trees/").status_code == 404


def test_an_officer_elsewhere_gets_the_public_view_and_no_wards_own(fed):
    client = Client()
    client.force_login(fed.elsewhere.account)
    code = fed.ward.code
    assert "cac-dong" not in text(client.get(f"{YEAR}&noi={code}"))
    assert client.get(f"/so/test.trees/?noi={code}").status_code == 404


MEANINGLESS = [
    ("x", "2023-01-01"),
    ("2023-02-01", "2023-01-01"),
    ("1800-01-01", "2023-01-01"),
    ("2199-01-01", "2201-01-01"),
]


@pytest.mark.parametrize(("since", "last"), MEANINGLESS)
def test_a_question_that_cannot_be_meant_says_why(fed, officer, since, last):
    page = text(officer.get(f"/so/test.meals/?tu={since}&den={last}"))
    assert "Còn 1 chỗ cần sửa" in page


@pytest.mark.parametrize("query", ["?noi=khong-co", "?noi=%00", "?chuong-trinh=' OR 1"])
def test_a_place_or_programme_that_is_not_there(fed, officer, query):
    assert officer.get("/so/test.meals/" + query).status_code in {200, 404}


def test_a_programme_narrows_the_figure(fed, officer):
    heading = Heading.objects.create(code="bua-com", kind="programme", title="Bữa cơm nhân ái")
    do(actor=fed.system, at=fed.at, place=fed.ward,
       things=[{"measure": MEALS, "quantity": exact(7), "programme": heading}])  # fmt: skip
    page = text(officer.get("/so/test.meals/?tu=2026-01-01&den=2026-12-31&chuong-trinh=bua-com"))
    assert "Bữa cơm nhân ái" in page and "cộng từ 1 dòng" in page


def test_sealed_lines_count_and_are_not_listed(world, officer):
    from chungtay.journal import measures

    measures.load()
    seal_away(actor=world.system, at=world.at, place=world.ward, quantity=exact(4))
    page = text(officer.get("/so/test.trees/?tu=2026-01-01&den=2026-12-31"))
    assert "1 dòng thuộc hồ sơ kín" in page and "NK-" not in page
    line = Line.objects.get()
    assert officer.get(f"/so/dong/{line.entry_id}/").status_code == 404
    assert "test.seal_away" not in text(officer.get("/so/nhat-ky/"))


def test_an_entry_opens_and_its_line_is_taken_back_by_post_only(fed, officer):
    line = Line.objects.order_by("pk").first()
    page = text(officer.get(f"/so/dong/{line.entry_id}/"))
    assert f"/so/dong/{line.entry_id}/huy/{line.pk}/" in page
    asked = text(officer.get(f"/so/dong/{line.entry_id}/huy/{line.pk}/"))
    assert "Hủy dòng này" in asked and not line.voided_by.exists()
    done = officer.post(f"/so/dong/{line.entry_id}/huy/{line.pk}/", follow=True)
    assert "Dòng cũ vẫn đọc được" in text(done) and line.voided_by.exists()
    again = officer.post(f"/so/dong/{line.entry_id}/huy/{line.pk}/")
    assert again.status_code == 409 and "đã được hủy" in again.content.decode()
    assert "Đã hủy bằng" in text(officer.get(f"/so/dong/{line.entry_id}/"))


def test_an_entry_elsewhere_is_not_there(fed):
    client = Client()
    client.force_login(fed.elsewhere.account)
    line = Line.objects.first()
    assert client.get(f"/so/dong/{line.entry_id}/").status_code == 404
    assert client.post(f"/so/dong/{line.entry_id}/huy/{line.pk}/").status_code == 404


def test_the_journal_says_verbs_in_words(world, officer):
    from chungtay.journal.tests.examples import written

    void(actor=world.officer, at=world.at, line=written(world))
    assert "hủy một dòng" in text(officer.get("/so/nhat-ky/"))


def test_the_closings_are_public(world):
    from chungtay.journal.tests.examples import closing

    assert "Sổ chưa chốt lần nào" in text(Client().get("/so/chot-so/"))
    closing(world)
    assert (b"r" * 32).hex() in text(Client().get("/so/chot-so/"))


def test_the_workbook_holds_no_formula(fed, officer, monkeypatch):
    monkeypatch.setattr(naming, "_resolvers", [lambda ids, acting: dict.fromkeys(ids, "=1+1")])
    response = officer.get(YEAR.replace("/?", "/excel/?"))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert [sheet.title for sheet in book] == ["Con số", "Theo tháng", "Các dòng"]
    rows = list(book["Các dòng"].values)
    assert len(rows) == 54 and rows[-1][4] == 2950
    assert rows[1][2] == "=1+1" and book["Các dòng"]["C2"].data_type == "s"


def test_pages_cost_the_same_queries_at_one_row_and_at_three(world, officer):
    from chungtay.journal.tests.examples import written

    first = written(world)
    pages = ["/so/test.trees/", f"/so/dong/{first.entry_id}/", "/so/nhat-ky/", "/so/"]
    for page in pages:
        officer.get(page)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert all(officer.get(page).status_code == 200 for page in pages)
        costs.append(len(asked))
        written(world)
        written(world)
    assert costs[0] == costs[1]
    assert Actor.objects.exists() and TREES.id != WELLS.id

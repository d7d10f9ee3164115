"""Looking for a household to join, and at two persons side by side."""

import pytest

from chungtay.people.models import Reading
from chungtay.people.tests.examples import home, somebody
from chungtay.people.tests.test_pages import signed_in


@pytest.fixture
def officer(world):
    return signed_in(world.officer)


def test_every_household_of_a_group_can_be_joined(world, officer):
    person = somebody(world, "Hồ Anh Thư")
    for n in range(35):
        home(world, somebody(world, f"Phan Hậu {'abcdefgh'[n % 8]}"), f"{n + 100} Lê Lợi")
    far = home(world, somebody(world, "Đặng Thị Thuỷ"), "9 Ỷ Lan Nguyên Phi")
    path = f"/nguoi-dan/{person.pk}/vao-ho/"
    assert "trang 1 trên 2" in officer.get(path).text
    assert "9 Ỷ Lan" in officer.get(path, {"page": 2}).text
    for q in ("y lan nguyen", "Ỷ Lan", "dang thi thuy", "Thuỷ"):
        shown = officer.get(path, {"q": q}).text
        assert "9 Ỷ Lan" in shown and "100 Lê Lợi" not in shown, q
        assert "9 Ỷ Lan" in officer.get("/nguoi-dan/ho/", {"q": q}).text, q
    assert "Không thấy" in officer.get(path, {"q": "xa la"}).text
    officer.post(f"{path}?q=y+lan", {"household": far.pk})
    person.refresh_from_db()
    assert person.household_id == far.pk
    assert officer.post(path, {"household": "²"}).status_code == 422


def test_comparing_two_is_reading_both(world, officer):
    one, two = somebody(world, "Lê Thị Thúy"), somebody(world, "Lê Thị Thuý")
    officer.get(f"/nguoi-dan/{one.pk}/gop/{two.pk}/")
    read = Reading.objects.visible_to(world.officer).values_list("person", flat=True)
    assert sorted(read) == [one.pk, two.pk]

"""Pages of persons: found without accents, by the end of a number, and not there elsewhere."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.people.models import (
    Consent,
    ContactPoint,
    Household,
    Merge,
    Organisation,
    Person,
    Reading,
)
from chungtay.people.tests.examples import (
    agreed,
    full,
    home,
    merged,
    organisation,
    phone,
    purpose,
    somebody,
)


def signed_in(acting):
    client = Client()
    client.force_login(acting.account)
    return client


def names(answer):
    return [row["person"].name for row in answer.context["rows"]]


def page_of(person):
    return reverse("site:person", args=[person.pk])


@pytest.fixture
def officer(world):
    return signed_in(world.officer)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hoa", ["Lê Hoà", "Lê Hòa", "Lê Hoa"]),
        ("Hòa", ["Lê Hoà", "Lê Hòa"]),
        ("hoà", ["Lê Hoà", "Lê Hòa"]),
        ("le hoa", ["Lê Hoà", "Lê Hòa", "Lê Hoa"]),
        ("lê hoa", ["Lê Hoà", "Lê Hòa", "Lê Hoa"]),
        ("diem", ["Phan Thị Diễm My"]),
        ("đi", []),
        ("oa", []),
        ("%", []),
        ("my diem", []),
    ],
)
def test_a_name_is_found_as_people_type_it(world, officer, typed, found):
    for name in ("Lê Hoà", "Lê Hòa", "Lê Hoa", "Phan Thị Diễm My"):
        somebody(world, name)
    somebody(world, "Lê Hoà Elsewhere", place=world.other_ward)
    assert names(officer.get("/nguoi-dan/", {"q": typed})) == found


def test_the_end_of_a_number_finds_whoever_it_reaches(world, officer):
    point = phone(world)
    for typed in ("3456", "0905 123 456", "+84905123456", "123456"):
        answer = officer.get("/nguoi-dan/", {"q": typed})
        assert [row["person"].pk for row in answer.context["rows"]] == [point.person_id], typed
    assert officer.get("/nguoi-dan/", {"q": "456"}).context["rows"] == []
    assert officer.get("/nguoi-dan/", {"q": "9456"}).context["rows"] == []


def test_who_may_not_write_numbers_down_neither_finds_nor_sees_them(world):
    point = phone(world)
    woman = signed_in(world.account("hoa", "womens_union"))
    assert woman.get("/nguoi-dan/", {"q": "3456"}).context["rows"] == []
    shown = woman.get(page_of(point.person)).content.decode()
    assert "Phan Thị Diễm My" in shown
    assert "3 456" not in shown and "123 456" not in shown and "Đã đồng ý" not in shown


def test_elsewhere_and_without_the_duty_there_is_no_such_page(world):
    person = somebody(world)
    assert signed_in(world.officer).get(page_of(person)).status_code == 200
    assert signed_in(world.elsewhere).get(page_of(person)).status_code == 404
    assert signed_in(world.stranger).get(page_of(person)).status_code == 403
    desk = signed_in(world.account("van", "hospital_desk"))
    assert desk.get(page_of(person)).status_code == 403
    assert Client().get(page_of(person)).status_code == 302


def test_a_post_elsewhere_opens_nothing_here(world):
    """Reach is of all posts together; the duty counts where the person lives."""
    from chungtay.access.acting import PostHolder
    from chungtay.access.actions import appoint
    from chungtay.access.roles import Role

    both = world.account("hai", "area_officer", world.other_ward)
    appoint(
        actor=world.system, at=world.at, place=world.ward, account=both.account,
        role=Role.TREASURER,
    )  # fmt: skip
    person = somebody(world)
    client = signed_in(PostHolder(both.account, world.at))
    assert client.get(page_of(person)).status_code == 404
    assert names(client.get("/nguoi-dan/", {"q": "diem"})) == []
    assert client.get("/nguoi-dan/").context["page"].paginator.count == 0


@pytest.mark.parametrize("more", [0, 2])
def test_a_page_costs_the_same_for_one_and_three_of_everything(world, officer, more):
    person = full(world)
    for n in range(more):
        phone(world, person, f"0905 999 10{n}")
        merged(world, person, somebody(world, f"Phan My {'ab'[n]}"))
        somebody(world, "Phan Thị Diễm Mỵ")
        somebody(world, "Phan Thị Con", birth_year=2020)
    officer.get(page_of(person))
    with CaptureQueriesContext(connection) as asked:
        assert officer.get(page_of(person)).status_code == 200
    assert len(asked) <= 34, "\n".join(q["sql"][:150] for q in asked)


def test_one_and_three_cost_the_same(world, officer):
    def cost(person):
        officer.get(page_of(person))
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(page_of(person)).status_code == 200
        return len(asked)

    person = full(world)
    before = cost(person)
    for n in range(2):
        phone(world, person, f"0905 999 10{n}")
        merged(world, person, somebody(world, f"Phan My {'ab'[n]}"))
        somebody(world, "Phan Thị Diễm Mỵ")
    assert cost(person) == before


def test_opening_is_noted_once_in_a_quarter_of_an_hour(world, officer):
    person = somebody(world)
    officer.get(page_of(person))
    officer.get(page_of(person))
    read = Reading.objects.visible_to(world.officer).filter(person=person)
    assert [row.actor_id for row in read] == [world.officer.actor_id]


def test_somebody_is_written_down_corrected_and_moved(world, officer):
    home_of = {"place": world.ward.pk, "language": "vi"}
    answer = officer.post("/nguoi-dan/moi/", {"name": "Anh Tư, chị Năm", **home_of})
    assert answer.status_code == 422 and "Có hai người" in answer.content.decode()
    officer.post("/nguoi-dan/moi/", {"name": "Lê Thị Thúy", "birth_year": "1980", **home_of})
    person = Person.objects.visible_to(world.officer).get()
    officer.post(
        f"/nguoi-dan/{person.pk}/sua/", {"name": "Lê Thị Thuý", "birth_year": "1981", **home_of}
    )
    person.refresh_from_db()
    assert (person.name, person.birth_year) == ("Lê Thị Thuý", 1981)
    assert "họ tên, năm sinh" in officer.get(page_of(person)).content.decode()
    answer = officer.post(
        f"/nguoi-dan/{person.pk}/chuyen/", {"elsewhere": "Thanh Khê, Đà Nẵng"}, follow=True
    )
    assert "nay ở" in answer.content.decode()
    assert officer.get(page_of(person)).status_code == 404


def test_nothing_is_ticked_beforehand(world, officer):
    person = somebody(world)
    for path in ("lien-lac/", f"dong-y/{purpose()}/"):
        shown = officer.get(f"/nguoi-dan/{person.pk}/{path}").content.decode()
        assert "checked" not in shown.replace('value="" id="id_how_3" checked', "")


def test_a_contact_is_added_checked_and_ended(world, officer):
    person = somebody(world)
    base = f"/nguoi-dan/{person.pk}/"
    answer = officer.post(base + "lien-lac/", {"kind": "phone", "value": "12", "how": ""})
    assert answer.status_code == 422
    officer.post(base + "lien-lac/", {"kind": "phone", "value": "0905123456", "how": ""})
    point = ContactPoint.objects.visible_to(world.officer).get()
    officer.post(f"{base}lien-lac/{point.pk}/", {"how": "called"})
    point.refresh_from_db()
    assert point.verified_how == "called"
    assert officer.get(f"{base}lien-lac/{point.pk}/thoi/").status_code == 200
    officer.post(f"{base}lien-lac/{point.pk}/thoi/")
    point.refresh_from_db()
    assert point.ended_in_id
    other = phone(world, somebody(world, "Phan Văn Hậu"), "0905 123 457")
    assert officer.get(f"{base}lien-lac/{other.pk}/thoi/").status_code == 404


def test_a_child_agrees_with_somebody_of_the_household(world, officer):
    mother, child = somebody(world), somebody(world, "Phan Minh Anh", birth_year=2015)
    home(world, mother, "14 Trần Cao Vân", child)
    path = f"/nguoi-dan/{child.pk}/dong-y/commendation/"
    said = {"means": "form", "guardian": mother.pk, "said_by": "guardian"}
    assert "Từ đủ 7 tuổi" in officer.post(path, said).content.decode()
    officer.post(path, said | {"said_by": "both"})
    consent = Consent.objects.visible_to(world.officer).get()
    assert (consent.guardian_id, consent.said_by) == (mother.pk, "both")
    assert "người đại diện: Phan Thị Diễm My" in officer.get(page_of(child)).content.decode()


def test_a_consent_is_taken_back_and_a_wish_kept(world, officer):
    person = agreed(world)
    base = f"/nguoi-dan/{person.pk}/"
    officer.post(f"{base}dong-y/{purpose()}/rut/")
    assert Consent.objects.visible_to(world.officer).get().withdrawn_at
    officer.post(base + "dung-lien-lac/")
    assert "Xin đừng liên lạc, từ" in officer.get(page_of(person)).content.decode()
    officer.post(base + "cho-lien-lac/")
    assert "Xin đừng liên lạc, từ" not in officer.get(page_of(person)).content.decode()
    assert officer.get(f"{base}dong-y/no.such/").status_code == 404


def test_households_are_made_joined_headed_and_left(world, officer):
    one, two = somebody(world), somebody(world, "Phan Văn Hậu")
    officer.post(f"/nguoi-dan/{one.pk}/vao-ho/", {"address": "14 Trần Cao Vân"})
    found = Household.objects.visible_to(world.officer).get()
    officer.post(f"/nguoi-dan/{two.pk}/vao-ho/", {"household": found.pk})
    assert officer.post(f"/nguoi-dan/{two.pk}/vao-ho/", {}).status_code == 422
    officer.post(f"/nguoi-dan/ho/{found.pk}/chu-ho/{two.pk}/")
    found.refresh_from_db()
    assert found.head_id == two.pk
    assert len(officer.get(f"/nguoi-dan/ho/{found.pk}/").context["members"]) == 2
    officer.post(f"/nguoi-dan/{one.pk}/roi-ho/")
    officer.post(f"/nguoi-dan/{two.pk}/roi-ho/")
    assert officer.get(f"/nguoi-dan/ho/{found.pk}/").status_code == 404
    assert signed_in(world.elsewhere).get("/nguoi-dan/ho/").context["page"].paginator.count == 0


def test_two_rows_are_compared_merged_and_taken_apart(world, officer):
    one, two = somebody(world, "Lê Thị Thúy"), somebody(world, "Lê Thị Thuý")
    assert len(officer.get("/nguoi-dan/co-the-trung/").context["pairs"]) == 1
    path = f"/nguoi-dan/{one.pk}/gop/{two.pk}/"
    assert "Có phải một người" in officer.get(path).content.decode()
    assert officer.post(path, {"stays": "0"}).status_code == 404
    officer.post(path, {"stays": two.pk})
    assert officer.get(page_of(one))["Location"] == page_of(two)
    assert "Còn được ghi là" in officer.get(page_of(two)).content.decode()
    assert officer.get("/nguoi-dan/co-the-trung/").context["pairs"] == []
    stands = Merge.objects.visible_to(world.officer).get()
    assert officer.get(f"/nguoi-dan/gop/{stands.pk}/tach/").status_code == 200
    officer.post(f"/nguoi-dan/gop/{stands.pk}/tach/")
    assert officer.get(page_of(one)).status_code == 200
    officer.post(f"/nguoi-dan/{one.pk}/khac/{two.pk}/")
    assert officer.get("/nguoi-dan/co-the-trung/").context["pairs"] == []
    assert signed_in(world.elsewhere).get(path).status_code == 404


def test_organisations_are_written_down_corrected_and_closed(world, officer):
    fields = {"name": "Câu lạc bộ Máu nóng", "kind": "club", "place": world.ward.pk}
    officer.post("/nguoi-dan/to-chuc/moi/", fields)
    found = Organisation.objects.visible_to(world.officer).get()
    assert officer.post("/nguoi-dan/to-chuc/moi/", fields).status_code == 422
    parent = organisation(world)
    page = reverse("people:organisation", args=[found.pk])
    officer.post(page + "sua/", {"name": found.name, "kind": "club", "parent": parent.pk})
    assert "Bệnh viện Sông Hàn" in officer.get(page).content.decode()
    officer.post(page + "thoi/")
    assert "đã thôi hoạt động" in officer.get(page).content.decode()
    assert officer.get(page + "sua/").status_code == 404
    listed = officer.get("/nguoi-dan/to-chuc/", {"q": "mau nong"})
    assert listed.context["rows"] == []


def test_the_list_narrows_as_one_types_and_by_place(world, officer):
    somebody(world)
    answer = officer.get("/nguoi-dan/", {"q": "diem"}, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode() and "Diễm" in answer.content.decode()
    here = officer.get("/nguoi-dan/", {"o": world.ward.pk})
    assert here.context["chosen"] == world.ward
    there = officer.get("/nguoi-dan/", {"o": world.other_ward.pk})
    assert there.context["chosen"] is None

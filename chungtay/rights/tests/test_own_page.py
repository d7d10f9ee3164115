"""A person's own page, and everybody who would like to see somebody else's."""

import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access.models import Link
from chungtay.journal.models import Message
from chungtay.kit import clock
from chungtay.people.actions import form_household, give_consent, join_household
from chungtay.people.models import Consent, Reading
from chungtay.people.tests.examples import purpose
from chungtay.rights.actions import erase, send_own_page
from chungtay.rights.models import Request
from chungtay.rights.tests.examples import asked_themselves, chief, somebody

OWN = ("rights:own", "rights:own_correct", "rights:own_delete")


def link_to(world, person):
    send_own_page(actor=world.system, at=clock.now(), person=person, site="http://testserver")
    text = Message.objects.filter(recipient=person.actor_id).latest("pk").text
    return "/quyen-du-lieu/cua-toi/den/" + text.partition("/den/")[2].partition("/")[0] + "/"


def come_in(world, person, digits="3456", client=None):
    client = client or Client()
    assert client.get(link_to(world, person)).status_code == 302
    client.answered = client.post(reverse("rights:own_digits"), {"digits": digits})
    return client


def sees(client, name="rights:own"):
    return client.get(reverse(name))


@pytest.fixture
def my(world):
    return somebody(world)


def test_the_link_and_four_digits_open_everything_kept_about_me(world, my):
    form_household(actor=world.system, at=world.at, head=my, address="12 Trần Cao Vân")
    page = sees(come_in(world, my))
    text = page.content.decode()
    for said in ("Phan Thị Diễm My", "1994", "0905 123 456", "12 Trần Cao Vân", "Hòa Cường"):
        assert said in text
    assert page["Cache-Control"] == "no-store, private"


def test_the_token_is_gone_from_the_address_and_told_to_nobody(world, my):
    client = Client()
    came = client.get(link_to(world, my))
    assert came.url == "/quyen-du-lieu/cua-toi/so-cuoi/"
    assert came["Referrer-Policy"] == "no-referrer" and "no-store" in came["Cache-Control"]


def test_fetching_the_link_changes_nothing(world, my):
    address = link_to(world, my)
    for _each in range(3):
        Client().get(address)
    assert Link.objects.get().used_at is None


def test_before_the_digits_nothing_opens(world, my):
    client = Client()
    client.get(link_to(world, my))
    assert [sees(client, name).status_code for name in OWN] == [404] * 3


def test_five_wrong_tries_end_the_link(world, my):
    client = Client()
    client.get(link_to(world, my))
    for _each in range(4):
        assert client.post(reverse("rights:own_digits"), {"digits": "0000"}).status_code == 200
    assert client.post(reverse("rights:own_digits"), {"digits": "0000"}).status_code == 404
    assert client.post(reverse("rights:own_digits"), {"digits": "3456"}).status_code == 404
    assert sees(client).status_code == 404


def test_tries_from_many_browsers_are_counted_together(world, my):
    address = link_to(world, my)
    for _each in range(5):
        client = Client()
        client.get(address)
        client.post(reverse("rights:own_digits"), {"digits": "0000"})
    last = Client()
    assert last.get(address).status_code == 404


@pytest.mark.parametrize("digits", ["", "345", "٣٤٥٦", "3456 OR 1", "+84905123456"])
def test_what_is_not_four_digits_is_no_try(world, my, digits):
    client = come_in(world, my, digits)
    assert client.answered.status_code == 200 and Link.objects.get().wrong == 0


def test_a_link_is_used_once(world, my):
    address = link_to(world, my)
    first, second = Client(), Client()
    first.get(address)
    second.get(address)
    assert first.post(reverse("rights:own_digits"), {"digits": "3456"}).status_code == 302
    assert second.post(reverse("rights:own_digits"), {"digits": "3456"}).status_code == 404
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 43, "../../", "%00"])
def test_a_forged_link_opens_nothing(world, my, token):
    assert Client().get(f"/quyen-du-lieu/cua-toi/den/{token}/").status_code == 404


def test_a_link_of_another_purpose_opens_nothing(world, my):
    address = link_to(world, my)
    Link.objects.update(purpose="access.invitation")
    assert Client().get(address).status_code == 404


def test_an_expired_link_opens_nothing(world, my):
    address = link_to(world, my)
    early = clock.now() - timedelta(hours=2)
    Link.objects.update(made_at=early, expires_at=early + timedelta(hours=1))
    assert Client().get(address).status_code == 404


def test_after_half_an_hour_the_page_closes(world, my):
    client = come_in(world, my)
    assert sees(client).status_code == 200
    Link.objects.update(used_at=clock.now() - timedelta(minutes=30, seconds=1))
    assert sees(client).status_code == 404


def test_a_session_shows_its_own_person_whatever_it_is_asked(world, my):
    other = somebody(world, "Trần Gia Bảo", "+84905777777", "388613280878808645/9")
    client = come_in(world, my)
    for query in (f"?nguoi={other.pk}", f"?person={other.pk}", f"?actor={other.actor_id}"):
        text = client.get(reverse("rights:own") + query).content.decode()
        assert "Trần Gia Bảo" not in text and "777 777" not in text
    session = client.session
    session["rights.own"] = {"link": 10**9}
    session.save()
    assert sees(client).status_code == 404


def test_the_key_of_the_session_changes_when_the_digits_are_right(world, my):
    client = Client()
    client.get(link_to(world, my))
    before = client.session.session_key
    client.post(reverse("rights:own_digits"), {"digits": "3456"})
    assert client.session.session_key != before


def test_nothing_of_others_in_the_household_is_shown(world, my):
    home = form_household(actor=world.system, at=world.at, head=my, address="12 Trần Cao Vân")
    child = somebody(world, "Trần Gia Bảo", "+84905777777", "388613280878808645/9")
    join_household(actor=world.system, at=world.at, person=child, household=home)
    text = sees(come_in(world, my)).content.decode()
    assert "12 Trần Cao Vân" in text
    assert "Trần Gia Bảo" not in text and "777 777" not in text


def test_who_read_is_shown_by_post_and_not_by_name(world, my):
    Reading.objects.create(
        place=world.ward, actor_id=world.officer.actor_id, person=my, at=world.at
    )
    text = sees(come_in(world, my)).content.decode()
    assert "Cảnh sát khu vực, phường Hòa Cường" in text.replace("Phường", "phường")
    assert world.officer.account.name not in text.split("Ai đã xem")[1].split("<footer")[0]


def test_a_consent_is_taken_back_at_once_and_by_post_only(world, my):
    give_consent(
        actor=world.system, at=world.at, person=my, purpose=purpose(), means=Consent.Means.FORM
    )
    client = come_in(world, my)
    address = reverse("rights:own_withdraw", args=[purpose()])
    standing = Consent.objects.unscoped(why="of this test").filter(person=my, withdrawn_at=None)
    assert client.get(address).status_code == 200 and standing.exists()
    assert client.post(address).status_code == 302 and not standing.exists()
    assert client.post(address).status_code == 404


def test_one_cannot_take_back_the_consent_of_another(world, my):
    other = somebody(world, "Trần Gia Bảo", "+84905777777", "388613280878808645/9")
    give_consent(
        actor=world.system, at=world.at, person=other, purpose=purpose(), means=Consent.Means.FORM
    )
    client = come_in(world, my)
    assert client.post(reverse("rights:own_withdraw", args=[purpose()])).status_code == 404


def test_to_correct_and_to_delete_become_requests_with_clocks(world, my):
    client = come_in(world, my)
    client.post(reverse("rights:own_correct"), {"wish": "Năm sinh là 1993"})
    assert client.get(reverse("rights:own_delete")).status_code == 200
    client.post(reverse("rights:own_delete"))
    client.post(reverse("rights:own_delete"))
    made = Request.objects.unscoped(why="of this test").order_by("pk")
    assert [(row.what, row.came, row.wish) for row in made] == [
        ("correct", "own_page", "Năm sinh là 1993"),
        ("delete", "own_page", ""),
    ]
    assert "đang làm" in sees(client).content.decode()


def test_both_files_hold_what_the_page_shows(world, my):
    import openpyxl

    Message.objects.all()
    client = come_in(world, my)
    said = json.loads(client.get(reverse("rights:own_file", args=["json"])).content)
    assert {"name": "Họ tên", "value": "Phan Thị Diễm My"} in said["who"]["rows"]
    file = client.get(reverse("rights:own_file", args=["xlsx"]))
    assert file["Cache-Control"] == "no-store, private"
    cells = [
        cell.value
        for sheet in openpyxl.load_workbook(io.BytesIO(file.content))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert "Phan Thị Diễm My" in cells
    assert client.get(reverse("rights:own_file", args=["exe"])).status_code == 404


def test_a_formula_in_a_name_stays_a_text(world):
    import openpyxl

    my = somebody(world, "=HYPERLINK(x)")
    client = come_in(world, my)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("rights:own_file", args=["xlsx"])).content)
    )
    cell = next(c for s in book for r in s.iter_rows() for c in r if c.value == "=HYPERLINK(x)")
    assert cell.data_type == "s"


def test_the_link_itself_is_in_no_file(world, my):
    client = come_in(world, my)
    assert "/den/" not in client.get(reverse("rights:own_file", args=["json"])).content.decode()


def test_from_the_order_on_the_page_is_shut_and_no_link_opens(world, my):
    inside, address = come_in(world, my), link_to(world, my)
    erase(actor=chief(world), at=world.at, request=asked_themselves(world, my))
    assert sees(inside).status_code == 404
    assert inside.get(reverse("rights:own_file", args=["json"])).status_code == 404
    assert Client().get(address).status_code == 404


def test_one_may_close_it(world, my):
    client = come_in(world, my)
    client.post(reverse("rights:own_leave"))
    assert sees(client).status_code == 404


def test_a_form_from_elsewhere_is_refused(world, my):
    client = come_in(world, my, client=Client())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(reverse("rights:own_delete")).status_code == 403

"""The form of an officer, the public form, and who waits for a yes."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.donors.models import Donor
from chungtay.journal.models import Line
from chungtay.kit.tests import officers
from chungtay.signups.models import Signup

world, client, text = officers.world, officers.client, officers.text


def written(world, **changes):
    return {
        "name": "Nguyễn Hoàng Phúc", "birth_year": "1990", "phone": "0905 123 457",
        "home": world.ward.pk, "group": "4", "source": "card", "weight": "50",
        "last_on": "12/3/2025", "component": "whole", "times": "trên 8", "ways": ["1", "2"],
        "when": "day", "often": "3m", "means": "spoken",
    } | changes  # fmt: skip


def test_an_officer_writes_a_donor_down(world, client):
    assert "checked" not in text(client.get(reverse("signups:write")))
    answer = client.post(reverse("signups:write"), written(world), follow=True)
    assert "Đã ghi người hiến vào sổ." in text(answer)
    found = Donor.objects.visible_to(world.officer).get()
    assert (found.group, found.weight, found.ways, found.every_months) == (4, "50", 3, 3)
    line = Line.objects.get(measure__code="blood.whole_blood_gifts")
    assert (line.lo, line.hi, line.word) == (8, None, "trên")


def test_faults_of_the_form_are_sentences_beside_their_box(world, client):
    bad = written(
        world, name="", phone="113", last_on="31/02/2025", times="nhiều", group="", ways=[]
    )
    answer = client.post(reverse("signups:write"), bad)
    assert answer.status_code == 422 and not Donor.objects.visible_to(world.officer).exists()
    page = text(answer)
    for said in ("Ghi họ và tên", "Chọn nhóm máu", "Chọn ít nhất một cách", "Ngày hiến:"):
        assert page.count(said) >= 2, said
    assert "Còn 6 chỗ cần sửa" in page and "31/02/2025" in page


@pytest.fixture
def public(world):
    _ = world.officer
    return Client(), reverse("signups:sign_up", args=[world.ward.code])


def posted(world, **changes):
    about = written(world, agree="on", once="0" * 32)
    del about["means"]
    return about | changes


def test_of_the_public_form_nothing_is_ticked_and_nothing_kept_in_a_cache(world, public):
    visitor, path = public
    page = visitor.get(path)
    assert page.status_code == 200
    assert "checked" not in text(page) and page["Cache-Control"] == "no-store, private"
    assert "Tôi có thể rút lại bất cứ lúc nào" in text(page)


def test_what_is_posted_waits_and_pressed_twice_it_is_one(world, public):
    visitor, path = public
    for _ in range(2):
        answer = visitor.post(path, posted(world))
        assert answer.url == reverse("signups:signed_up", args=[world.ward.code])
    signup = Signup.objects.visible_to(world.officer).get()
    assert signup.way == "web" and len(signup.origin) == 20
    assert not Donor.objects.visible_to(world.officer).exists()
    assert "Còn một bước" in text(visitor.get(answer.url))


def test_without_consent_nothing_is_kept(world, public):
    visitor, path = public
    answer = visitor.post(path, posted(world, agree=""))
    assert answer.status_code == 422 and "Chưa đồng ý" in text(answer)
    assert not Signup.objects.visible_to(world.officer).exists()


def test_a_machine_hears_what_a_person_hears_and_nothing_is_kept(world, public):
    visitor, path = public
    answer = visitor.post(path, posted(world, site="http://x"))
    assert answer.status_code == 302
    assert not Signup.objects.visible_to(world.officer).exists()


def test_too_many_is_said_in_words(world, public, monkeypatch):
    monkeypatch.setattr("chungtay.signups.actions.public.OF_A_WARD", 0)
    visitor, path = public
    answer = visitor.post(path, posted(world))
    assert answer.status_code == 429 and "Xin thử lại sau ít phút" in text(answer)


def test_a_ward_where_nobody_works_with_us_has_no_form(world, public):
    visitor, _path = public
    for code in (world.other_ward.code, "x", "00000"):
        assert visitor.get(reverse("signups:sign_up", args=[code])).status_code == 404


def test_an_officer_who_telephoned_settles_what_waits(world, client, public):
    visitor, path = public
    visitor.post(path, posted(world))
    visitor.post(path, posted(world, name="Lê Thu Thảo", once="1" * 32, phone="0905 123 999"))
    page = text(client.get(reverse("signups:waiting")))
    assert "2 người tự ghi tên" in page and "Lê Thu Thảo" in page and "0905" not in page
    assert reverse("signups:waiting") in text(client.get(reverse("donors:registry")))
    one, two = Signup.objects.visible_to(world.officer).order_by("pk")
    client.post(reverse("signups:confirm", args=[one.pk]))
    client.post(reverse("signups:refuse", args=[two.pk]))
    assert Donor.objects.visible_to(world.officer).get().person_id == one.person_id
    assert "Không có ai chờ." in text(client.get(reverse("signups:waiting")))
    again = text(client.post(reverse("signups:refuse", args=[two.pk]), follow=True))
    assert "đã xong" in again


def test_the_poster_has_the_address_as_words_and_as_a_picture(world, client):
    page = text(client.get(reverse("signups:poster")))
    assert reverse("signups:sign_up", args=[world.ward.code]) in page and "<svg" in page


def test_the_poster_is_one_page_of_a4_as_a_pdf_with_our_own_letters(world, client):
    answer = client.get(reverse("signups:poster_pdf"))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", answer.content)) == 1
    box = re.search(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", answer.content)
    assert box is not None
    assert [round(float(side) / 72 * 25.4) for side in box.groups()] == [210, 297]
    assert b"BeVietnamPro" in answer.content
    assert reverse("signups:poster_pdf") in text(client.get(reverse("signups:poster")))


def test_a_stranger_prints_no_poster(world):
    other = Client()
    other.force_login(world.stranger.account)
    assert other.get(reverse("signups:poster_pdf")).status_code == 403

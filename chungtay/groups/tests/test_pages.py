"""What officers see of groups and notices, and what a post leaves out."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.groups.actions import answer, post
from chungtay.groups.models import Notice, Posting, PrivateGroup
from chungtay.groups.tests.examples import elder, group, notice, posting, token_of
from chungtay.groups.tests.rows import rows
from chungtay.kit.quantities import UNKNOWN
from chungtay.people.actions import add_contact
from chungtay.people.models import ContactPoint

NB = "\u00a0"


def signed_in(acting):
    visitor = Client()
    visitor.force_login(acting.account)
    return visitor


@pytest.fixture
def officer(world):
    return signed_in(world.officer)


def read(visitor, name, *args):
    return visitor.get(reverse(f"groups:{name}", args=args)).content.decode()


def test_reach_and_answers_stand_apart(officer, world):
    said = notice(world)
    post(actor=world.officer, at=world.at, group=group(world), notice=said)
    answer(actor=world.system, at=world.at, notice=said, words="Nhà tôi cần nước")
    page = read(officer, "notice", said.pk)
    assert f"hơn{NB}200{NB}người" in page
    assert "không phải số người đã đọc" in page and "lời nhắn đã về" in page
    assert "Nhà tôi cần nước" in page


def test_a_notice_is_offered_the_groups_of_its_place_and_every_one_on_some_page(world):
    from chungtay.access.actions import appoint
    from chungtay.access.roles import Role
    from chungtay.groups.views.groups import GROUPS

    both = world.account("hai", "area_officer", world.ward)
    appoint(
        actor=world.system, at=world.at, place=world.other_ward, account=both.account,
        role=Role.AREA_OFFICER,
    )  # fmt: skip
    for number in range(GROUPS + 1):
        group(world, f"Nhóm {number:03}")
    group(world, "Nhóm 000 phường khác", place=world.other_ward)
    said, visitor = notice(world), signed_in(both)
    first, last = (
        visitor.get(reverse("groups:notice", args=[said.pk]), {"nhom": n}).content.decode()
        for n in (1, 2)
    )
    assert "Nhóm 000" in first and "Nhóm 050" not in first and "?nhom=2" in first
    assert "Nhóm 050" in last and "phường khác" not in first + last
    assert f"{GROUPS + 2} nhóm riêng" in read(visitor, "index")


def test_unknown_is_said_as_unknown(officer, world):
    found = group(world, members=UNKNOWN)
    assert f"chưa rõ số{NB}người" in read(officer, "group", found.pk)
    assert f"chưa rõ số{NB}người" in read(officer, "index")


def test_a_group_is_written_down_and_changed_in_the_browser(officer, world):
    form = {"name": "Zalo tổ 36", "run_by": "tổ trưởng", "members": "hơn 200",
            "place": world.ward.pk}  # fmt: skip
    made = officer.post(reverse("groups:add_group"), form, follow=True)
    assert "Zalo tổ 36" in made.content.decode()
    found = rows(PrivateGroup).get()
    page = read(officer, "change_group", found.pk)
    assert 'value="hơn 200"' in page
    officer.post(
        reverse("groups:change_group", args=[found.pk]),
        form | {"members": "từ 210 đến 250", "counted_on": "01/11/2026"},
    )
    found.refresh_from_db()
    assert (found.lo, found.hi, str(found.counted_on)) == (210, 250, "2026-11-01")


@pytest.mark.parametrize("members", ["", "khoảng 200", "nhiều", "2,5", "01/11"])
def test_what_is_no_number_of_people_is_said(officer, world, members):
    form = {"name": "Zalo", "run_by": "x", "members": members, "place": world.ward.pk}
    assert officer.post(reverse("groups:add_group"), form).status_code == 422
    assert not rows(PrivateGroup).exists()


def test_a_group_is_not_written_down_for_another_ward(officer, world):
    form = {"name": "Zalo", "run_by": "x", "members": "9", "place": world.other_ward.pk}
    assert officer.post(reverse("groups:add_group"), form).status_code == 422


def test_a_notice_is_written_and_posted_in_the_browser(officer, world):
    found = group(world)
    form = {"purpose": "help", "text": "Cần 5 người dọn mương sáng Chủ nhật.", "lasts": "7"}
    made = officer.post(reverse("groups:write_notice"), form)
    said = rows(Notice).get()
    assert made["Location"] == reverse("groups:notice", args=[said.pk])
    where = reverse("groups:post", args=[said.pk, found.pk])
    assert officer.get(where).status_code == 405
    page = officer.post(where, {"members": "231"}, follow=True).content.decode()
    assert f"231{NB}người" in page and "ghi là đã đăng" in page
    again = officer.post(where, {"members": "231"}, follow=True).content.decode()
    assert "đăng vào nhóm ấy rồi" in again
    assert rows(Posting).count() == 1
    officer.post(where, {"members": "vài chục"}, follow=True)
    assert rows(Posting).count() == 1


def test_a_patients_name_is_asked_about_once(officer):
    form = {"purpose": "help", "text": "Cứu bà Hoa giường 14", "lasts": "7"}
    page = officer.post(reverse("groups:write_notice"), form)
    assert page.status_code == 422 and "bà Hoa giường 14" in page.content.decode()
    assert 'name="nobody_ill"' in page.content.decode()
    assert "checked" not in page.content.decode().split('name="nobody_ill"')[1][:80]
    officer.post(reverse("groups:write_notice"), form | {"nobody_ill": "on"})
    assert rows(Notice).count() == 1


def test_a_closing_and_a_taking_back_are_asked_before(officer, world):
    made = posting(world)
    for name, pk in (("take_back_posting", made.pk), ("end_notice", made.notice_id),
                     ("close_group", made.group_id)):  # fmt: skip
        assert "<form" in read(officer, name, pk)
        officer.post(reverse(f"groups:{name}", args=[pk]))
    made.refresh_from_db()
    assert made.taken_back_in_id and rows(Notice).get().ended_in_id
    assert rows(PrivateGroup).get().closed_in_id


def test_who_does_not_read_the_inbox_sees_how_many_answers_and_not_their_words(world):
    said = notice(world)
    answer(actor=world.system, at=world.at, notice=said, words="Nhà tôi cần nước")
    page = read(signed_in(world.account("hoi", "womens_union", world.ward)), "notice", said.pk)
    assert "lời nhắn đã về" in page and "Nhà tôi cần nước" not in page


def test_the_head_of_a_residential_group_has_the_groups_of_that_place_only(world):
    from chungtay.access.actions import name_groups

    (home,) = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    mine, wards = group(world, place=home), group(world)
    head = signed_in(world.account("totruong", "group_head", home))
    assert mine.name in read(head, "index") and wards.name not in read(head, "index")
    assert head.get(reverse("groups:group", args=[wards.pk])).status_code == 404


def test_a_link_is_handed_over_once_and_listed_without_its_token(officer, world):
    person = elder(world)
    add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO, value="oa/1"
    )
    where = reverse("groups:give_report_link", args=[person.pk])
    assert "checked" not in officer.get(where).content.decode()
    page = officer.post(where)
    text = page.content.decode()
    token = text.split("/bao-tin/")[1].split("/")[0]
    assert len(token) == 43 and page["Cache-Control"] == "no-store, private"
    assert "dùng nhiều lần" in text
    listed = read(officer, "report_links")
    assert person.name in listed and token not in listed
    assert "cái cũ hết dùng" in officer.get(where).content.decode()


def test_links_of_another_ward_are_not_listed(officer, world):
    token_of(world, elder(world, place=world.other_ward))
    assert "Nguyễn Thị Mận" not in read(officer, "report_links")

"""Whoever holds two posts has at each place the duties of that post, and not those of the other."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access.actions import appoint
from chungtay.access.roles import Role
from chungtay.groups.actions import Pasted, answer, paste_back
from chungtay.groups.tests.examples import elder, group, notice, report_link
from chungtay.groups.tests.rows import rows
from chungtay.inbox.models import Conversation


@pytest.fixture
def union(world):
    """An area officer of the ward who is of the Women's Union in another: letters and people are
    theirs at home only; in the other ward only groups are."""
    return both(world, "hoi", "womens_union")


def both(world, name, role):
    holder = world.account(name, "area_officer", world.ward)
    appoint(
        actor=world.system, at=world.at, place=world.other_ward, account=holder.account,
        role=Role(role), organisation=None if role == "administrator" else world.some_organisation,
    )  # fmt: skip
    visitor = Client()
    visitor.force_login(holder.account)
    return visitor


def read(visitor, name, *args):
    return visitor.get(reverse(name, args=args)).content.decode()


def test_answers_are_read_only_where_letters_are_ones_own(world, union):
    for place, words in ((world.ward, "Nhà tôi cần nước"), (world.other_ward, "Nhà kia cần gạo")):
        said = notice(world, place=place)
        answer(actor=world.system, at=world.at, notice=said, words=words)
        page = read(union, "groups:notice", said.pk)
        assert "lời nhắn đã về" in page
        assert (words in page) is (place == world.ward)


def test_pasted_letters_are_read_only_where_letters_are_ones_own(world, union):
    there = group(world, place=world.other_ward)
    paste_back(
        actor=world.system, at=world.at, place=world.other_ward, group=there,
        letters=[Pasted("Nhà kia cần gạo", "Chú Tư")],
    )  # fmt: skip
    page = read(union, "groups:group", there.pk)
    assert there.name in page and "Nhà kia cần gạo" not in page


def test_somebody_in_a_group_is_nobody_of_another_ward(world):
    two = world.account("vinh2", "area_officer", world.ward)
    appoint(
        actor=world.system, at=world.at, place=world.other_ward, account=two.account,
        role=Role.AREA_OFFICER,
    )  # fmt: skip
    visitor = Client()
    visitor.force_login(two.account)
    theirs = elder(world, place=world.other_ward)
    ours = elder(world, phone="0905 123 457")
    where = reverse("groups:paste_back", args=[group(world).pk])
    text = "Nguyễn Thị Mận: còn nước\n0905 123 456: còn\n0905 123 457: hết"
    page = visitor.post(where, {"text": text, "step": "look"}).content.decode()
    assert page.count(f'<option value="{ours.pk}"') == 2
    assert f'<option value="{theirs.pk}"' not in page


def test_report_links_are_listed_only_where_one_gives_them(world, union):
    here = report_link(world, elder(world, "Nguyễn Thị Mận"))
    there = report_link(world, elder(world, "Lê Thị Xoài", "", world.other_ward))
    page = read(union, "groups:report_links")
    assert "Nguyễn Thị Mận" in page and "Lê Thị Xoài" not in page
    assert union.get(reverse("groups:end_report_link", args=[here.pk])).status_code == 200
    assert union.get(reverse("groups:end_report_link", args=[there.pk])).status_code == 404


def test_groups_and_notices_are_there_only_where_they_are_ones_own(world):
    mixed = both(world, "quan", "administrator")
    here, there = group(world), group(world, place=world.other_ward)
    ours = notice(world, "Lời của phường mình")
    theirs = notice(world, "Lời của phường khác", place=world.other_ward)
    page = read(mixed, "groups:index")
    assert here.name in page and ours.text in page
    assert there.name not in page and theirs.text not in page
    not_there = [("group", there), ("change_group", there), ("close_group", there),
                 ("notice", theirs), ("poster", theirs), ("end_notice", theirs)]  # fmt: skip
    for name, row in not_there:
        assert mixed.get(reverse(f"groups:{name}", args=[row.pk])).status_code == 404, name


def test_the_inbox_is_that_of_the_post_that_reads_letters(world, union):
    for place, words in ((world.ward, "Nhà tôi cần nước"), (world.other_ward, "Nhà kia cần gạo")):
        answer(actor=world.system, at=world.at, notice=notice(world, place=place), words=words)
    page = read(union, "inbox:letters")
    assert "Nhà tôi cần nước" in page and "Nhà kia cần gạo" not in page
    there = rows(Conversation).get(place=world.other_ward)
    here = rows(Conversation).get(place=world.ward)
    for name in ("conversation", "reply", "settle"):
        where = reverse(f"inbox:{name}", args=[there.pk])
        done = union.get(where) if name == "conversation" else union.post(where, {"text": "Dạ"})
        assert done.status_code == 404, name
    assert union.get(reverse("inbox:conversation", args=[here.pk])).status_code == 200

"""The page of channels: what is so, in words, for those whose work it is."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access.actions import appoint
from chungtay.access.roles import Role
from chungtay.channels.tests.rows import fill

pytestmark = pytest.mark.django_db


def page(account):
    client = Client()
    client.force_login(account.account)
    return client.get(reverse("tending:state"))


def test_the_desk_sees_doubts_by_name_failures_by_reason_and_no_secret(world):
    fill(world, "388613280878808645")
    answer = page(world.account("truc", "desk_officer"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "1 kênh đang dừng gửi" in text
    assert "Phan Thị Diễm My" in text and "Zalo không trả lời kịp" in text
    assert "Hết hạn mức gửi tin của Zalo" in text
    assert "Đã sửa, gửi tiếp" not in text, "mending is the administrator's"
    for secret in ("app-secret", "oa-secret", "access-1", "refresh-1"):
        assert secret not in text


def test_an_administrator_sees_how_to_go_on(world):
    fill(world, "388613280878808645")
    text = page(world.account("hanh", "administrator")).content.decode()
    assert "Đã sửa, gửi tiếp" in text


def test_whoever_keeps_channels_running_reads_no_name_and_no_word(world):
    """An administrator sees when and why; whom it was for and what it said is for those who
    answer letters there."""
    fill(world, "388613280878808645")
    holder = world.account("hanh", "administrator")
    _sees_neither_name_nor_word(page(holder))
    # Letters are theirs to read in another ward: that opens nothing here.
    appoint(
        actor=world.system, at=world.at, place=world.other_ward, account=holder.account,
        role=Role.DESK_OFFICER,
    )  # fmt: skip
    _sees_neither_name_nor_word(page(holder))


def _sees_neither_name_nor_word(answer):
    text = answer.content.decode()
    assert "Zalo không trả lời kịp" in text and len(answer.context["doubts"]) == 1
    assert "Diễm My" not in text and "Tin thử" not in text


def test_another_ward_sees_nothing_of_it(world):
    fill(world, "388613280878808645")
    text = page(world.account("xa", "desk_officer", world.other_ward)).content.decode()
    assert "Chưa nối kênh nào" in text
    assert "Diễm My" not in text


def test_a_ward_sees_the_state_of_its_provinces_account(world):
    from chungtay.channels.tests.examples import account

    account(world, place=world.ward.province)
    text = page(world.account("truc", "desk_officer")).content.decode()
    assert "Tin đang gửi bình thường" in text


def test_who_has_no_such_post_does_not_see_it(world):
    assert page(world.account("mai", "hospital_desk")).status_code == 403

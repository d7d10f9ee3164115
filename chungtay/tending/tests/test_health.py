"""The page of one channel: keys, quota, messages, troubles and what to do, in words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from chungtay.carriers.esms import errors as esms
from chungtay.carriers.mending import what_to_do
from chungtay.carriers.outcome import Class
from chungtay.carriers.zalo import errors as zalo
from chungtay.channels.actions import close_incident
from chungtay.channels.models import Allowance, Keys
from chungtay.channels.tests.examples import account
from chungtay.channels.tests.rows import fill
from chungtay.intake.models import TurnedAway
from chungtay.kit import clock
from chungtay.tending import health
from chungtay.tending.tests.examples import kept, over, trouble

pytestmark = pytest.mark.django_db
OA = "388613280878808645"


def page(world, channel, role="administrator", place=None, **headers):
    client = Client(headers=headers)
    client.force_login(
        world.account(f"{role} {place or world.ward}", role, place or world.ward).account
    )
    answer = client.get(reverse("tending:channel", args=[channel.pk]))
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def test_the_age_of_the_keys_and_what_is_to_be_renewed_when(world):
    channel = account(world)
    got = clock.now() - timedelta(hours=21, minutes=5)
    Keys.objects.unscoped(why="a test of it").update(
        refreshed_at=got, expires_at=got + timedelta(hours=25)
    )
    text = page(world, channel)
    assert f"{clock.moment(got)}, đã 21 giờ" in text
    assert clock.moment(got + timedelta(hours=20)) in text
    assert clock.moment(got + timedelta(hours=25)) in text
    for secret in ("app-secret", "oa-secret", "access-1", "refresh-1"):
        assert secret not in text


def test_a_quota_that_was_never_told_is_unknown_and_one_that_was_is_said(world):
    channel = account(world)
    assert page(world, channel).count("chưa biết") == 3
    Allowance.objects.create(
        channel=channel, place=world.ward, way="zalo_uid", remain=4900, total=5000,
        told_at=world.at,
    )  # fmt: skip
    text = page(world, channel, "desk_officer")
    assert "còn 4.900 trên 5.000 (14:05 20/11/2026)" in text
    assert text.count("chưa biết") == 2


def test_what_was_bought_and_what_zalo_gave_stand_by_themselves(world):
    """Zalo uses up the subscription first, then what was bought, then its reward: three numbers."""
    channel = account(world)
    for way, remain in (("zalo_cs", 0), ("cs_bought", 1200), ("cs_reward", 30)):
        Allowance.objects.create(
            channel=channel, place=world.ward, way=way, remain=remain, told_at=world.at
        )
    text = page(world, channel)
    told = [
        ("tin Zalo", "còn 0 ("), ("tin Zalo, phần mua thêm", "còn 1.200 ("),
        ("tin Zalo, phần Zalo tặng", "còn 30 ("),
    ]  # fmt: skip
    facts = dict(health.context(channel, world.officer, world.at)["quota"])
    for name, left in told:
        assert left in facts[name] and name in text
    assert list(facts)[:3] == [name for name, _left in told]


def test_nothing_is_said_of_what_an_account_never_bought(world):
    text = page(world, account(world))
    assert "mua thêm" not in text and "Zalo tặng" not in text


def test_troubles_stand_with_what_to_do_and_past_ones_with_who_closed_them(world):
    channel = kept(world, account(world, OA))
    gone = trouble(world, channel, code="-320")
    closer = world.account("Mai Xuân Lộc", "administrator")
    close_incident(actor=closer, at=world.at, incident=gone)
    trouble(world, channel)
    text = page(world, channel)
    assert "mua thêm ở OA Manager, mục Gói dịch vụ" in text
    assert "Mai Xuân Lộc khép lúc 14:05 20/11/2026" in text
    assert "Đã sửa, gửi tiếp" in text
    assert "Đã sửa, gửi tiếp" not in page(world, channel, "desk_officer")


def test_messages_are_counted_by_way_and_state_with_the_reason(world):
    channel = fill(world, OA)
    text = page(world, channel)
    assert "Tin Zalo" in text and "Chưa rõ đã nhận" in text
    assert "chưa lần nào" in text, "no webhook has come"


def test_whether_the_keeper_was_told_is_said(world):
    channel = kept(world, account(world, OA))
    over(world, channel)
    assert "đang báo người giữ kênh" in page(world, channel)


def test_a_part_of_the_page_is_asked_for_again_and_again(world):
    part = page(world, account(world), **{"HX-Request": "true"})
    assert part.startswith('<div id="kenh"') and "hx-get" in part
    assert "<h1" not in part


def test_what_is_turned_away_is_said_to_be_of_every_account(world):
    """A refused webhook proves nothing of whose it is: no account has a count of its own."""
    TurnedAway.objects.count_one(clock.today(clock.now()), "bad_signature")
    text = page(world, account(world))
    assert "Hôm nay không nhận, mọi kênh: chữ ký sai" in text


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("channels_delivery", "(channel_id, created_at)"),
        ("channels_delivery", "(channel_id, sent_at)"),
        ("intake_inbound", "(channel_id, received_at DESC)"),
    ],
)
def test_of_millions_of_rows_only_this_channels_of_the_asked_hours_are_read(table, columns):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [table])
        made = [made.removesuffix(" WHERE (sent_at IS NOT NULL)") for (made,) in cursor.fetchall()]
        assert any(columns in one and "WHERE" not in one for one in made)


def test_a_ward_sees_its_provinces_channel_and_another_ward_not_ours(world):
    above = account(world, OA, world.ward.province)
    assert "Kênh này tới được ai" in page(world, above, "desk_officer")
    ours = account(world, "111")
    assert page(world, ours, "desk_officer", world.other_ward) == 404
    assert page(world, ours, "hospital_desk") == 403


@pytest.mark.parametrize(
    "code", sorted(code for code, kind in zalo.CLASSES.items() if kind is Class.OPERATOR)
)
def test_every_trouble_that_zalo_leaves_to_a_person_says_what_to_do(code):
    assert len(what_to_do(str(code))) > 20
    assert what_to_do(f"zbs_{code}") == what_to_do(str(code))


@pytest.mark.parametrize(
    "code", sorted(code for code, kind in esms.CLASSES.items() if kind is Class.OPERATOR)
)
def test_and_every_one_of_the_text_gateway(code):
    assert len(what_to_do(f"esms_{code}")) > 20


@pytest.mark.parametrize("code", ["reauthorise", "token_not_renewed", "webhook_silent"])
def test_and_every_one_of_our_own(code):
    assert len(what_to_do(code)) > 20

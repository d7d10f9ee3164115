"""Trying text messages on one's own number, against the loopback gateway."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.models import Channel, Keys
from chungtay.channels.tests.examples import account
from chungtay.journal.models import Entry
from chungtay.tending.actions import NotThisWay, TriedOften, try_channel
from chungtay.tending.tests.examples import sms


@pytest.mark.django_db
def test_an_official_account_is_tried_elsewhere(world):
    with pytest.raises(NotThisWay):
        try_channel(actor=world.system, at=world.at, channel=account(world))


@pytest.mark.django_db
def test_another_wards_channel_is_not_there(world):
    client = Client()
    client.force_login(world.account("hanh", "administrator", world.other_ward).account)
    address = reverse("tending:try_channel", args=[sms(world).pk])
    assert client.post(address, {"to": "0905123456"}).status_code == 404


@pytest.mark.django_db
def test_a_channel_is_tried_five_times_an_hour(world):
    channel, other = sms(world), sms(world)
    for minute in range(5):
        at = world.at + timedelta(minutes=minute)
        try_channel(actor=world.system, at=at, channel=channel)
    with pytest.raises(TriedOften):
        try_channel(actor=world.system, at=world.at + timedelta(minutes=59), channel=channel)
    try_channel(actor=world.system, at=world.at + timedelta(minutes=59), channel=other)
    try_channel(actor=world.system, at=world.at + timedelta(minutes=61), channel=channel)


def connect(office, settings):
    settings.SMS_HOST = office.zalo.url
    office.post("connect_sms", brandname="CHUNGTAY", api_key="khoa-sms", secret_key="bi-mat-sms")
    return Channel.objects.unscoped(why="a test of it").get(kind=Channel.Kind.ESMS)


def test_a_brand_name_is_connected_and_tried_on_ones_own_number(office, settings):
    channel = connect(office, settings)
    assert (channel.oa_id, channel.place) == ("CHUNGTAY", office.world.ward)
    address = reverse("tending:try_channel", args=[channel.pk])
    page = office.client.post(address, {"to": "0905 123 456"}, follow=True).content.decode()
    assert "Đã gửi. Xem máy của anh/chị có thấy không." in page
    (text,) = office.zalo.look("sms", phone="84905123456")["sms"]
    assert text["text"].startswith("Tin thu cua Chung Tay")
    entry = Entry.objects.get(verb="tending.try_channel")
    assert "905123456" not in str([getattr(entry, f.attname) for f in Entry._meta.fields])


def test_a_number_that_is_none_is_said_and_nothing_leaves(office, settings):
    channel = connect(office, settings)
    address = reverse("tending:try_channel", args=[channel.pk])
    answer = office.client.post(address, {"to": "113"})
    assert answer.status_code == 422
    assert "số khẩn cấp" in answer.content.decode()
    assert not Entry.objects.filter(verb="tending.try_channel").exists()


def test_wrong_keys_are_said_in_words(office, settings):
    channel = connect(office, settings)
    Keys.objects.unscoped(why="a test of it").filter(channel=channel).update(api_key="sai")
    address = reverse("tending:try_channel", args=[channel.pk])
    page = office.client.post(address, {"to": "0905123456"}).content.decode()
    assert "Cổng tin SMS không nhận khóa của đơn vị" in page


@pytest.mark.parametrize("field", ["brandname", "api_key", "secret_key"])
def test_a_form_without_a_key_is_not_taken(office, settings, field):
    said = {"brandname": "CHUNGTAY", "api_key": "khoa", "secret_key": "bi-mat"}
    answer = office.client.post(reverse("tending:connect_sms"), said | {field: ""})
    assert answer.status_code == 422
    assert "bi-mat" not in answer.content.decode()


def test_a_mailbox_is_connected_with_its_server(office):
    office.post(
        "connect_mail", mailbox="phuong@danang.vn", server="smtp://mail.danang.vn:587",
        login="phuong", password="mat-khau-ung-dung",
    )  # fmt: skip
    channel = Channel.objects.unscoped(why="a test of it").get(kind=Channel.Kind.MAIL)
    assert (channel.oa_id, channel.api_base) == ("phuong@danang.vn", "smtp://mail.danang.vn:587")

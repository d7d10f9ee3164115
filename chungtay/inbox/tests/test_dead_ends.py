"""Where no answer could ever leave there is no box to write one in, but why, and what to do."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels import presences
from chungtay.channels.actions import connect_mail, connect_sms
from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import NoWayBack, identify, reply
from chungtay.inbox.conversations import wrote
from chungtay.inbox.tests.rows import claimed, letter
from chungtay.people.actions import add_contact, end_contact
from chungtay.people.models import ContactPoint
from chungtay.people.tests.examples import phone, somebody

pytestmark = pytest.mark.django_db
BOX = "Gửi câu trả lời"


def main(world, conversation):
    client = Client()
    client.force_login(world.officer.account)
    answer = client.get(reverse("inbox:conversation", args=[conversation.pk]))
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def sends_texts(world):
    connect_sms(
        actor=world.system, at=world.at, place=world.ward, name="Hòa Cường", brandname="CHUNGTAY",
        api_key="khoa-sms", secret_key="bi-mat-sms", api_base="http://127.0.0.1:1",
    )  # fmt: skip


def sends_mail(world):
    connect_mail(
        actor=world.system, at=world.at, place=world.ward, name="Hòa Cường",
        address="tin@hoacuong.example", server="smtp://127.0.0.1:587", login="tin",
        password="bi-mat",
    )  # fmt: skip


def mailed(world, address="ba@vi-du.vn"):
    return wrote(
        place=world.ward, channel=None, source="email", actor_id=None, name="Anh Ba",
        text="Xin hỏi giờ tiếp dân.", at=world.at, address=address,
    ).conversation  # fmt: skip


def test_a_typed_number_is_a_way_only_where_text_messages_are_sent(world):
    row = claimed(world)
    text = main(world, row)
    assert BOX not in text and "chưa nối dịch vụ SMS" in text and "Gọi điện hoặc đến gặp" in text
    sends_texts(world)
    assert BOX in main(world, row)


def test_a_mailbox_is_a_way_only_where_mail_is_sent_and_nothing_speaks_of_a_number(world):
    row = mailed(world)
    text = main(world, row)
    assert BOX not in text and "chưa nối hộp thư điện tử" in text
    assert "địa chỉ tự khai" in text
    for page in (text, main(world, mailed(world, ""))):
        assert "số" not in page.lower().replace("sổ", "")
    sends_mail(world)
    assert BOX in main(world, row)


def test_a_letter_without_any_sender_is_refused_in_its_own_words(world):
    row = mailed(world, "")
    with pytest.raises(NoWayBack, match="không có địa chỉ người gửi"):
        reply(actor=world.officer, at=world.at, conversation=row, text="Dạ")


def test_a_person_whose_last_contact_was_ended_is_said_to_have_none(world):
    sends_texts(world)
    person = somebody(world, "Trần Thị Mận")
    point = phone(world, person, "0914 222 333")
    row = claimed(world)
    identify(actor=world.officer, at=world.at, conversation=row, person=person)
    assert BOX in main(world, row)
    end_contact(actor=world.officer, at=world.at, contact=point)
    text = main(world, row)
    assert BOX not in text and "không còn cách liên lạc nào" in text
    assert reverse("site:person", args=[person.pk]) in text


def test_a_zalo_user_who_has_just_written_may_be_answered(world):
    assert BOX in main(world, letter(world, account(world)).conversation)


def test_a_person_who_stopped_following_has_no_way_by_zalo_but_by_another(world):
    channel = account(world)
    person = somebody(world)
    add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
        value=f"{channel.oa_id}/55",
    )  # fmt: skip
    row = letter(world, channel, "55").conversation
    presences.seen(channel, "55", world.at, False)
    text = main(world, row)
    assert BOX not in text and "chưa quan tâm" in text
    sends_texts(world)
    phone(world, person)
    assert BOX in main(world, row)

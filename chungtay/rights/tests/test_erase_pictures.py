"""Pictures of others hold no letters: they are counted, not read, and the proof says so."""

import pytest
from django.urls import reverse

from chungtay.inbox.conversations import wrote
from chungtay.inbox.models import Attachment, Content
from chungtay.rights.tests.examples import PHONE, ZALO, asked_themselves, chief, erased, somebody
from chungtay.rights.tests.test_pages import signed_in

pytestmark = pytest.mark.django_db

JPEG = b"\xff\xd8\xff\xe0" + bytes(2000)


def sent(world, media_type, data, *, address="+84905777123", actor_id=None):
    """Something somebody sent to the ward, as it is kept."""
    letter = wrote(
        place=world.ward, channel=None, source="web", actor_id=actor_id, name="Một người",
        text="Xem giúp", at=world.at, address=address,
    )  # fmt: skip
    kept = Attachment.objects.create(
        place=world.ward, letter=letter, kind="file", state="kept", name="tep"
    )
    return Content.objects.create(
        place=world.ward, attachment=kept, media_type=media_type, extension="x", data=data
    )


def test_pictures_of_others_are_counted_and_their_own_go(world):
    person = somebody(world)
    theirs = sent(world, "image/jpeg", JPEG, address=PHONE, actor_id=person.actor_id)
    others = [sent(world, "image/png", JPEG), sent(world, "image/jpeg", JPEG)]
    erasure = erased(world, asked_themselves(world, person))
    assert erasure.unread == len(others)
    kept = Content.objects.unscoped(why="of this test")
    assert set(kept.values_list("pk", flat=True)) == {row.pk for row in others}
    assert theirs.pk not in kept.values_list("pk", flat=True)


@pytest.mark.parametrize("media_type", ["text/plain; charset=utf-8", "audio/amr", "video/mp4"])
def test_all_else_that_others_sent_is_searched(world, media_type):
    """A telephone that stands in the bytes of a file or a film is found and taken out."""
    row = sent(world, media_type, "Gọi chị ấy 0905 123 456 nhé".encode())
    erasure = erased(world, asked_themselves(world, somebody(world, zalo=ZALO)))
    row.refresh_from_db()
    assert b"123 456" not in bytes(row.data) and erasure.unread == 0


def test_the_proof_says_what_was_not_searched(world):
    sent(world, "image/jpeg", JPEG)
    request = asked_themselves(world, somebody(world))
    erased(world, request)
    page = signed_in(chief(world)).get(reverse("rights:request", args=[request.pk]))
    said = page.content.decode()
    assert "Không soát 1 ảnh mà người khác đã gửi" in said
    assert "chữ chụp trong ảnh thì máy không đọc" in said

"""Within two working days the person hears that we have it, and until when it will be done."""

import pytest

from chungtay.journal.models import Message
from chungtay.rights.actions import AlreadyDone, AlreadyEnded, answer, fulfil
from chungtay.rights.models import Answer
from chungtay.rights.tests.examples import asked, chief


def tell(world, row, means="zalo"):
    return answer(actor=world.officer, at=world.at, request=row, means=Answer.Means(means))


def test_by_zalo_a_message_says_until_when(world):
    row = asked(world)
    tell(world, row)
    message = Message.objects.get(recipient=row.actor_id)
    assert message.purpose == "rights.told"
    assert message.text == (
        f"Phường đã nhận yêu cầu số {row.pk} của anh/chị: xem dữ liệu của mình. "
        "Hạn làm xong là hết ngày 30/11/2026."
    )


def test_it_is_said_in_the_persons_own_language(world):
    row = asked(world)
    row.person.language = "en"
    row.person.save(update_fields=["language"])
    tell(world, row)
    text = Message.objects.get(recipient=row.actor_id).text
    assert "Phường" not in text and "30/11/2026" in text


def test_said_to_their_face_nothing_is_sent(world):
    row = asked(world)
    tell(world, row, "spoken")
    assert not Message.objects.filter(recipient=row.actor_id).exists()


def test_once_is_enough(world):
    row = asked(world)
    tell(world, row)
    with pytest.raises(AlreadyDone):
        tell(world, row)


def test_not_after_it_has_ended(world):
    row = asked(world)
    fulfil(actor=chief(world), at=world.at, request=row)
    with pytest.raises(AlreadyEnded):
        tell(world, row)

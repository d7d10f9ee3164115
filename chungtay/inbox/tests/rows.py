"""What was said, for pages: no process needed."""

from chungtay.channels.actions import reply
from chungtay.channels.models import Delivery
from chungtay.channels.tests import rows
from chungtay.inbox.actions import identify, raise_alarm
from chungtay.inbox.conversations import wrote
from chungtay.inbox.models import Attachment, Content
from chungtay.intake.models import Inbound, TurnedAway
from chungtay.intake.tests.rows import inbound
from chungtay.journal.models import Message
from chungtay.people.actions import register
from chungtay.people.models import ContactPoint


def letter(world, channel, user_id="77", text="Mấy giờ ạ?", at=None, **more):
    """Something a Zalo user wrote that waits for people, where they live or the account is."""
    address = f"{channel.oa_id}/{user_id}"
    known = (
        ContactPoint.objects.unscoped(why="of this test")
        .filter(value=address, ended_in=None)
        .select_related("place")
        .first()
    )
    return wrote(
        place=known.place if known else channel.place, channel=channel, source="zalo",
        actor_id=known.actor_id if known else None, name="", address=address, text=text,
        at=at or world.at, **more,
    )  # fmt: skip


def alarm(world, channel, user_id="88", text="Mấy giờ ạ?", number="114"):
    row = letter(world, channel, user_id, text)
    return raise_alarm(actor=world.system, at=world.at, letter=row, number=number)


def given(world, channel, user_id="99", name="Trần Thị Mận", phone="+84905123456"):
    return letter(
        world, channel, user_id, "", kind="given", given={"name": name, "phone": phone}
    )  # fmt: skip


def picture(world, channel, user_id="55", data=b"\x89PNG\r\n\x1a\n", media_type="image/png"):
    """An attachment that was fetched and kept."""
    row = letter(world, channel, user_id, "")
    kept = Attachment.objects.create(
        place_id=row.place_id, letter=row, kind="image", state="kept", name="anh.png"
    )
    Content.objects.create(
        place_id=row.place_id, attachment=kept, media_type=media_type, extension="png", data=data
    )
    return kept


def question(world, place=None, text="Chị đến được không?", **more):
    """A delivery, to somebody without Zalo, of a question with answers; `more` of the message."""
    place = place or world.ward
    person = register(actor=world.system, at=world.at, place=place, name="Phan Thị Diễm My")
    asked = reply(
        actor=world.system, at=world.at, place=place, recipient=person.actor_id, text=text
    )
    answers = [
        {"label": "Tôi đến được", "verb": "test.come", "args": {"asked": 1}},
        {"label": "Hôm nay chưa được", "verb": "test.stop", "args": {"asked": 1}},
    ]
    Message.objects.filter(pk=asked.pk).update(**{"answers": answers} | more)
    asked.refresh_from_db()
    return Delivery.objects.create(place=place, message=asked, state="failed", code="no_contact")


def claimed(world, place=None, address="+84905123456", text="Nhà tôi mất nước từ sáng."):
    """A conversation with somebody who typed this number of themselves."""
    return wrote(
        place=place or world.ward, channel=None, source="web", actor_id=None, name="Cô Mận",
        text=text, at=world.at, address=address,
    ).conversation  # fmt: skip


def identified(world, place=None):
    """A word that stands of who it is that typed a number."""
    place = place or world.ward
    person = register(actor=world.system, at=world.at, place=place, name="Phan Thị Diễm My")
    return identify(
        actor=world.system, at=world.at, conversation=claimed(world, place), person=person
    )


def fill(world, oa_id):
    """An account in trouble, and things that came in by it."""
    channel = rows.fill(world, oa_id)
    Inbound.objects.create(
        place=world.ward, channel=channel, key="follow|1|2", event="follow", user_id="1",
        happened_at=world.at, variant="app_id+oa_secret", body=b"{}",
    )  # fmt: skip
    inbound(world, channel)
    letter(world, channel, "2512523625412515", "Mai chị qua được không?")
    letter(world, channel, "66", "", kind="withdrawal")
    alarm(world, channel, "44", "Cho tôi hỏi")
    given(world, channel)
    picture(world, channel)
    TurnedAway.objects.count_one(world.at.date(), "bad_signature")
    return channel

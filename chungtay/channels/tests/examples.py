"""One way to do each verb of channels, for the tests that every verb gets."""

from chungtay.channels.actions import (
    connect,
    connect_mail,
    connect_sms,
    enter_template,
    open_incident,
)
from chungtay.journal.models import Actor

SECRETS = {
    "app_id": "360846524940903967", "app_secret": "app-secret", "oa_secret": "oa-secret",
    "access_token": "access-1", "refresh_token": "refresh-1",
}  # fmt: skip


def account(world, oa_id="388613280878808645", place=None):
    """A connected account that nobody has to answer for."""
    return connect(
        actor=world.system, at=world.at, place=place or world.ward, name="Phường Hòa Cường",
        oa_id=oa_id, **SECRETS,
    )  # fmt: skip


SMS = {"name": "CHUNGTAY", "brandname": "CHUNGTAY", "api_key": "khoa-sms",
       "secret_key": "bi-mat-sms"}  # fmt: skip
MAILBOX = {"name": "Thư của phường", "address": "phuong@hoacuong.example", "login": "phuong",
           "server": "smtp://thu.hoacuong.example:587", "password": "bi-mat"}  # fmt: skip


def texts(world, **more):
    """Text messages for the ward."""
    return connect_sms(actor=world.system, at=world.at, place=world.ward, **SMS | more)


def mailbox(world, **more):
    return connect_mail(actor=world.system, at=world.at, place=world.ward, **MAILBOX | more)


def template(world, channel=None, **more):
    about = {"purpose": "blood.ask", "external_id": "300001", "fields": {"noi_dung": "text"},
             "by_uid": True, "by_phone": True, "approved": True}  # fmt: skip
    return enter_template(
        actor=world.system, at=world.at, channel=channel or account(world), **about | more
    )


def incident(world, code="-211"):
    return open_incident(
        actor=world.system, at=world.at, channel=account(world), code=code,
        sentence="Hết hạn mức gửi tin của Zalo", pauses=True,
    )  # fmt: skip


EXAMPLES = {
    "channels.connect": lambda world: dict(
        place=world.ward, name="Phường Hòa Cường", oa_id="388613280878808645", **SECRETS
    ),
    "channels.connect_sms": lambda world: dict(place=world.ward, **SMS),
    "channels.connect_mail": lambda world: dict(place=world.ward, **MAILBOX),
    "channels.enter_template": lambda world: dict(
        channel=account(world),
        purpose="blood.ask",
        external_id="300001",
        by_uid=True,
        fields={"noi_dung": "text"},
    ),
    "channels.open_incident": lambda world: dict(
        channel=account(world), code="-211", sentence="Hết hạn mức", pauses=True
    ),
    "channels.close_incident": lambda world: dict(incident=incident(world)),
    "channels.reply": lambda world: dict(
        place=world.ward,
        recipient=Actor.objects.create(kind=Actor.Kind.PERSON).pk,
        text="Đường dẫn đã hết hạn. Nhắn để nhận lại.",
    ),
}

for build in EXAMPLES.values():
    build.actor = lambda world: world.system


def _asked(world, place):
    from chungtay.channels.tests.loopback import ask

    made = ask(actor=world.system, at=world.at, place=place, recipients=[world.officer.actor_id])
    return {"entry_id": made[0].entry_id}


OBJECTS = {"inbox:progress": _asked}

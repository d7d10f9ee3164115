"""One way to do each verb of channels, for the tests that every verb gets."""

from chungtay.channels.actions import connect, open_incident
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


def incident(world, code="-211"):
    return open_incident(
        actor=world.system, at=world.at, channel=account(world), code=code,
        sentence="Hết hạn mức gửi tin của Zalo", pauses=True,
    )  # fmt: skip


EXAMPLES = {
    "channels.connect": lambda world: dict(
        place=world.ward, name="Phường Hòa Cường", oa_id="388613280878808645", **SECRETS
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

_oa_ids = iter(range(388613280878808645, 388613280878809645))


def add_to_state(world):
    """One more account in trouble, one more delivery of each kind."""
    from chungtay.channels.tests.rows import fill

    fill(world, str(next(_oa_ids)))


LISTS = {"channels:state": add_to_state}


def _in_trouble(world, place):
    made = open_incident(
        actor=world.system, at=world.at, channel=account(world, str(next(_oa_ids)), place),
        code="-211", sentence="Hết hạn mức", pauses=True,
    )  # fmt: skip
    return {"incident_id": made.pk}


OBJECTS = {"channels:close_incident": _in_trouble}

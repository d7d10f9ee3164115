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


def _letter(world):
    from chungtay.channels.tests.rows import letter

    return dict(place=world.ward, inbound=letter(world, account(world)))


def _asked(world):
    from chungtay.channels.tests.rows import question

    return dict(delivery=question(world))


EXAMPLES = {
    "channels.connect": lambda world: dict(
        place=world.ward, name="Phường Hòa Cường", oa_id="388613280878808645", **SECRETS
    ),
    "channels.open_incident": lambda world: dict(
        channel=account(world), code="-211", sentence="Hết hạn mức", pauses=True
    ),
    "channels.close_incident": lambda world: dict(incident=incident(world)),
    "channels.settle_inbound": _letter,
    "channels.give_link": _asked,
    "channels.reply": lambda world: dict(
        place=world.ward,
        recipient=Actor.objects.create(kind=Actor.Kind.PERSON).pk,
        text="Đường dẫn đã hết hạn. Nhắn để nhận lại.",
    ),
}

for name, build in EXAMPLES.items():
    if name not in {"channels.settle_inbound", "channels.give_link"}:
        build.actor = lambda world: world.system

_oa_ids = iter(range(388613280878808645, 388613280878809645))


def add_to_state(world):
    """One more account in trouble, one more delivery of each kind, one more thing that came in."""
    from chungtay.channels.tests.rows import fill

    fill(world, str(next(_oa_ids)))


LISTS = {
    "channels:state": add_to_state, "channels:letters": add_to_state, "channels:unreached": _asked,
}  # fmt: skip
NOT_LISTS = {"channels:webhook": "Zalo posts here", "channels:answer": "one question, by a link"}


def _written(world, place):
    from chungtay.channels.tests.rows import letter

    return {"inbound_id": letter(world, account(world, str(next(_oa_ids)), place)).pk}


def _in_trouble(world, place):
    made = open_incident(
        actor=world.system, at=world.at, channel=account(world, str(next(_oa_ids)), place),
        code="-211", sentence="Hết hạn mức", pauses=True,
    )  # fmt: skip
    return {"incident_id": made.pk}


def _unreached(world, place):
    from chungtay.channels.tests.rows import question

    return {"delivery_id": question(world, place).pk}


OBJECTS = {
    "channels:settle_inbound": _written, "channels:close_incident": _in_trouble,
    "channels:give_link": _unreached,
}  # fmt: skip

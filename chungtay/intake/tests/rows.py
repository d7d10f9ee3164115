"""What came in: no process needed."""

import itertools
import json

from chungtay.intake import receiving
from chungtay.intake.models import Inbound
from chungtay.intake.tests.test_webhook import OA_ID, event, post_event
from chungtay.kit import clock

USER = "246845883529197922"
_numbers = itertools.count(1)


def written(text):
    said = {"event_name": "x", "timestamp": "1", "message": {"text": text, "msg_id": "m"}}
    return json.dumps(said).encode()


def inbound(world, channel, user_id="77", text="Mấy giờ ạ?", outcome="free_text"):
    """One webhook that was dealt with."""
    return Inbound.objects.create(
        place_id=channel.place_id, channel=channel, key=f"{user_id}|{next(_numbers)}",
        event="user_send_text", user_id=user_id, happened_at=world.at, variant="x",
        body=written(text), handled_at=world.at, outcome=outcome,
    )  # fmt: skip


def bare(name, **more):
    said = event(event_name=name, oa_id=OA_ID, **more)
    for gone in ("sender", "recipient", "message"):
        del said[gone]
    return said


def came(*events):
    for said in events:
        assert post_event(said).status_code == 200
    later = clock.now() + receiving.WAIT_FOR_EARLIER
    while receiving.take_in(later):
        pass

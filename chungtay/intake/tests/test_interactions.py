"""What comes in tells of a user's presence at an account."""

import pytest

from chungtay.channels.models import Presence
from chungtay.channels.tests.examples import account
from chungtay.intake.tests.rows import USER, bare, came
from chungtay.intake.tests.test_webhook import OA_ID, event

pytestmark = pytest.mark.django_db


def presence():
    return Presence.objects.unscoped(why="of this test").filter(user_id=USER).first()


@pytest.mark.parametrize(
    "said,follows,spoke",
    [
        (lambda: event(), None, True),
        (lambda: event(event_name="user_send_image", message={"msg_id": "i"}), None, True),
        (lambda: bare("follow", follower={"id": USER}), True, True),
        (lambda: bare("unfollow", follower={"id": USER}), False, False),
        (lambda: bare("user_click_chatnow", user_id=USER), None, True),
    ],
)  # fmt: skip
def test_speaking_following_and_leaving_are_noted(world, said, follows, spoke):
    account(world)
    came(said())
    row = presence()
    assert (row.follows, row.last_interaction_at is not None) == (follows, spoke)


@pytest.mark.parametrize("name", ["user_received_message", "user_seen_message", "oa_send_text",
                                  "update_user_info", "user_send_group_text"])  # fmt: skip
def test_what_is_no_interaction_opens_no_window(world, name):
    account(world)
    ends = {"sender": {"id": OA_ID}, "recipient": {"id": USER}}
    if "group" in name:
        ends = {"sender": {"id": USER}, "recipient": {"id": "g1"}, "oa_id": OA_ID}
    came(event(event_name=name, message={"msg_id": "m", "text": "x"}, **ends))
    row = presence()
    assert row is None or row.last_interaction_at is None

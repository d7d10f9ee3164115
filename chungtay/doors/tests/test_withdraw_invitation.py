"""An invitation is taken back before anybody used it."""

import pytest

from chungtay.access.links import DeadLink
from chungtay.doors.actions import accept_invitation, withdraw_invitation
from chungtay.doors.models import Invitation
from chungtay.doors.owning import Invited
from chungtay.doors.tests.doing import as_administrator
from chungtay.doors.tests.examples import invited
from chungtay.kit import clock

pytestmark = pytest.mark.django_db


def test_it_opens_nothing_from_now_on(world):
    made, _token = invited(world)
    withdraw_invitation(actor=world.system, at=world.at, invitation=made)
    with pytest.raises(DeadLink):
        accept_invitation(
            actor=Invited(made.link), at=world.at, invitation=made, username="x1", password="x"
        )


def test_what_was_accepted_is_not_withdrawn(world):
    made, _token = invited(world)
    accept_invitation(
        actor=Invited(made.link), at=world.at, invitation=made, username="x1",
        password="một câu đủ dài 2026",
    )  # fmt: skip
    with pytest.raises(DeadLink):
        withdraw_invitation(actor=world.system, at=world.at, invitation=made)


def test_on_the_page_by_post_only_and_in_ones_own_ward_only(world):
    world.at = clock.now()
    made, _token = invited(world)
    client = as_administrator(world)
    assert client.get(f"/loi-moi/{made.pk}/rut/").status_code == 200
    assert "Chờ nhận đến" in client.get("/loi-moi/").content.decode()
    client.post(f"/loi-moi/{made.pk}/rut/")
    assert "Đã rút lại" in client.get("/loi-moi/").content.decode()
    assert client.post(f"/loi-moi/{made.pk}/rut/").status_code == 404
    Invitation.objects.unscoped(why="the only one of the test").update(place=world.other_ward)
    assert client.get("/loi-moi/").content.decode().count("Lê Quang Vinh") == 0

"""Somebody new is asked in by a link."""

import pytest

from chungtay.access.models import Account, Link
from chungtay.access.roles import Role
from chungtay.doors.actions import NotToBeInvited, invite
from chungtay.doors.models import Invitation
from chungtay.doors.tests.doing import as_administrator, token_of
from chungtay.journal.act import NotAllowed

pytestmark = pytest.mark.django_db
WHY = "the only one of the test"


def said(world, **more):
    return {"name": "Lê Quang Vinh", "role": "desk_officer", "place": world.ward.pk, **more}


def test_the_link_is_shown_once_with_a_message_and_a_picture(world):
    client = as_administrator(world)
    page = client.post("/loi-moi/moi/", said(world))
    words = page.content.decode()
    token = token_of(words)
    assert "Mời Lê Quang Vinh nhận phần việc “Trực ban”" in words and "<svg" in words
    assert page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    assert 'style="' not in words.split("<svg", 1)[1]
    listed = client.get("/loi-moi/").content.decode()
    assert "Lê Quang Vinh" in listed and "Chờ nhận đến" in listed and token not in listed


def test_the_post_has_not_begun(world):
    before = Account.objects.count()
    invitation, _token = invite(
        actor=world.system, at=world.at, place=world.ward, name="  Lê   Quang Vinh ",
        role=Role.DESK_OFFICER,
    )  # fmt: skip
    assert Account.objects.count() == before and invitation.is_open(world.at)
    assert invitation.name == "Lê Quang Vinh"
    assert (invitation.link.expires_at - world.at).days == 3


def test_extra_fields_change_nothing(world):
    client = as_administrator(world)
    client.post("/loi-moi/moi/", said(world, inviter=1, account=1, ended_in=1, link=1, args="x"))
    made = Invitation.objects.unscoped(why=WHY).get()
    assert made.account is None and made.ended_in is None
    assert made.inviter == Account.objects.get(username="quantri")
    assert Link.objects.get().args == {}


def test_nobody_invites_elsewhere_nor_into_what_two_must_give(world):
    client = as_administrator(world)
    for wrong in ({"place": world.other_ward.pk}, {"role": "administrator"}, {"role": "king"},
                  {"role": "group_head"}, {"role": "hospital_desk"}, {"name": " "}):  # fmt: skip
        page = client.post("/loi-moi/moi/", said(world, **wrong)).content.decode()
        assert "duong-dan" not in page
    assert not Invitation.objects.unscoped(why=WHY).exists()
    boss = world.account("khac", "administrator")
    with pytest.raises(NotToBeInvited):
        invite(actor=boss, at=world.at, place=world.ward, name="X", role=Role.ADMINISTRATOR)
    with pytest.raises(NotToBeInvited):
        invite(actor=boss, at=world.at, place=world.ward, name="X", role=Role.GROUP_HEAD)
    with pytest.raises(NotAllowed):
        invite(actor=boss, at=world.at, place=world.other_ward, name="X", role=Role.AUDITOR)

"""People of the tests who sign in the way everybody does."""

import re
import time

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from chungtay.access.actions import appoint, open_account
from chungtay.access.roles import Role
from chungtay.doors import actions
from chungtay.doors.owning import Owner

PASSWORD = "một câu đủ dài 2026"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def account(world, username="moi", role=Role.AREA_OFFICER, place=None):
    """An account with a password, and a post unless `role` is None."""
    place = place or world.ward
    made = open_account(
        actor=world.system, at=world.at, place=place, username=username, name="Nguyễn Thị Mới",
        password=PASSWORD,
    )  # fmt: skip
    if role:
        appoint(actor=world.system, at=world.at, place=place, account=made, role=role)
    return made


def post_of(made):
    return made.posts.latest("pk")


def sign_in(username="moi", password=PASSWORD, client=None, **more):
    """A browser after the first step; `answer` is what it got."""
    client = client or Client()
    client.answer = client.post("/vao/", {"username": username, "password": password, **more})
    return client


def is_in(client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def protect(world, made, secret=SECRET):
    """The account gets a code on the phone; gives its recovery codes."""
    return actions.add_factor(
        actor=Owner(made), at=world.at, account=made, kind="totp", secret=secret
    )


def code(secret=SECRET, steps=0):
    """What the phone shows now, or some steps of 30 seconds later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def token_of(page: str) -> str:
    """The token of the link that a page hands over."""
    return re.search(r'id="duong-dan"[^>]*value="[^"]*/([\w-]{43})/"', page)[1]


def as_administrator(world, place=None):
    """A browser in which the administrator of the ward is signed in."""
    boss = account(world, "quantri", Role.ADMINISTRATOR, place)
    boss.name = "Trần Thị Quản Trị"
    boss.save()
    return sign_in("quantri")

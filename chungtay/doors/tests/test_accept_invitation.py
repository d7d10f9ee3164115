"""The invited opens the link, chooses a name and a password, and the post begins."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from chungtay.access.actions import end_post
from chungtay.access.links import DeadLink
from chungtay.access.models import Account, Link
from chungtay.access.roles import Role
from chungtay.doors.actions import accept_invitation, invite, lock_account, withdraw_invitation
from chungtay.doors.owning import Invited
from chungtay.doors.tests.doing import account, is_in, post_of, sign_in
from chungtay.doors.tests.examples import invited
from chungtay.journal.models import Entry
from chungtay.kit import clock

pytestmark = pytest.mark.django_db
SAID = {"username": "vinh.lq", "password": "một câu đủ dài 2026", "again": "một câu đủ dài 2026"}


@pytest.fixture
def token(world):
    world.at = clock.now()
    return invited(world)[1]


def follow(token, said=SAID, client=None):
    client = client or Client()
    client.get(f"/loi-moi/{token}/")
    return client.post("/loi-moi/nhan/", said)


def test_the_invited_is_in_and_holds_the_post(world, token):
    client = Client()
    first = client.get(f"/loi-moi/{token}/")
    assert first["Location"] == "/loi-moi/nhan/" and first["Referrer-Policy"] == "no-referrer"
    assert "Trực ban" in client.get("/loi-moi/nhan/").content.decode()
    assert client.post("/loi-moi/nhan/", SAID).status_code == 302 and is_in(client)
    made = Account.objects.get(username="vinh.lq")
    post = made.posts.get()
    assert (post.role, post.place) == (Role.DESK_OFFICER, world.ward)
    entry = Entry.objects.get(verb="doors.accept_invitation")
    assert entry.actor_id == made.actor_id and post.appointed_in.part_of == entry


def test_looking_is_not_accepting(world, token):
    for _n in range(3):
        assert Client().get(f"/loi-moi/{token}/").status_code == 302
    assert not Account.objects.filter(username="vinh.lq").exists()
    assert follow(token).status_code == 302


def test_a_used_a_forged_and_a_withdrawn_link_read_the_same(world, token):
    follow(token)
    again, link = invited(world, "Khác")
    withdraw_invitation(actor=world.system, at=world.at, invitation=again)
    forged = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    pages = [Client().get(f"/loi-moi/{t}/") for t in (token, link, forged, "x")]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert "không còn dùng được" in pages[0].content.decode()
    assert Client().post("/loi-moi/nhan/", SAID | {"username": "khac"}).status_code == 404


def test_three_days_later_it_is_over(world):
    world.at = clock.now() - timedelta(days=3, seconds=1)
    assert Client().get(f"/loi-moi/{invited(world)[1]}/").status_code == 404


def test_one_of_two_at_once_wins(world, token):
    one, two = Client(), Client()
    for client in (one, two):
        client.get(f"/loi-moi/{token}/")
    assert one.post("/loi-moi/nhan/", SAID).status_code == 302
    assert two.post("/loi-moi/nhan/", SAID | {"username": "khac"}).status_code == 404
    assert Account.objects.filter(username__in=["vinh.lq", "khac"]).count() == 1


def test_a_reset_link_is_no_invitation(world, token):
    from chungtay.doors.actions import reset_password

    other = reset_password(actor=world.system, at=world.at, post=post_of(account(world)))
    assert Client().get(f"/loi-moi/{other}/").status_code == 404
    assert Client().get(f"/tai-khoan/mat-khau-moi/{token}/").status_code == 404


def test_a_taken_name_and_a_weak_password_leave_the_link_alive(world, token):
    account(world, "vinh.lq")
    client = Client()
    assert "đã có người dùng" in follow(token, client=client).content.decode()
    weak = SAID | {"username": "khac", "password": "1234567890", "again": "1234567890"}
    assert client.post("/loi-moi/nhan/", weak).status_code == 200
    assert client.post("/loi-moi/nhan/", SAID | {"username": "Đặng"}).status_code == 200
    assert client.post("/loi-moi/nhan/", SAID | {"username": "khac"}).status_code == 302


def test_extra_fields_change_nothing(world, token):
    more = {
        "role": "administrator", "place": world.other_ward.pk, "name": "X", "is_active": "",
        "actor": 1, "organisation": 1, "rank": "Tướng",
    }  # fmt: skip
    follow(token, SAID | more)
    made = Account.objects.get(username="vinh.lq")
    post = made.posts.get()
    assert (made.name, made.rank, made.is_active) == ("Lê Quang Vinh", "", True)
    assert (post.role, post.place, post.organisation) == (Role.DESK_OFFICER, world.ward, None)


def test_what_an_inviter_may_no_longer_give_is_dead(world):
    """An administrator whose post has ended leaves no doors open behind."""
    world.at = clock.now()
    boss = world.account("quantri", "administrator")
    made, _token = invite(
        actor=boss, at=world.at, place=world.ward, name="X", role=Role.DESK_OFFICER
    )
    later = world.at + timedelta(minutes=1)
    end_post(actor=world.system, at=later, post=post_of(boss.account))
    with pytest.raises(DeadLink):
        accept_invitation(
            actor=Invited(made.link), at=later, invitation=made, username="x1", password="x"
        )
    assert Link.objects.get().used_at is None, "rolled back as a whole"


def test_a_locked_inviter_gives_nothing(world):
    world.at = clock.now()
    boss = world.account("quantri", "administrator")
    made, token = invite(
        actor=boss, at=world.at, place=world.ward, name="X", role=Role.DESK_OFFICER
    )
    lock_account(actor=world.system, at=world.at, post=post_of(boss.account))
    assert follow(token).status_code == 404 and made.account is None


@override_settings(SECOND_FACTOR=True)
def test_the_invited_is_led_to_the_second_factor(world, token):
    client = Client()
    follow(token, client=client)
    assert client.get("/hom-nay/")["Location"] == "/tai-khoan/bao-ve/"
    assert sign_in("vinh.lq").get("/hien-mau/")["Location"] == "/tai-khoan/bao-ve/"

"""Somebody stands in for who is away: the same reach, for that time, and not one bit more."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from chungtay.access.acting import PostHolder
from chungtay.access.actions import appoint, delegate, end_post
from chungtay.access.actions.absences import AlreadyStoodIn, AwkwardTime, NotTheirs
from chungtay.access.actions.posts import AccountLocked, NotHeld
from chungtay.access.models import Delegation
from chungtay.access.roles import ACCOUNTS, APPOINTING, Role
from chungtay.access.seconding import ask_second
from chungtay.access.tests.examples import administrator
from chungtay.access.tests.standing_in import DAY, holder, post_of, stand_in
from chungtay.blood.actions import make_call
from chungtay.blood.tests.examples import wanted
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_it_opens_what_the_post_opens_for_that_time_only(world):
    absent = stand_in(world, days=3)
    to = absent.to
    assert not PostHolder(to, world.at - SECOND).may("blood.make_call", world.ward.pk)
    during = PostHolder(to, world.at)
    assert during.may("blood.make_call", world.ward.pk)
    assert not during.may("blood.make_call", world.other_ward.pk)
    assert not during.may("journal.void", world.ward.pk), "a desk officer does not void"
    assert during.reach() == holder(absent.post, world.at).reach()
    after = PostHolder(to, world.at + 3 * DAY)
    assert not after.may("blood.make_call", world.ward.pk) and after.reach() == frozenset()


def test_the_holder_keeps_the_post(world):
    absent = stand_in(world)
    assert holder(absent.post, world.at).may("blood.make_call", world.ward.pk)


def test_what_is_done_is_signed_by_who_did_it(world):
    absent = stand_in(world)
    call = make_call(actor=PostHolder(absent.to, world.at), at=world.at, **wanted(world))
    assert call.opened_in.actor_id == absent.to.actor_id


def test_who_stands_in_hands_nothing_on(world):
    """A delegate's delegate: neither with nothing else, nor with a post of their own."""
    absent = stand_in(world)
    third = world.account("ba").account
    with pytest.raises(NotAllowed):
        stand_in(world, absent.post, third, actor=PostHolder(absent.to, world.at))
    own = post_of(world, "tu", Role.POLICE_DEPUTY)
    other = stand_in(world, post_of(world, "nam"), own.account)
    with pytest.raises(NotTheirs):
        stand_in(world, other.post, third, start=world.at + 9 * DAY, actor=holder(own, world.at))


def test_standing_in_for_an_administrator_hands_on_nobodys_post(world):
    """Nor gives or ends any: the right to appoint is not passed on."""
    admin = post_of(world, "qt", Role.ADMINISTRATOR)
    own = post_of(world, "tu", Role.DESK_OFFICER)
    stand_in(world, admin, own.account)
    acting = holder(own, world.at)
    assert acting.may("channels.connect", world.ward.pk), "the rest of the post is open"
    with pytest.raises(NotTheirs):
        stand_in(world, post_of(world, "nam"), world.account("ba").account, actor=acting)


def test_standing_in_for_an_administrator_opens_no_accounts_and_gives_no_posts(world):
    """For a day in the place of the administrator one could else make oneself chief for good."""
    admin = post_of(world, "qt", Role.ADMINISTRATOR)
    acting = PostHolder(stand_in(world, admin).to, world.at)
    for verb in sorted(APPOINTING | ACCOUNTS):
        assert holder(admin, world.at).may(verb, world.ward.pk)
        assert not acting.may(verb, world.ward.pk) and not acting.may(verb, None)
    account = world.account("moi").account
    for role in (Role.DESK_OFFICER, Role.POLICE_CHIEF):
        with pytest.raises(NotAllowed):
            appoint(actor=acting, at=world.at, place=world.ward, account=account, role=role)
        with pytest.raises(NotAllowed):
            ask_second(
                "access.appoint", actor=acting, at=world.at, place=world.ward,
                args={"place": world.ward.pk, "account": account.pk, "role": role.value},
            )  # fmt: skip


def test_an_administrator_on_leave_does_not_stop_the_ward(world):
    """The province's administrator gives posts there, whoever stands in."""
    stand_in(world, post_of(world, "qt", Role.ADMINISTRATOR))
    above = world.account("tinh", "administrator", world.ward.province)
    account = world.account("moi").account
    for role in (Role.DESK_OFFICER, Role.POLICE_CHIEF):
        appoint(actor=above, at=world.at, place=world.ward, account=account, role=role)
    assert all(above.may(verb, world.ward.pk) for verb in ACCOUNTS)


def test_it_ends_with_the_post(world):
    absent = stand_in(world)
    end_post(actor=world.system, at=world.at + DAY, post=absent.post)
    assert not PostHolder(absent.to, world.at + DAY).may("blood.make_call", world.ward.pk)
    absent.refresh_from_db()
    assert absent.ends_at == world.at + DAY and absent.ended_in is not None


def test_a_locked_holder_passes_nothing_on(world):
    absent = stand_in(world)
    account = absent.post.account
    account.is_active, account.locked_in = False, absent.made_in
    account.save()
    assert not PostHolder(absent.to, world.at).may("blood.make_call", world.ward.pk)


def test_one_post_has_one_who_stands_in_at_a_time(world):
    absent = stand_in(world)
    with pytest.raises(AlreadyStoodIn):
        stand_in(world, absent.post, world.account("ba").account, start=world.at + DAY)
    stand_in(world, absent.post, world.account("bon").account, start=world.at + 3 * DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(
            post=absent.post, to=absent.to, starts_at=world.at, ends_at=world.at + DAY,
            reason="leave", made_in=absent.made_in,
        )  # fmt: skip


def test_an_administrator_asks_for_an_officer_who_fell_ill_but_not_for_the_chief(world):
    admin = administrator(world)
    stand_in(world, post_of(world), actor=admin)
    chief, other = post_of(world, "truong", Role.POLICE_CHIEF), world.account("ba").account
    with pytest.raises(NotTheirs):
        stand_in(world, chief, other, actor=admin)


def test_an_administrator_makes_themselves_nobodys_stand_in(world):
    """To hand an officer's post to oneself would be to appoint oneself."""
    admin = administrator(world)
    post, chosen = post_of(world), world.account("ba", "administrator")
    with pytest.raises(NotTheirs):
        stand_in(world, post, admin.account, actor=admin)
    assert stand_in(world, post, chosen.account).to == chosen.account, "the holder may choose"


@pytest.mark.parametrize("start, days", [(-1, 3), (0, 0), (2, -1), (0, 93)])
def test_awkward_times_are_refused(world, start, days):
    with pytest.raises(AwkwardTime):
        stand_in(world, start=world.at + start * DAY, days=days)


def test_neither_oneself_nor_a_locked_account_nor_an_ended_post(world):
    post = post_of(world)
    with pytest.raises(NotTheirs):
        stand_in(world, post, post.account)
    locked = world.account("khoa").account
    locked.is_active, locked.locked_in = False, post.appointed_in
    locked.save()
    with pytest.raises(AccountLocked):
        stand_in(world, post, locked)
    end_post(actor=world.system, at=world.at, post=post)
    with pytest.raises(NotHeld):
        delegate(
            actor=world.system, at=world.at, post=post, to=world.account("x").account,
            starts_at=world.at, ends_at=world.at + DAY, reason="leave",
        )  # fmt: skip


def test_on_the_page_days_are_whole_and_only_the_form_fields_count(world, client):
    world.at = clock.now()
    post, other = post_of(world), world.account("thay").account
    far, outsider = post_of(world, "la", place=world.other_ward), world.elsewhere.account
    client.force_login(post.account)
    address = reverse("access:delegate", args=[post.pk])
    assert "Nhờ làm thay" in client.get(address).content.decode()
    tomorrow = clock.today(world.at) + DAY
    said = {"to": other.pk, "first": clock.day(tomorrow), "last": clock.day(tomorrow),
            "reason": "leave", "post": far.pk, "starts_at": "2000-01-01"}  # fmt: skip
    assert client.post(address, said | {"first": "1/1/2020"}).status_code == 422
    assert client.post(address, said | {"to": outsider.pk}).status_code == 422
    assert client.post(address, said).status_code == 302
    made = Delegation.objects.get()
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=clock.VN)
    assert (made.post, made.to, made.ended_in) == (post, other, None)
    assert (made.starts_at, made.ends_at) == (midnight, midnight + DAY)


def test_another_wards_post_is_not_there(world):
    client = Client()
    client.force_login(world.officer.account)
    far = post_of(world, "xa", place=world.other_ward)
    assert client.get(reverse("access:delegate", args=[far.pk])).status_code == 404
    assert client.get(reverse("access:delegate", args=[10**9])).status_code == 404

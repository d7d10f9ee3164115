"""A yes does what was asked, in the asker's name; a no says why; only one answer counts."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from chungtay.access.acting import PostHolder
from chungtay.access.actions import appoint, end_post
from chungtay.access.models import Post
from chungtay.access.roles import Role
from chungtay.access.tests.standing_in import stand_in
from chungtay.approvals.actions import (
    DecidedAlready,
    NotTheirs,
    SaysNoReason,
    TooLate,
    decide,
    may_decide,
)
from chungtay.approvals.models import Approval, Decision
from chungtay.approvals.tests.examples import (
    administrator,
    asked,
    asked_before,
    chief,
    deputy,
    people,
)
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry
from chungtay.kit import clock

pytestmark = pytest.mark.django_db


def test_a_yes_does_it_in_the_askers_name_as_part_of_the_decision(world):
    made = asked(world)
    decision = decide(actor=chief(world), at=world.at, approval=made, yes=True)
    done = Post.objects.get(role="administrator", account=made.args["account"]).appointed_in
    assert (done.verb, done.part_of_id) == ("access.appoint", decision.entry_id)
    assert done.actor_id == made.asked_by_id == administrator(world).actor_id
    assert decision.entry.actor_id == chief(world).actor_id


def test_a_no_does_nothing_and_says_why(world):
    made = asked(world)
    with pytest.raises(SaysNoReason):
        decide(actor=chief(world), at=world.at, approval=made, yes=False)
    decision = decide(
        actor=chief(world), at=world.at, approval=made, yes=False, reason="not_needed"
    )
    assert decision.reason == "not_needed"
    assert not Post.objects.filter(account=made.args["account"]).exists()


def test_nobody_decides_their_own(world):
    """Not even with the right post beside, nor standing in for the one who has it."""
    made, admin = asked(world), administrator(world)
    appoint(
        actor=world.system, at=world.at, place=world.ward, account=admin.account,
        role=Role.POLICE_CHIEF,
    )  # fmt: skip
    both = PostHolder(admin.account, world.at)
    with pytest.raises(NotTheirs):
        decide(actor=both, at=world.at, approval=made, yes=True)


def test_who_stands_in_for_the_chief_decides_but_not_what_they_asked(world):
    made = asked(world)
    post = chief(world).account.posts.get()
    absent = stand_in(world, post, people(world, "thay", None).account)
    decide(actor=PostHolder(absent.to, world.at), at=world.at, approval=made, yes=True)
    other = asked(world, "nua")
    post = people(world, "truong-3", "police_chief").account.posts.get()
    stand_in(world, post, administrator(world).account)
    asker = PostHolder(administrator(world).account, world.at)
    assert asker.holds({"police_chief"}, world.ward.pk)
    with pytest.raises(NotTheirs):
        decide(actor=asker, at=world.at, approval=other, yes=True)


def test_who_would_get_the_post_does_not_say_yes(world):
    """Not even standing in for the chief: another administrator asked, and it is for them."""
    post = chief(world).account.posts.get()
    absent = stand_in(world, post, people(world, "moi", None).account)
    made, gaining = asked(world), PostHolder(absent.to, world.at)
    assert gaining.holds({"police_chief"}, world.ward.pk)
    with pytest.raises(NotTheirs):
        decide(actor=gaining, at=world.at, approval=made, yes=True)
    assert not may_decide(gaining, made, made.roles) and may_decide(chief(world), made, made.roles)


@pytest.mark.parametrize("who", ["officer", "system"])
def test_another_role_is_not_heard(world, who):
    made = asked(world)
    with pytest.raises(NotAllowed):
        decide(actor=getattr(world, who), at=world.at, approval=made, yes=True)


def test_the_deputy_is_not_heard_before_it_was_passed_on(world):
    made = asked(world)
    with pytest.raises(NotTheirs):
        decide(actor=deputy(world), at=world.at, approval=made, yes=True)


def test_a_fresh_ward_without_a_chief_is_helped_by_the_province(world):
    made = asked(world)
    duty = people(world, "truc-tinh", "province_duty", world.ward.province)
    decide(actor=duty, at=world.at, approval=made, yes=True)
    assert Post.objects.filter(account=made.args["account"], role="administrator").exists()


def test_the_askers_right_is_that_of_now(world):
    """A post that ended a second ago asks for nothing any more; nothing is decided either."""
    made = asked(world, at=world.at)
    post = administrator(world).account.posts.get()
    later = world.at + timedelta(hours=1)
    end_post(actor=world.system, at=later - timedelta(seconds=1), post=post)
    with pytest.raises(NotAllowed):
        decide(actor=PostHolder(chief(world).account, later), at=later, approval=made, yes=True)
    assert not Post.objects.filter(account=made.args["account"]).exists()
    assert not Decision.objects.visible_to(world.system).exists()


def test_after_its_time_nobody_answers(world):
    made = asked_before(world, 7)
    assert made.expires_at == world.at
    with pytest.raises(TooLate):
        decide(actor=chief(world), at=world.at, approval=made, yes=True)


def test_the_second_answer_reads_who_was_first(world):
    made = asked(world)
    decide(actor=chief(world), at=world.at, approval=made, yes=True)
    second = people(world, "truong-2", "police_chief")
    with pytest.raises(DecidedAlready, match="truong đã trả lời trước: đồng ý"):
        decide(actor=second, at=world.at, approval=made, yes=False, reason="not_needed")


def test_the_database_keeps_one_answer_and_a_reason_for_each_no(world):
    made = asked(world)
    entry = Entry.objects.latest("pk")
    row = dict(approval=made, place=made.place, by_id=made.asked_by_id, at=world.at, entry=entry)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(answer="no", **row)
    Decision.objects.create(answer="yes", **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(answer="expired", **row)


def test_on_the_page_one_answers_and_nothing_but_the_answer_counts(world, client):
    world.at = clock.now()
    made = asked(world)
    client.force_login(chief(world).account)
    page = client.get(reverse("approvals:waiting")).content.decode()
    assert "1 việc chờ anh/chị duyệt" in page and "rồi chuyển cấp phó" in page
    address = reverse("approvals:decide", args=[made.pk])
    client.post(address, {"answer": "no"})
    client.post(address, {"answer": "maybe"})
    assert not Decision.objects.visible_to(world.system).exists()
    other = people(world, "nua", None).account
    client.post(address, {"answer": "yes", "args": "{}", "account": other.pk, "roles": "king"})
    assert Post.objects.filter(account=made.args["account"], role="administrator").exists()
    assert not Post.objects.filter(account=other).exists()
    page = client.get(reverse("approvals:waiting")).content.decode()
    assert "Tôi đã trả lời gần đây" in page
    client.force_login(administrator(world).account)
    assert "truong đồng ý" in client.get(reverse("approvals:waiting")).content.decode()


def test_what_waits_elsewhere_is_not_there(world, client):
    world.at = clock.now()
    made = asked(world, place=world.other_ward)
    client.force_login(chief(world).account)
    assert client.get(reverse("approvals:approval", args=[made.pk])).status_code == 404
    answer = client.post(reverse("approvals:decide", args=[made.pk]), {"answer": "yes"})
    assert answer.status_code == 404
    assert not Approval.objects.visible_to(chief(world)).exists()

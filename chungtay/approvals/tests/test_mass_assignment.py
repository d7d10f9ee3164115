"""Fields that the answer does not have change nothing of what was asked."""

import pytest
from django.urls import reverse

from chungtay.access.models import Account, Delegation, Post
from chungtay.access.tests.snapshots import changed, rows, too_much
from chungtay.approvals.models import Approval, Decision
from chungtay.approvals.tests.examples import asked, chief, people
from chungtay.kit import clock

pytestmark = pytest.mark.django_db
ALL = (Account, Post, Delegation, Approval, Decision)


@pytest.fixture
def more(world):
    """Another account, another role, another place, other deciders."""
    victim = people(world, "xa", "area_officer", world.other_ward).account
    return too_much(world, victim) | {
        "account": victim.pk, "role": "police_chief", "place": world.other_ward.pk,
        "args": f'{{"account": {victim.pk}}}', "roles": "administrator", "asked_by": "1",
        "approval": "1", "organisation": "1", "by": "1", "expires_at": "2099-01-01",
    }  # fmt: skip


def test_a_yes_gives_what_was_asked_for(world, client, more):
    world.at = clock.now()
    made = asked(world)
    client.force_login(chief(world).account)
    before = rows(*ALL)
    client.post(reverse("approvals:decide", args=[made.pk]), more | {"answer": "yes"})
    found = sorted(changed(before, rows(*ALL)), key=str)
    assert found == [("Decision", None), ("Post", None)]
    post = Post.objects.latest("pk")
    assert (post.account_id, post.role) == (made.args["account"], "administrator")
    assert (post.place, post.organisation_id, post.ends_at) == (world.ward, None, None)
    decision = Decision.objects.visible_to(world.system).get()
    assert (decision.approval_id, decision.by_id) == (made.pk, chief(world).actor_id)


@pytest.mark.parametrize("answer", [{"answer": "no"}, {"answer": "expired"}, {}])
def test_what_is_no_answer_is_none(world, client, more, answer):
    world.at = clock.now()
    made = asked(world)
    client.force_login(chief(world).account)
    before = rows(*ALL)
    client.post(reverse("approvals:decide", args=[made.pk]), more | answer)
    client.post(reverse("approvals:decide", args=[made.pk]), more | {"answer": "no", "reason": "x"})
    assert rows(*ALL) == before

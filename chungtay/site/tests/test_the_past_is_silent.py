"""What was said in 2021 never leaves by today's account, nor does it count as waiting."""

from datetime import timedelta

import pytest
from django.db import transaction

from chungtay.access.models import Post
from chungtay.channels.models import Delivery
from chungtay.channels.resolving import take
from chungtay.journal.models import Message, Waiting
from chungtay.kit import clock
from chungtay.people.models import ContactPoint
from chungtay.rosters.models import Beat, Watch
from chungtay.site.demo.s2.play import leave_behind, play

WHY = "tests look at everything"


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        now = clock.now()
        leave_behind(play(now))
        yield now
        transaction.set_rollback(True)


def test_every_message_of_the_past_has_failed_and_none_waits(played):
    assert Message.objects.count() > 0
    assert Waiting.objects.count() == 0
    states = set(Delivery.objects.unscoped(why=WHY).values_list("state", flat=True))
    assert states == {Delivery.State.FAILED}


def test_nothing_is_taken_up_again_later(played):
    before = Delivery.objects.unscoped(why=WHY).count()
    assert take(played + timedelta(hours=1)) == 0
    assert Delivery.objects.unscoped(why=WHY).count() == before


def test_the_zalo_addresses_of_those_days_lead_nowhere(played):
    kept = ContactPoint.objects.unscoped(why=WHY).filter(kind="zalo", ended_in=None)
    assert not kept.exists()


def test_the_posts_beats_and_turns_of_the_old_ward_are_over(played):
    assert not Post.objects.held_at(played).exists()
    for kept in (Beat, Watch):
        assert not kept.objects.unscoped(why=WHY).filter(closed_in=None).exists()

"""A breach is written down; 72 hours run from when it was detected."""

from datetime import timedelta

import pytest

from chungtay.breaches.actions import NotToldYet, report
from chungtay.breaches.models import Breach
from chungtay.breaches.tests.examples import breach


def written(world, detected_at=None, **more):
    given = dict(kinds=[Breach.Kind.BASIC], what="Gửi nhầm bảng.") | more
    return report(
        actor=world.officer, at=world.at, place=world.ward,
        detected_at=detected_at or world.at, **given,
    )  # fmt: skip


def test_the_clock_runs_from_detection(world):
    row = written(world, world.at - timedelta(hours=10))
    assert row.notify_by == world.at + timedelta(hours=62)


def test_what_is_detected_tomorrow_is_refused(world):
    with pytest.raises(NotToldYet):
        written(world, world.at + timedelta(minutes=1))


@pytest.mark.parametrize("missing", [{"kinds": []}, {"what": " "}])
def test_without_kind_or_story_it_is_refused(world, missing):
    with pytest.raises(NotToldYet):
        written(world, **missing)


def test_location_and_biometrics_are_told_to_the_people_too(world):
    assert breach(world, ["location", "basic"]).people_too
    assert breach(world, ["biometric"]).people_too
    assert not breach(world, ["basic", "health"]).people_too


def test_how_many_people_may_be_unknown(world):
    assert written(world).persons is None

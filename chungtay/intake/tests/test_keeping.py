"""A webhook keeps its bytes for the days its rule says, and stays known for ever."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from chungtay.channels.tests.examples import account
from chungtay.intake import keeping, tasks
from chungtay.intake.erasing import forget_written
from chungtay.intake.models import MOST_TRIES, Inbound
from chungtay.intake.tests.rows import inbound
from chungtay.kit import rules
from chungtay.traces.subject import Subject

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=90)
WORDS = "Chị Diễm My cần gạo"


@pytest.fixture
def channel(world):
    return account(world)


def handled(world, channel, ago, user_id="77", **more):
    row = inbound(world, channel, user_id=user_id, text=WORDS)
    rows().filter(pk=row.pk).update(**{"handled_at": world.at - ago} | more)
    return row


def rows():
    return Inbound.objects.unscoped(why="of this test")


def says(row):
    row.refresh_from_db()
    return WORDS.encode() in bytes(row.body) or WORDS in bytes(row.body).decode("unicode_escape")


def test_the_rule_says_ninety_days_and_that_it_is_the_houses_own(world):
    rule = rules.rule("intake.body.kept", on=world.at.date())
    assert (rule.number, rule.unit) == (90, "ngày")
    assert "91/2025" in rule.source and "(house rule)" in rule.source


def test_its_words_go_when_the_days_are_over_and_not_before(world, channel):
    over = handled(world, channel, DAYS)
    not_yet = handled(world, channel, DAYS - timedelta(seconds=1))
    assert keeping.forget_bodies(world.at) == 1
    assert not says(over) and says(not_yet)
    assert keeping.forget_bodies(world.at) == 0


def test_what_waits_or_breaks_keeps_them(world, channel):
    open_ = handled(world, channel, DAYS, handled_at=None, outcome="")
    stuck = handled(world, channel, DAYS, handled_at=None, outcome="", tries=MOST_TRIES)
    assert keeping.forget_bodies(world.at + 10 * DAYS) == 0
    assert says(open_) and says(stuck)


def test_key_event_and_outcome_stay_so_that_a_repeat_is_known(world, channel):
    row = handled(world, channel, DAYS)
    before = (row.key, row.event, row.outcome, row.user_id, row.variant, row.happened_at)
    keeping.forget_bodies(world.at)
    row.refresh_from_db()
    assert (row.key, row.event, row.outcome, row.user_id, row.variant, row.happened_at) == before
    again = Inbound(
        place_id=row.place_id, channel=channel, key=row.key, event=row.event, body=b"{}",
        happened_at=row.happened_at, variant="x",
    )  # fmt: skip
    Inbound.objects.bulk_create([again], ignore_conflicts=True)
    assert rows().count() == 1


def test_it_goes_in_batches_and_goes_on_where_it_was(world, channel):
    for n in range(5):
        handled(world, channel, DAYS + timedelta(days=n))
    assert keeping.forget_bodies(world.at, many=2, most=2) == 4
    assert keeping.forget_bodies(world.at, many=2, most=2) == 1


def test_only_rows_that_still_say_something_are_read(world, channel):
    """However many years of webhooks there are."""
    handled(world, channel, DAYS)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    old = rows().filter(handled_at__lte=world.at).exclude(body=keeping.SAYS_NOTHING)
    assert "inbound_body_kept" in old.order_by("handled_at").explain()


def test_an_erasure_takes_the_rest_of_what_is_blank(world, channel):
    row = handled(world, channel, DAYS, user_id="12345")
    keeping.forget_bodies(world.at)
    who = Subject(frozenset(), frozenset(), zalo=frozenset({f"{channel.oa_id}/12345"}))
    assert forget_written(who, world.at) == 1
    row.refresh_from_db()
    assert (row.user_id, row.key, row.outcome) == ("", f"erased|{row.pk}", "stored")


def test_every_night_by_the_clock(world, channel):
    row = handled(world, channel, DAYS, handled_at=timezone.now() - DAYS)
    tasks.forget_bodies()
    assert not says(row)

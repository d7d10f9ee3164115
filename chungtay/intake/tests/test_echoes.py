"""Echoes: those of messages whose Zalo id is known by the hundred, the others one by one."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from chungtay.channels.actions import reply
from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account
from chungtay.inbox.models import Letter
from chungtay.intake import echoes, receiving
from chungtay.intake.models import MOST_TRIES, Inbound
from chungtay.intake.tests.rows import USER
from chungtay.intake.tests.test_webhook import APP_ID, OA_ID, encoded
from chungtay.kit import clock
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint
from conftest import World

WHY = "of this test"


@pytest.fixture
def person(world):
    """Somebody of the ward whom its account reaches."""
    return known(world, account(world))


def known(world, channel):
    who = {"actor": world.system, "at": world.at}
    person = register(**who, place=world.ward, name="Phan Thị Diễm My")
    person.contact = add_contact(
        **who, person=person, kind=ContactPoint.Kind.ZALO, value=f"{OA_ID}/{USER}"
    )
    person.channel, person.world = channel, world
    return person


def sent(person, msg_id, text="Chào chị", **more):
    """A message of ours to them; without an id it is in doubt."""
    world = person.world
    told = reply(actor=world.system, at=world.at, place=world.ward,
                 recipient=person.actor_id, text=text)  # fmt: skip
    state = {"state": "sent", "sent_at": world.at} if msg_id else {"state": "unknown", "code": "x"}
    return Delivery.objects.create(
        place=world.ward, message=told, channel=person.channel, contact=person.contact,
        external_id=msg_id, **{"way": "zalo_cs", "sending_at": world.at} | state | more,
    )  # fmt: skip


def echo(person, msg_id, text="Chào chị", channel=None, event="oa_send_text", **more):
    """An open webhook in which the account says this."""
    channel = channel or person.channel
    stamp = str(int(person.world.at.timestamp() * 1000))
    said = {"app_id": APP_ID, "sender": {"id": channel.oa_id}, "recipient": {"id": USER},
            "event_name": event, "message": {"text": text, "msg_id": msg_id},
            "timestamp": stamp}  # fmt: skip
    return Inbound.objects.create(
        place_id=channel.place_id, channel=channel, key=f"{event}|{msg_id}", event=event,
        user_id=USER, happened_at=person.world.at, variant="x", body=encoded(said), **more,
    )  # fmt: skip


def outcomes(*rows):
    found = dict(Inbound.objects.unscoped(why=WHY).values_list("pk", "outcome"))
    return [found[row.pk] for row in rows]


def letters():
    return list(Letter.objects.unscoped(why=WHY).values_list("kind", "text"))


def later():
    return clock.now() + timedelta(minutes=1)


@pytest.mark.django_db
def test_of_a_mixed_batch_only_what_is_known_is_settled_at_once(person):
    sent(person, "known"), sent(person, "mau")
    doubt = sent(person, "", text="Còn ngờ")
    typed = echo(person, "typed", text="Chị qua phường nhé")
    ours = echo(person, "known")
    template = echo(person, "mau", event="oa_send_template")
    doubtful = echo(person, "late", text="Còn ngờ")
    word = echo(person, "known", event="user_send_text", text="xin hỏi")
    assert echoes.take_in(later(), 100) == 2
    assert outcomes(typed, ours, template, doubtful, word) == ["", "echo", "echo", "", ""]
    assert letters() == []
    doubt.refresh_from_db()
    assert doubt.state == "unknown"


@pytest.mark.django_db
def test_the_others_are_dealt_with_one_by_one_in_the_same_round(person):
    sent(person, "known")
    doubt = sent(person, "", text="Còn ngờ")
    typed = echo(person, "typed", text="Chị qua phường nhé")
    ours, doubtful = echo(person, "known"), echo(person, "late", text="Còn ngờ")
    assert receiving.take_in(later()) == 3
    assert outcomes(typed, ours, doubtful) == ["oa_reply", "echo", "echo"]
    doubt.refresh_from_db()
    assert (doubt.state, doubt.external_id, doubt.code) == ("sent", "late", "")
    assert letters() == [("elsewhere", "Chị qua phường nhé")]


@pytest.mark.django_db
def test_of_two_alike_in_doubt_each_takes_its_own_echo_and_a_repeat_takes_none(person):
    first = sent(person, "", sending_at=person.world.at)
    second = sent(person, "", sending_at=person.world.at + timedelta(seconds=5))
    told = [echo(person, "a"), echo(person, "b"), echo(person, "a", event="oa_send_template")]
    assert receiving.take_in(later()) == 3
    assert outcomes(*told) == ["echo"] * 3 and letters() == []
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.external_id, second.external_id) == ("a", "b")


@pytest.mark.django_db
def test_another_accounts_message_of_the_same_id_is_not_meant(world, person):
    other = account(world, "4001", world.other_ward)
    sent(person, "same")
    ours, theirs = echo(person, "same"), echo(person, "same", channel=other)
    assert echoes.take_in(later(), 100) == 1
    assert outcomes(ours, theirs) == ["echo", ""]


@pytest.mark.django_db
@pytest.mark.parametrize("msg_id", ["", "kno", "known2", "t|known"])
def test_a_key_that_only_resembles_an_id_is_not_meant(person, msg_id):
    sent(person, "known"), sent(person, "")
    row = echo(person, msg_id)
    assert echoes.take_in(later(), 100) == 0
    assert outcomes(row) == [""]


@pytest.mark.django_db
def test_what_is_put_off_or_was_tried_in_vain_waits(person):
    sent(person, "a"), sent(person, "b"), sent(person, "c")
    put_off = echo(person, "a", not_before=clock.now() + timedelta(hours=1))
    broken = echo(person, "b", tries=MOST_TRIES)
    again = echo(person, "c", tries=MOST_TRIES - 1, not_before=clock.now())
    assert echoes.take_in(later(), 100) == 1
    assert outcomes(put_off, broken, again) == ["", "", "echo"]
    assert echoes.take_in(later() + timedelta(hours=1), 100) == 1
    assert outcomes(put_off, broken) == ["echo", ""]


@pytest.mark.django_db
def test_a_hundred_cost_as_many_statements_as_one(person):
    def cost(n):
        for _ in range(n):
            begun = Inbound.objects.unscoped(why=WHY).count()
            sent(person, f"m{begun}")
            echo(person, f"m{begun}")
        with CaptureQueriesContext(connection) as asked:
            assert echoes.take_in(later(), 200) == n
        return len(asked)

    assert cost(1) == cost(100)


@pytest.mark.django_db
def test_the_limit_counts_what_is_ours_whatever_stands_before_it(person):
    typed = [echo(person, f"typed{n}") for n in range(5)]
    for n in range(3):
        sent(person, f"m{n}")
    ours = [echo(person, f"m{n}") for n in range(3)]
    assert echoes.take_in(later(), 2) == 2
    assert outcomes(*typed) == [""] * 5 and sorted(outcomes(*ours)) == ["", "echo", "echo"]


@pytest.fixture
def real(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    return known(world, account(world))


def test_a_row_that_another_worker_has_in_hand_is_passed_over_without_waiting(real):
    for n in range(4):
        sent(real, f"m{n}")
    ours = [echo(real, f"m{n}") for n in range(4)]
    held, go_on = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            rows = Inbound.objects.unscoped(why=WHY).filter(pk__in=[ours[0].pk, ours[2].pk])
            list(rows.select_for_update())
            held.set()
            assert go_on.wait(30)
        connections.close_all()

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert held.wait(30)
        assert echoes.take_in(later(), 100) == 2
        assert outcomes(*ours) == ["", "echo", "", "echo"]
    finally:
        go_on.set()
        other.join(30)
    assert echoes.take_in(later(), 100) == 2
    assert outcomes(*ours) == ["echo"] * 4


def test_two_workers_settle_each_once_and_lose_no_letter(real):
    for n in range(60):
        if n % 3:
            sent(real, f"m{n}")
    rows = [echo(real, f"m{n}", text=f"câu {n}") for n in range(60)]
    ready, done = threading.Barrier(3), []

    def work():
        ready.wait(30)
        while found := receiving.take_in(later(), limit=7):
            done.append(found)
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    while found := receiving.take_in(later()):
        done.append(found)
    assert sum(done) == 60
    assert outcomes(*rows) == ["oa_reply" if n % 3 == 0 else "echo" for n in range(60)]
    assert sorted(letters()) == sorted(("elsewhere", f"câu {n}") for n in range(0, 60, 3))

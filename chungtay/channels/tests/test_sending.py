"""A message written by any floor reaches the phone, once, and its state is known."""

from datetime import timedelta

from django.db import connection

from chungtay.channels import settling
from chungtay.channels.models import Channel, Delivery
from chungtay.channels.resolving import take
from chungtay.channels.tests.loopback import deliveries, drain, states, take_in
from chungtay.journal.models import Waiting
from chungtay.kit import clock


def test_a_message_arrives_with_its_buttons_and_is_received_and_seen(town):
    [(actor, user_id)] = town.people(1)
    town.ask([actor])
    assert drain() == 1
    [shown] = town.zalo.messages(user_id)
    assert shown["text"].startswith("Chị đến được không?")
    assert shown["text"].endswith("Bấm một nút, hoặc trả lời 1, 2 hoặc 3.")
    titles = [button["title"] for button in shown["buttons"]]
    assert titles == ["Tôi đến được", "Hôm nay chưa được", "Đừng hỏi tôi nữa"]
    assert states() == {"sent": 1}
    town.zalo.ask("seen", user_id=user_id)
    take_in(lambda: states() == {"seen": 1})
    [row] = deliveries()
    assert row.external_id == shown["message_id"] and row.received_at <= row.seen_at


def test_nothing_is_sent_twice(town):
    [(actor, user_id)] = town.people(1)
    town.ask([actor])
    drain()
    assert drain() == 0
    assert len(town.zalo.messages(user_id)) == 1
    assert not Waiting.objects.exists()


def test_urgent_goes_before_bulk(town):
    people = town.people(12)
    town.ask([actor for actor, _ in people[:10]])
    town.ask([people[11][0]], urgent=True, text="Gấp")
    drain_one_at_a_time()
    assert town.zalo.messages()[0]["text"].startswith("Gấp")


def drain_one_at_a_time():
    from chungtay.channels.sending import Sender

    sender = Sender(parallel=1)
    try:
        sender.drain()
    finally:
        sender.close()


def test_no_consent_no_contact_and_no_account_are_said_in_words(town):
    [(unasked, _)] = town.people(1, agree=False)
    nobody = town.world.officer.actor_id
    [(elsewhere, user_id)] = town.people(1)
    Channel.objects.unscoped(why="in this test the account is another").update(oa_id="1")
    town.ask([unasked, nobody, elsewhere])
    assert drain() == 0
    assert [row.reason for row in deliveries()] == [
        "Người này chưa đồng ý nhận tin về việc này",
        "Chưa có Zalo của người này",
        "Nơi này chưa nối Zalo nào",
    ]
    assert town.zalo.messages(user_id) == []


def test_a_consent_withdrawn_while_the_message_waits_is_heeded(town):
    from chungtay.channels.resolving import take
    from chungtay.people.actions import withdraw_consent
    from chungtay.people.models import Person

    [(actor, user_id)] = town.people(1)
    town.ask([actor])
    take(clock.now())
    person = Person.objects.unscoped(why="the person of this test").get(actor_id=actor)
    withdraw_consent(actor=town.world.system, at=clock.now(), person=person, purpose="blood.ask")
    assert drain() == 0
    assert deliveries()[0].code == "no_consent"
    assert town.zalo.messages(user_id) == []


def test_what_follows_from_an_agreed_purpose_needs_no_consent_of_its_own(town):
    [(actor, _)] = town.people(1)
    town.ask([actor], purpose="blood.told", answers=False)
    town.ask([actor], purpose="works.told", answers=False)
    drain()
    assert [row.state for row in deliveries()] == ["sent", "failed"]


def test_a_message_whose_hour_has_passed_is_not_sent(town):
    [(actor, _)] = town.people(1)
    town.ask([actor], expires_at=clock.now())
    assert drain() == 0
    assert deliveries()[0].code == "expired"


def test_somebody_who_never_wrote_is_unreachable_and_not_tried_again(town):
    [(actor, _)] = town.people(1, spoke="60 days ago")
    town.ask([actor])
    assert drain() == 1
    [row] = deliveries()
    assert (row.state, row.code) == ("failed", "-230")
    assert row.reason == "Hơn 7 ngày người này chưa nhắn cho đơn vị"
    assert drain() == 0


def test_the_buttons_are_given_up_when_zalo_refuses_them(town):
    [(actor, user_id)] = town.people(1)
    town.zalo.refuse_next(-233)
    town.ask([actor])
    drain()
    [shown] = town.zalo.messages(user_id)
    assert shown["buttons"] == []
    assert shown["text"].endswith(
        "1. Tôi đến được\n2. Hôm nay chưa được\n3. Đừng hỏi tôi nữa\nTrả lời 1, 2 hoặc 3."
    )


def test_two_hundred_people_are_asked_once_each_however_wide_the_door(town):
    # Even where a slow machine meets two new minutes on the way, at least 50 have to wait.
    town.zalo.ask("limits", rate_per_minute=50)
    town.ask([actor for actor, _ in town.people(200)])
    drain()
    assert set(states()) <= {"sent", "received", "waiting"}, "too many at once: the rest waits"
    assert states()["waiting"] >= 50
    town.zalo.ask("limits", rate_per_minute=100_000)
    Channel.objects.unscoped(why="the rest is over").update(rest_until=None)
    drain()
    assert "waiting" not in states()
    users = [message["user_id"] for message in town.zalo.messages()]
    assert len(users) == len(set(users)) == 200


def test_the_address_is_kept_as_a_contact_point_and_never_as_a_number(town):
    [(actor, _)] = town.people(1)
    town.ask([actor])
    drain()
    assert deliveries()[0].contact_id is not None
    fields = {f.name for f in Delivery._meta.fields}
    assert not fields & {"address", "user_id", "phone"}


def test_the_sweep_finds_what_has_expired_by_its_index(town):
    """However many wait: only what can expire is in the index, and it knows when."""
    [(actor, _user)] = town.people(1)
    ends = clock.now() + timedelta(minutes=5)
    town.ask([actor], expires_at=ends)
    take(clock.now())
    row = deliveries()[0]
    assert row.expires_at == ends
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan TO off")
    waiting = Delivery.objects.unscoped(why="a test of it").filter(state="waiting")
    assert "delivery_expiring" in waiting.filter(expires_at__lte=ends).explain()
    settling.sweep(ends)
    assert [(r.state, r.code) for r in deliveries()] == [("failed", "expired")]

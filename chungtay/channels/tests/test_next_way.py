"""The next way is tried only after the one before it definitely failed: DESIGN rule 5."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from chungtay.carriers.outcome import Class, Outcome, Quota
from chungtay.channels import pacing
from chungtay.channels.claiming import claim
from chungtay.channels.models import Channel, Delivery, Pace, Presence
from chungtay.channels.presences import seen
from chungtay.channels.resolving import take
from chungtay.channels.settling import settle
from chungtay.channels.tests.examples import account, mailbox, template, texts
from chungtay.channels.tests.loopback import ask
from chungtay.people.actions import add_contact, give_consent, register
from chungtay.people.models import Consent, ContactPoint, Person

pytestmark = pytest.mark.django_db
USER, PHONE = "2512523625412515", "+84905123456"


def rows(**conditions):
    found = Delivery.objects.unscoped(why="the tests look at everything").filter(**conditions)
    return [(row.way, row.state, row.code) for row in found.order_by("pk")]


def donor(world, number=0, zalo=True, phone=True):
    person = register(actor=world.system, at=world.at, place=world.ward, name="Phan Thị Diễm My")
    known = {"actor": world.system, "at": world.at, "person": person}
    if zalo:
        value = f"388613280878808645/{int(USER) + number}"
        add_contact(**known, kind=ContactPoint.Kind.ZALO, value=value)
    if phone:
        value = PHONE if not number else f"+8490512{number:04}"
        add_contact(**known, kind=ContactPoint.Kind.PHONE, value=value)
    give_consent(**known, purpose="blood.ask", means=Consent.Means.FORM)
    return person.actor_id


def tell(world, *actors, **more):
    more = {"urgent": True} | more
    ask(actor=world.system, at=world.at, place=world.ward, recipients=list(actors), **more)
    while take(world.at):
        pass


def leave(world, limit=10):
    channels = Channel.objects.unscoped(why="the tests look at everything")
    return claim(world.at, {channel.pk: channel for channel in channels}, limit)


def ended(world, *outcomes):
    """Claim as many as there are outcomes, and let them end so."""
    claimed = leave(world, len(outcomes))
    settle([(row, o) for (row, _letter), o in zip(claimed, outcomes, strict=True)], world.at)


def test_every_way_is_tried_in_its_order_each_after_a_definite_failure(world):
    channel = account(world)
    template(world, channel)
    texts(world)
    tell(world, donor(world))
    ended(world, Outcome(Class.UNREACHABLE, "-230"))
    ended(world, Outcome(Class.UNREACHABLE, "-249"))
    ended(world, Outcome(Class.UNREACHABLE, "zbs_-118"))
    assert rows() == [
        ("zalo_cs", "passed", "-230"), ("zalo_uid", "passed", "-249"),
        ("zalo_phone", "passed", "zbs_-118"), ("sms", "waiting", ""),
    ]  # fmt: skip
    ended(world, Outcome(Class.SENT, "", "sms-1"))
    assert rows()[-1] == ("sms", "sent", "")


@pytest.mark.parametrize("kind", [Class.DOUBT, Class.OPERATOR, Class.OUR_BUG, Class.RATE])
def test_anything_less_than_a_definite_no_leads_nowhere_else(world, kind):
    account(world)
    texts(world)
    tell(world, donor(world), answers=False, urgent=False)
    ended(world, Outcome(kind, "timeout" if kind is Class.DOUBT else "-211"))
    assert [way for way, _state, _code in rows()] == ["zalo_cs"]
    assert rows()[0][1] in {"unknown", "waiting", "failed"}


def test_the_last_way_that_fails_stays_failed(world):
    account(world)
    tell(world, donor(world, phone=False))
    ended(world, Outcome(Class.UNREACHABLE, "-213"))
    assert rows() == [("zalo_cs", "failed", "-213")]


def test_the_database_refuses_a_second_living_delivery(world):
    account(world)
    sms = texts(world)
    tell(world, donor(world))
    first = Delivery.objects.unscoped(why="a test of it").get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(
            place=world.ward,
            message=first.message,
            channel=sms,
            contact_id=first.contact_id,
            way="sms",
        )


@pytest.mark.parametrize(
    ("code", "field", "value"),
    [("-244", "refused_code", "-244"), ("-213", "follows", False), ("-230", "closed_code", "-230")],
)
def test_a_refusal_is_remembered_of_the_person(world, code, field, value):
    account(world)
    tell(world, donor(world))
    ended(world, Outcome(Class.UNREACHABLE, code))
    presence = Presence.objects.unscoped(why="a test of it").get(user_id=USER)
    assert getattr(presence, field) == value


@pytest.mark.parametrize("lies", [False, True])
def test_who_refused_the_account_is_not_asked_by_its_template(world, lies):
    channel = account(world)
    template(world, channel)
    tell(world, donor(world), donor(world, 1, phone=False), donor(world, 2, phone=False))
    taken = Outcome(Class.SENT, "", "m1")
    third = taken if lies else Outcome(Class.RATE, "-32")
    ended(world, Outcome(Class.UNREACHABLE, "-244"), taken, third)
    assert [way for way, _state, _code in rows()].count("zalo_uid") == 0
    assert rows()[0] == ("zalo_cs", "failed", "-244")


def test_a_text_message_ends_with_a_link_to_answer_by(world, settings):
    settings.SITE = "https://hoacuong.vn"
    texts(world)
    tell(world, donor(world, zalo=False))
    [(row, letter)] = leave(world)
    assert letter.to == PHONE and len(letter.reference) <= 48
    assert letter.text.startswith("Chị đến được không?")
    assert "https://hoacuong.vn/tra-loi/" in letter.text
    assert row.reference == letter.reference


def test_a_template_is_filled_with_our_words_cut_to_its_lengths(world):
    channel = account(world)
    template(world, channel, fields={"ten": "name", "noi_dung": "text"}, lengths={"noi_dung": 7})
    tell(world, donor(world, zalo=False))
    [(_row, letter)] = leave(world)
    assert letter.template == "300001"
    assert letter.fields == {"ten": "Phan Thị Diễm My", "noi_dung": "Chị đến"}


def test_a_mailbox_is_the_last_way(world):
    account(world)
    mailbox(world)
    actor = donor(world, phone=False)
    person = Person.objects.unscoped(why="a test of it").get(actor=actor)
    kind = ContactPoint.Kind.EMAIL
    add_contact(actor=world.system, at=world.at, person=person, kind=kind, value="my@example.vn")
    tell(world, actor)
    ended(world, Outcome(Class.UNREACHABLE, "-230"))
    assert rows()[-1] == ("email", "waiting", "")


# Pace, quiet hours, quota, and who goes first.


def test_an_urgent_answer_never_waits_behind_a_broadcast(world):
    account(world)
    people = [donor(world, number, phone=False) for number in range(40)]
    tell(world, *people[:39], urgent=False)
    tell(world, people[39], urgent=True, text="Gấp")
    [(row, _letter)] = leave(world, 1)
    assert row.message.text == "Gấp"


def test_the_pace_of_a_channel_is_one_for_all_workers(world):
    channel = account(world)
    Pace.objects.unscoped(why="a test of it").update(per_minute=60, burst=3, next_at=world.at)
    assert pacing.grant(channel.pk, 2, world.at) == 2
    assert pacing.grant(channel.pk, 5, world.at) == 1
    assert pacing.grant(channel.pk, 5, world.at) == 0
    assert pacing.full(world.at) == [channel.pk]
    later = world.at + timedelta(seconds=2)
    assert pacing.full(later) == [] and pacing.grant(channel.pk, 5, later) == 2


def test_an_hour_at_the_pace_lets_its_rate_through_and_one_burst_more(world):
    channel = account(world)
    Pace.objects.unscoped(why="a test of it").update(per_minute=60, burst=3, next_at=world.at)
    steps = (world.at + timedelta(seconds=second) for second in range(3600))
    assert 3590 <= sum(pacing.grant(channel.pk, 100, at) for at in steps) <= 3603


def test_what_exceeds_the_pace_waits_in_its_place(world):
    account(world)
    Pace.objects.unscoped(why="a test of it").update(per_minute=60, burst=2, next_at=world.at)
    tell(world, *[donor(world, number, phone=False) for number in range(4)])
    assert len(leave(world)) == 2 and len(leave(world)) == 0
    assert [state for _way, state, _code in rows()] == ["sending"] * 2 + ["waiting"] * 2


@pytest.mark.parametrize(("urgent", "now"), [(False, 0), (True, 1)])
def test_at_night_what_can_wait_waits_until_seven(world, settings, urgent, now):
    settings.QUIET_HOURS = True
    account(world)
    world.at = world.at.replace(hour=16)  # 23:00 in Viet Nam
    tell(world, donor(world), urgent=urgent)
    assert len(leave(world)) == now
    if not urgent:
        row = Delivery.objects.unscoped(why="a test of it").get()
        assert row.code == "quiet" and f"{row.not_before:%H:%M}" == "00:00", "07:00 at +07"
        assert row.reason == "Đang giờ nghỉ, sáng ra sẽ gửi"


def test_the_last_of_a_quota_is_kept_for_what_is_urgent(world):
    account(world)
    people = [donor(world, number, phone=False) for number in range(4)]
    tell(world, *people[:3], urgent=False)
    left = Quota("sub_quota", 90, 2000)
    ended(world, Outcome(Class.SENT, "", "m1", quota=left))
    assert leave(world) == []
    assert [code for _way, _state, code in rows()] == ["", "quota", "quota"]
    tell(world, people[3], urgent=True)
    assert len(leave(world)) == 1


def test_whoever_spoke_lately_takes_nothing_of_a_quota(world):
    channel = account(world)
    people = [donor(world, number, phone=False) for number in range(4)]
    seen(channel, str(int(USER) + 1), world.at - timedelta(hours=47))
    seen(channel, str(int(USER) + 2), world.at - timedelta(hours=49))
    tell(world, *people[:3], urgent=False)
    ended(world, Outcome(Class.SENT, "", "m1", quota=Quota("sub_quota", 0, 2000)))
    assert [code for _way, _state, code in rows()] == ["", "", "quota"]
    seen(channel, str(int(USER) + 3), world.at - timedelta(hours=1))
    tell(world, people[3], urgent=False)
    assert [row.to for row, _letter in leave(world)] == [str(int(USER) + n) for n in (1, 3)]


def test_what_was_bought_follows_what_was_subscribed_to(world):
    channel = account(world)
    tell(world, *[donor(world, n, phone=False) for n in range(4)], urgent=False)
    ended(world, Outcome(Class.SENT, "", "m1", quota=Quota("purchase_quota", 500, 500)))
    ended(world, Outcome(Class.SENT, "", "m2", quota=Quota("sub_quota", 0, 2000)))
    assert pacing.spent(world.at)[False] == frozenset(), "499 that were bought are left"
    ended(world, Outcome(Class.SENT, "", "m3", quota=Quota("purchase_quota", 0, 500)))
    assert pacing.spent(world.at)[True] == {(channel.pk, "zalo_cs")}


def test_the_quota_of_one_person_is_not_the_accounts(world):
    account(world)
    tell(world, *[donor(world, n, phone=False) for n in range(2)], urgent=False)
    ended(world, Outcome(Class.SENT, "", "m1", quota=Quota("reply", 0, 8)))
    assert len(leave(world)) == 1


def test_a_day_that_is_used_up_is_waited_out(world):
    channel = account(world)
    template(world, channel)
    tell(world, donor(world, zalo=False))
    ended(world, Outcome(Class.TOMORROW, "zbs_-144"))
    assert rows() == [("zalo_phone", "waiting", "zbs_-144")]
    assert pacing.spent(world.at)[True] == {(channel.pk, "zalo_phone")}
    assert pacing.spent(world.at + timedelta(days=1))[True] == frozenset()


def test_the_same_words_twenty_times_in_five_minutes_stop(world):
    account(world)
    actor = donor(world, phone=False)
    for _ in range(21):
        tell(world, actor)
    claimed = leave(world, 30)
    assert len(claimed) == 20
    assert rows(state="failed") == [("zalo_cs", "failed", "loop")]

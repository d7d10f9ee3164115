"""A person without an account gets a link of their own to report by."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access import links
from chungtay.access.models import Link
from chungtay.carriers.reach import Can, reach
from chungtay.channels.models import Delivery, Presence
from chungtay.channels.situations import Town, situations
from chungtay.channels.tests.examples import account, mailbox, texts
from chungtay.groups.actions import give_report_link
from chungtay.groups.actions.reporting import LASTS, REPORT, NoLink, forget_dead_links
from chungtay.groups.models import ReportLink
from chungtay.groups.tests.examples import elder, token_of
from chungtay.groups.tests.rows import rows
from chungtay.inbox.conversations import wrote
from chungtay.inbox.models import Conversation
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.people.actions import add_contact, stop_contacting
from chungtay.people.models import ContactPoint, Person
from chungtay.rights.mine import sections
from chungtay.rights.tests.examples import asked_themselves, ordered
from chungtay.traces.subject import subject_of


def test_it_lives_90_days_and_only_its_digest_is_kept(world):
    person = elder(world)
    token = give_report_link(actor=world.officer, at=world.at, person=person)
    link = links.open_link(token, REPORT, at=world.at + LASTS - timedelta(seconds=1))
    assert LASTS.days == 90
    assert (link.actor_id, link.place_id) == (person.actor_id, world.ward.pk)
    with pytest.raises(links.DeadLink):
        links.open_link(token, REPORT, at=world.at + LASTS)
    assert not Link.objects.filter(digest=token.encode()).exists()
    assert not Message.objects.exists()


def test_a_new_one_kills_the_earlier(world):
    person = elder(world)
    first = token_of(world, person)
    second = token_of(world, person)
    with pytest.raises(links.DeadLink):
        links.open_link(first, REPORT, at=world.at)
    links.open_link(second, REPORT, at=world.at)
    assert rows(ReportLink).standing().count() == 1


def test_whoever_asked_for_it_gets_it_on_their_own_zalo(world):
    person = elder(world)
    token = give_report_link(actor=world.officer, at=world.at, person=person, site="https://x.vn")
    said = Message.objects.get()
    assert said.recipient_id == person.actor_id
    assert "https://x.vn" + reverse("groups:enter_report", args=[token]) in said.text


def on_zalo(world, channel):
    """Somebody with a Zalo, a telephone and an e-mail address, who was sent the link; and it."""
    person = elder(world)
    for kind, value in ((ContactPoint.Kind.ZALO, f"{channel.oa_id}/2512523625412515"),
                        (ContactPoint.Kind.EMAIL, "man@example.vn")):  # fmt: skip
        add_contact(actor=world.system, at=world.at, person=person, kind=kind, value=value)
    token = give_report_link(actor=world.officer, at=world.at, person=person, site="https://x.vn")
    return person, token


def test_no_officer_reads_it_in_the_inbox_and_it_is_not_on_their_own_page(world):
    person, token = on_zalo(world, channel := account(world))
    wrote(
        place=world.ward, channel=channel, source="zalo", actor_id=person.actor_id, name="",
        address=f"{channel.oa_id}/2512523625412515", text="Cho tôi xin đường dẫn", at=world.at,
    )  # fmt: skip
    officer = Client()
    officer.force_login(world.officer.account)
    talk = rows(Conversation).get()
    page = officer.get(reverse("inbox:conversation", args=[talk.pk])).content.decode()
    assert "Cho tôi xin đường dẫn" in page
    assert token not in page and "bao-tin/" not in page
    assert token not in str([section.rows for section in sections(subject_of(person))])


def test_nobody_reads_it_while_it_is_in_doubt(world):
    person, token = on_zalo(world, channel := account(world))
    Delivery.objects.create(
        place=world.ward, message=Message.objects.get(), channel=channel, state="unknown",
        contact=rows(ContactPoint).get(person=person, kind="zalo"), way="zalo_cs", code="timeout",
    )  # fmt: skip
    desk = Client()
    desk.force_login(world.account("truc", "desk_officer").account)
    page = desk.get(reverse("tending:state")).content.decode()
    assert person.name in page and token not in page


@pytest.mark.parametrize("spoke_lately", [True, False])
def test_it_goes_to_their_zalo_or_nowhere_and_needs_no_consent(world, spoke_lately):
    channel = account(world)
    texts(world)
    mailbox(world)
    person, _token = on_zalo(world, channel)
    stop_contacting(actor=world.officer, at=world.at, person=person)
    if not spoke_lately:
        Presence.objects.create(
            place=world.ward, channel=channel, user_id="2512523625412515",
            last_interaction_at=world.at - timedelta(days=30),
        )  # fmt: skip
    [one] = situations([Message.objects.get().pk], world.at)
    can = {step.way: (step.can, step.code) for step in reach(Town(world.at).facts(one))}
    assert can["zalo_cs"][0] is (Can.NOW if spoke_lately else Can.NO)
    for way in ("zalo_phone", "sms", "email"):
        assert can[way] == (Can.NO, "zalo_only")


def test_the_address_leaves_the_outbox_when_the_link_is_dead(world):
    person = elder(world)
    give_report_link(actor=world.officer, at=world.at, person=person, site="https://x.vn")
    assert forget_dead_links(world.at + LASTS - timedelta(seconds=1)) == 0
    assert forget_dead_links(world.at + LASTS) == 1
    assert Message.objects.get().text == "—"
    give_report_link(actor=world.officer, at=world.at, person=person, site="https://x.vn")
    token_of(world, person)
    assert not Message.objects.exclude(text="—").exists()


def test_somebody_who_is_being_erased_gets_none_and_their_link_is_not_listed(world):
    person = elder(world)
    token_of(world, person)
    desk = Client()
    desk.force_login(world.officer.account)
    listed = reverse("groups:report_links")
    assert person.name in desk.get(listed).content.decode()
    ordered(world, asked_themselves(world, person))
    assert person.name not in desk.get(listed).content.decode()
    with pytest.raises(NoLink) as refused:
        token_of(world, person)
    assert refused.value.code == "being_erased"


def test_somebody_who_was_erased_gets_none(world):
    person = elder(world)
    rows(Person).filter(pk=person.pk).update(name="")
    person.refresh_from_db()
    with pytest.raises(NoLink):
        token_of(world, person)


def test_elsewhere_and_by_a_role_without_this_duty_it_is_refused(world):
    for actor in (world.elsewhere, world.account("hoi", "womens_union", world.ward)):
        with pytest.raises(NotAllowed):
            token_of(world, elder(world), actor=actor)

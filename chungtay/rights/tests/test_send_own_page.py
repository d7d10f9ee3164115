"""An officer sends a person the link to their own page, to their own Zalo."""

import pytest

from chungtay.access.models import Link
from chungtay.journal.models import Entry, Message
from chungtay.rights.actions import NoWayThere, send_own_page
from chungtay.rights.tests.examples import somebody

SITE = "https://hoacuong.vn"


def send(world, person):
    send_own_page(actor=world.officer, at=world.at, person=person, site=SITE)


def test_the_message_holds_the_only_copy_of_the_token(world):
    person = somebody(world)
    send(world, person)
    message = Message.objects.get(recipient=person.actor_id)
    token = message.text.partition("/cua-toi/den/")[2].partition("/")[0]
    assert len(token) == 43 and message.text.partition(token)[0].endswith(
        f"{SITE}/quyen-du-lieu/cua-toi/den/"
    )
    link = Link.objects.get()
    assert (link.purpose, link.actor_id) == ("rights.own_page", person.actor_id)
    assert (link.expires_at - link.made_at).total_seconds() == 3600
    assert token not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("missing,code", [("phone", "own_page_no_way"), ("zalo", "no_zalo")])
def test_without_telephone_or_zalo_there_is_no_way(world, missing, code):
    person = somebody(world, **{missing: ""})
    with pytest.raises(NoWayThere) as refused:
        send(world, person)
    assert refused.value.code == code


def test_who_is_erased_gets_none(world):
    person = somebody(world)
    person.name = ""
    with pytest.raises(NoWayThere):
        send(world, person)


def test_when_the_link_is_dead_the_outbox_forgets_it(world):
    from datetime import timedelta

    from chungtay.rights.actions.own import forget_dead_links

    person = somebody(world)
    send(world, person)
    assert forget_dead_links(world.at + timedelta(minutes=59)) == 0
    assert forget_dead_links(world.at + timedelta(minutes=60)) == 1
    assert Message.objects.get(recipient=person.actor_id).text == "—"

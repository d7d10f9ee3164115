"""What came with a letter: fetched by a job, kept clean, handed out to whoever may read it."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.carriers.media.downloading import NotFetched
from chungtay.carriers.tests.media_host import SECRET, host
from chungtay.carriers.zalo.pieces import Piece
from chungtay.channels.models import Channel
from chungtay.channels.tests.examples import account, texts
from chungtay.inbox import fetching
from chungtay.inbox.models import Attachment, Content
from chungtay.inbox.tests.rows import letter, picture

__all__ = ["host"]


@pytest.fixture
def channel(world, host):
    made = account(world)
    Channel.objects.unscoped(why="of this test").update(api_base=f"http://{host}")
    made.refresh_from_db()
    return made


def sent(world, channel, host, path):
    piece = Piece("image", url=f"http://{host}/{path}")
    row = letter(world, channel, text="", attachments=[piece])
    return Attachment.objects.unscoped(why="of this test").get(letter=row)


@pytest.mark.django_db
def test_a_job_keeps_the_clean_picture_and_forgets_the_address(world, channel, host):
    row = sent(world, channel, host, "photo?token=abc")
    fetching.fetch(row.pk)
    row.refresh_from_db()
    assert (row.state, row.url) == ("kept", "")
    kept = Content.objects.unscoped(why="of this test").get()
    assert SECRET not in bytes(kept.data)
    fetching.fetch(row.pk)
    assert Content.objects.unscoped(why="of this test").count() == 1


@pytest.mark.django_db
def test_a_fault_that_may_pass_is_tried_again_and_then_said(world, channel, host):
    row = sent(world, channel, host, "broken")
    for _ in range(fetching.MOST_TRIES - 1):
        with pytest.raises(NotFetched):
            fetching.fetch(row.pk)
    fetching.fetch(row.pk)
    row.refresh_from_db()
    assert (row.state, row.code, row.url) == ("refused", "unreachable", "")


@pytest.mark.django_db
def test_a_fault_that_nobody_foresaw_ends_in_a_word_too(world, channel, host, monkeypatch):
    def breaks(data):
        raise RuntimeError("of our own")

    monkeypatch.setattr(fetching, "clean", breaks)
    row = sent(world, channel, host, "photo")
    for _ in range(fetching.MOST_TRIES - 1):
        with pytest.raises(RuntimeError):
            fetching.fetch(row.pk)
    fetching.fetch(row.pk)
    row.refresh_from_db()
    assert (row.state, row.code, row.url) == ("refused", "broken", "")


@pytest.mark.django_db
def test_the_page_says_in_words_why_something_is_not_there(world, channel, host):
    row = sent(world, channel, host, "page")
    fetching.fetch(row.pk)
    client = Client()
    client.force_login(world.officer.account)
    talk = letter(world, channel).conversation_id
    text = client.get(reverse("inbox:conversation", args=[talk])).content.decode()
    assert "loại tệp này máy không nhận" in text


@pytest.mark.django_db
def test_it_is_handed_out_guarded_and_never_as_a_page(world):
    row = picture(world, account(world))
    client = Client()
    address = reverse("inbox:attachment", args=[row.pk])
    assert client.get(address).status_code == 302
    client.force_login(world.officer.account)
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline")
    client.force_login(world.elsewhere.account)
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_what_is_no_picture_of_ours_is_saved_and_not_shown(world):
    row = picture(world, account(world), media_type="text/plain; charset=utf-8")
    client = Client()
    client.force_login(world.officer.account)
    answer = client.get(reverse("inbox:attachment", args=[row.pk]))
    assert answer["Content-Disposition"].startswith("attachment")


def test_each_kind_of_channel_has_its_own_hosts_and_no_other():
    assert "zdn.vn" in fetching.hosts("zalo_oa")
    assert fetching.hosts("esms") == fetching.hosts("mail") == fetching.hosts("") == frozenset()


@pytest.mark.django_db
def test_what_came_by_text_message_is_not_fetched_from_where_zalo_keeps_pictures(world):
    """A letter that came by no Zalo account names a Zalo host: nothing is asked there."""
    piece = Piece("image", url="https://photo.zdn.vn/a.jpg")
    row = letter(world, texts(world), text="", attachments=[piece])
    waiting = Attachment.objects.unscoped(why="of this test").get(letter=row)
    fetching.fetch(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.code) == ("refused", "host")

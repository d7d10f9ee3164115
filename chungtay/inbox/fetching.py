"""Attachments, from the address in a webhook to clean bytes in a table of their own."""

import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.db import transaction

from chungtay.carriers.media.cleaning import Unclean, clean
from chungtay.carriers.media.downloading import LARGEST, NotFetched, download
from chungtay.channels.models import Channel
from chungtay.inbox.models import Attachment, Content, Conversation, Letter

MOST_TRIES = 4


def fetch(attachment_id: int) -> None:
    """Fetch one, clean it and keep it, or write down why not. Raises what may go better later, so
    that the job is tried again; after `MOST_TRIES` it is written down too."""
    rows = Attachment.objects.unscoped(why="a job fetches what came with a letter")
    row: Attachment | None = rows.filter(pk=attachment_id, state="fetching").first()
    if row is None:
        return
    try:
        # Outside any transaction: a slow host must not hold a lock.
        kind, own_host = _came_by(row)
        cleaned = clean(download(row.url, hosts(kind), exempt=own_host))
        if len(cleaned.data) > LARGEST:
            raise Unclean("too_large")
    except Unclean as error:
        _refuse(row, error.code)
        return
    except Exception as error:
        code, again = ("broken", True)
        if isinstance(error, NotFetched):
            code, again = error.code, error.again
        if again and row.tries + 1 < MOST_TRIES:
            rows.filter(pk=row.pk, state="fetching").update(tries=row.tries + 1)
            raise
        _refuse(row, code)
        return
    with transaction.atomic():
        # Whoever was erased meanwhile has no attachment that waits any more.
        mine = rows.filter(pk=row.pk, state=Attachment.State.FETCHING)
        if mine.update(state=Attachment.State.KEPT, url=""):
            Content.objects.create(
                place_id=row.place_id, attachment=row, media_type=cleaned.media_type,
                extension=cleaned.extension, data=cleaned.data,
            )  # fmt: skip


def _refuse(row: Attachment, code: str) -> None:
    Attachment.objects.unscoped(why="a job fetches what came with a letter").filter(
        pk=row.pk, state=Attachment.State.FETCHING
    ).update(state=Attachment.State.REFUSED, code=code, url="")


@cache
def hosts(kind: str) -> frozenset[str]:
    """The hosts that this kind of channel hands media out from; none for any other."""
    path = Path(__file__).parent / "data" / "media_hosts.toml"
    listed = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(listed.get(kind, {}).get("hosts", ()))


def _came_by(row: Attachment) -> tuple[str, str]:
    """The kind of its channel, "" if it came by none, and "host:port" of the address that channel
    itself speaks to: whom we trust with its keys, we may ask for a picture. It is the simulator's
    in the demo and in tests; "" without a port."""
    letters = Letter.objects.unscoped(why="by which account an attachment came")
    talks = Conversation.objects.unscoped(why="by which account an attachment came")
    talk = talks.filter(pk__in=letters.filter(pk=row.letter_id).values("conversation"))
    channels = Channel.objects.unscoped(why="by which account an attachment came")
    found = channels.filter(pk__in=talk.values("channel")).values_list("kind", "api_base").first()
    kind, base = found or ("", "")
    parts = urlsplit(base)
    return kind, f"{parts.hostname}:{parts.port}" if parts.hostname and parts.port else ""

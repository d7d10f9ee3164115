"""What any floor has to say: written in its own transaction, sent by `channels`."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pgtrigger
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now

from chungtay.kit.asking import prepared

WAITS = """
    INSERT INTO journal_waiting (message_id, first, urgent) SELECT id, first, urgent FROM said;
    RETURN NULL;
"""
SAID = pgtrigger.Referencing(new="said")  # type: ignore[no-untyped-call]


class Message(models.Model):
    """A text for one recipient, with the verbs that an answer may call.

    `answers` is a list of {"label", "verb", "args"}; the first is what "1" means. Which channel
    carries it, and how far it got, is a `channels.Delivery`; until there is one, it is `Waiting`.
    """

    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="messages")
    recipient = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)
    answers = models.JSONField(default=list)
    urgent = models.BooleanField(default=False, help_text="Goes before bulk.")
    first = models.BooleanField(default=False, help_text="Its recipient spoke, and waits for it.")
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="message_says_something")]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="message_recipient"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="message_waits",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=SAID,
                func=WAITS,
            )
        ]


class Waiting(models.Model):
    """A message nobody has taken yet to find a way for it. The database writes the row with the
    message, whoever takes it removes it: a queue apart, since marking the message itself would
    write every index of the outbox once more.

    Read in the order of `message_waiting`: what answers somebody, then what is urgent, then the
    rest as it was said.
    """

    message = models.OneToOneField(
        Message, models.PROTECT, primary_key=True, related_name="waiting"
    )
    first = models.BooleanField()
    urgent = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["-first", "-urgent", "message"], name="message_waiting")]


EVERYBODY = 0
"""In the place of the one who spoke, where all of them did."""
_MANY = """
INSERT INTO journal_message
    (entry_id, purpose, urgent, expires_at, first, recipient_id, text, answers)
SELECT %s, %s, %s, %s, %s IN (0, said.recipient), said.recipient, said.text, said.answers::jsonb
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS said (recipient, text, answers)
"""


def say_to_many(
    said: Sequence[tuple[int, str, list[dict[str, Any]]]], *, entry_id: int, purpose: str,
    urgent: bool, expires_at: datetime | None, first: int,
) -> None:  # fmt: skip
    """Messages to many, each with their own words and answers, in one statement: to write thousands
    through the model takes Python twenty times as long as the database. `first`: who spoke."""
    if not said:
        return
    recipients, texts, answers = zip(*said, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            _MANY,
            [
                entry_id, purpose, urgent, expires_at, first, list(recipients), list(texts),
                [json.dumps(one) for one in answers],
            ],
        )  # fmt: skip


EACH = "@each"
"""In the place of a number that is another in the answers of each recipient."""
_EACH = """
INSERT INTO journal_message
    (entry_id, purpose, urgent, expires_at, first, recipient_id, text, answers)
SELECT %s, %s, %s, %s::timestamptz, %s IN (0, said.recipient), said.recipient,
    format(%s, VARIADIC string_to_array(said.words, %s)), replace(%s, %s, said.number::text)::jsonb
FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS said (recipient, number, words)
"""
APART = "\x1f"


def say_to_each(
    text: str, answers: list[dict[str, Any]], said: Sequence[tuple[int, int, Sequence[str]]], *,
    entry_id: int, purpose: str, urgent: bool, expires_at: datetime | None, first: int,
) -> None:  # fmt: skip
    """One text and one set of answers to many, filled in by the database: `text` as its `format`
    takes it, with each one's words; in `answers` `EACH` becomes each one's number."""
    if not said:
        return
    recipients, numbers, words = zip(*said, strict=True)
    with prepared() as cursor:
        cursor.execute(
            _EACH,
            [
                entry_id, purpose, urgent, expires_at, first, text, APART, json.dumps(answers),
                f'"{EACH}"', list(recipients), list(numbers), [APART.join(one) for one in words],
            ],
        )  # fmt: skip

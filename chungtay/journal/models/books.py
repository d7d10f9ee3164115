"""The journal itself. The app's role may INSERT and SELECT here, and nothing else (rule 7)."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class TransactionId(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's `xid8`: the transaction that wrote the row. Never wraps, never shared."""

    def get_prep_value(self, value: Any) -> Any:
        # As text: there is no operator between xid8 and integer. Expressions pass as they are.
        return str(value) if isinstance(value, int) else super().get_prep_value(value)

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)


_REPEATS = """
    IF NEW.voids_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM journal_line v WHERE v.id = NEW.voids_id AND v.voids_id IS NULL
          AND v.measure_id = NEW.measure_id AND v.at = NEW.at AND v.place_id = NEW.place_id
          AND v.programme_id IS NOT DISTINCT FROM NEW.programme_id
          AND v.subject_id IS NOT DISTINCT FROM NEW.subject_id
          AND v.within_id IS NOT DISTINCT FROM NEW.within_id
          AND v.lo IS NOT DISTINCT FROM NEW.lo AND v.hi IS NOT DISTINCT FROM NEW.hi
    ) THEN
        RAISE EXCEPTION 'line_void_repeats: a voiding line repeats the line it voids, once'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.within_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM journal_line w WHERE w.id = NEW.within_id AND w.voids_id IS NULL
          AND w.measure_id = NEW.measure_id
    ) THEN
        RAISE EXCEPTION 'line_within_same_measure: a line lies within a line of its own measure'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
REPEATS_THE_VOIDED = pgtrigger.Func(_REPEATS)  # type: ignore[no-untyped-call]
"""Only voiding and nested lines run this; ordinary ones pass the WHEN clause (STACK: no triggers
that keep tallies)."""


class CurrentTransaction(Func):
    function = "pg_current_xact_id"
    template = "%(function)s()"
    output_field = TransactionId()


class Entry(models.Model):
    """One act: who did which verb, where, when. Ids and codes only.

    `at` is when it happened, `recorded_at` when it came in; `key` makes an inbound act happen
    once; `part_of` names the act it was done inside of; a sealed entry belongs to a sealed record.
    """

    verb = models.CharField(max_length=60)
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField(max_length=80, blank=True, help_text='"blood.call:12"')
    key = models.CharField(max_length=120, blank=True)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="parts", db_index=False
    )
    sealed = models.BooleanField(default=False)
    tx = TransactionId(db_default=CurrentTransaction(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["verb", "key"], condition=~Q(key=""), name="entry_key_once"
            ),
            models.CheckConstraint(
                condition=Q(at__gte="1900-01-01T00:00Z", at__lt="2200-01-01T00:00Z"),
                name="entry_at_sane",
                violation_error_message=_("Ngày giờ của việc không hợp lý."),
            ),
            models.CheckConstraint(condition=~Q(part_of=F("id")), name="entry_not_its_own_part"),
        ]
        indexes = [
            models.Index(fields=["tx"], name="entry_tx"),
            models.Index(fields=["place", "-at"], name="entry_place_at"),
            models.Index(
                fields=["part_of"], name="entry_part_of", condition=Q(part_of__isnull=False)
            ),
            models.Index(fields=["subject"], name="entry_subject", condition=~Q(subject="")),
        ]


class Line(models.Model):
    """A measured result of an act: how much, of what, where, for which programme.

    `lo` open (null) is "unknown from below", `hi` open "unknown above": "hơn 700" is lo 700 and
    hi open; "gần 40 triệu" is hi 40,000,000 and lo open; unknown is both open; zero is a result.
    A line is never adjusted: one that `voids` another repeats it, and the pair counts nothing.
    `within` says that this quantity is already part of another line of the same measure.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="lines", db_index=False)
    at = models.DateTimeField()
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+", db_index=False)
    measure = models.ForeignKey("journal.Measure", models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey(
        "journal.Heading", models.PROTECT, null=True, related_name="+", db_index=False
    )
    subject = models.ForeignKey(
        "journal.Actor", models.PROTECT, null=True, related_name="+", db_index=False
    )
    lo = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    hi = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    word = models.CharField(max_length=16, blank=True)
    within = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="contains", db_index=False
    )
    voids = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="voided_by", db_index=False
    )
    tx = TransactionId(db_default=CurrentTransaction(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voids"], condition=Q(voids__isnull=False), name="line_voided_once"
            ),
            models.CheckConstraint(condition=Q(lo__lte=F("hi")), name="line_lo_not_above_hi"),
            # The upper limit keeps NaN out as well, which PostgreSQL counts above every number.
            models.CheckConstraint(
                condition=Q(lo__gte=0, lo__lt=10**15), name="line_lo_is_a_count"
            ),
            models.CheckConstraint(
                condition=Q(hi__gte=0, hi__lt=10**15), name="line_hi_is_a_count"
            ),
            models.CheckConstraint(
                condition=Q(at__gte="1900-01-01T00:00Z", at__lt="2200-01-01T00:00Z"),
                name="line_at_sane",
            ),
            models.CheckConstraint(
                condition=~(Q(within=F("id")) | Q(voids=F("id"))), name="line_not_about_itself"
            ),
        ]
        indexes = [
            models.Index(
                fields=["measure", "at"],
                include=["place", "programme", "lo", "hi", "word", "voids"],
                name="line_measure_at",
            ),
            models.Index(fields=["tx"], name="line_tx"),
            models.Index(fields=["entry"], name="line_entry"),
            models.Index(fields=["within"], name="line_within", condition=Q(within__isnull=False)),
            models.Index(
                fields=["measure", "at"],
                include=["id", "within", "place", "programme", "lo", "hi", "word"],
                name="line_nested",
                condition=Q(within__isnull=False, voids__isnull=True),
            ),
            models.Index(
                fields=["subject", "measure"],
                name="line_subject",
                condition=Q(subject__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="repeats_the_voided",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition(
                    'NEW."voids_id" IS NOT NULL OR NEW."within_id" IS NOT NULL'
                ),
                func=REPEATS_THE_VOIDED,
            )
        ]


class Refusal(models.Model):
    """An act that was refused, logged outside the transaction that was rolled back."""

    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)

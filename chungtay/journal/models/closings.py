"""What the closing job keeps: tallies for speed, closings for proof."""

from django.db import models
from django.db.models.functions import Now

from chungtay.journal.models.books import TransactionId


class Tally(models.Model):
    """Sums of closed lines by month × commune × measure × programme (Viet Nam's calendar).

    `lo` and `hi` add up the known bounds; `lo_open` and `hi_open` count the lines that are open
    below and above, as `kit.quantities.Total` does; `lines` counts live lines. Voiding lines count
    negatively, in the month of the line they void. Nested lines (`within`) are included here and
    taken off by the figure. No foreign keys in the database: cells are sums of lines, which have
    them, and checking them again took most of the closing's time.
    """

    month = models.DateField()
    commune = models.ForeignKey(
        "places.Place", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    measure = models.ForeignKey(
        "journal.Measure", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    programme = models.ForeignKey(
        "journal.Heading", models.PROTECT, null=True, related_name="+", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    lines = models.BigIntegerField()
    lo = models.DecimalField(max_digits=24, decimal_places=3)
    hi = models.DecimalField(max_digits=24, decimal_places=3)
    lo_open = models.BigIntegerField()
    hi_open = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "month", "commune", "programme"],
                name="tally_cell",
                nulls_distinct=False,
            )
        ]


class Closing(models.Model):
    """One seal: all entries and lines of transactions in [from_tx, to_tx), committed to for good.

    `digest` is over the rows, salted; `root` chains it to the closing before. The root is also
    written outside the database, so that not even its owner can rewrite a closed day unseen.
    `fingerprint` is no proof: taken over the rows without their ids and in no order, it lets
    `verify` tell a reordering from a change.
    """

    closed_at = models.DateTimeField(db_default=Now())
    from_tx = TransactionId()
    to_tx = TransactionId()
    entries = models.BigIntegerField()
    lines = models.BigIntegerField()
    salt = models.BinaryField()
    digest = models.BinaryField()
    fingerprint = models.BigIntegerField()
    root = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_tx"], name="closing_follows_one"),
            models.UniqueConstraint(fields=["to_tx"], name="closing_followed_by_one"),
            models.CheckConstraint(
                condition=models.Q(to_tx__gt=models.F("from_tx")), name="closing_goes_forward"
            ),
        ]

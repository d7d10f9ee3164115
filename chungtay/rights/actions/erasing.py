"""Taking a person out, and proving it (DESIGN rule 13; Law 91/2025, Art. 14, recalled)."""

import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, Error, InterfaceError, OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Link
from chungtay.journal.act import action, current
from chungtay.journal.models import Actor
from chungtay.journal.system import System
from chungtay.kit import log_files
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.models import Consent, Person
from chungtay.rights import outside, progress
from chungtay.rights.actions.requests import AlreadyDone, end, end_consents
from chungtay.rights.models import Ending, ErasedActor, Erasure, Order, Proof, Request
from chungtay.rights.registry import Subject, holdings, locks
from chungtay.rights.spots import MENTIONS, said
from chungtay.traces import mentions
from chungtay.traces.needles import needles
from chungtay.traces.search import Found, search
from chungtay.traces.subject import subject_of, with_answered

log = logging.getLogger(__name__)


PASSES = ("40", "08", "57P0")
"""SQLSTATEs (their beginnings) of what goes by itself: two waited for each other; the connection is
lost; the server stops or starts (PostgreSQL, Appendix A)."""


class NotErasable(Refused):
    code = "not_erasable"


class SomethingLeft(Refused):
    """`left`: rows by holding, table or file; none where the database would not do it."""

    code = "erasure_left"

    def __init__(self, sentence: Any, left: dict[str, int], *, code: str = "") -> None:
        super().__init__(sentence, code=code or None)
        self.left = left


@action("rights.carry_out", on="order", words=_("xóa dữ liệu của một người, có bằng chứng"))
def carry_out(*, actor: Acting, at: datetime, order: Order) -> Erasure:
    """Erase, prove it, and end the request; all of it or nothing."""
    request = _standing(order).request
    person = carried_out_for(request)
    erasure = _erase(actor, at, person, request, order.pk)
    end(request, Ending.How.DONE)
    _end_other_requests(person)
    return erasure


@action("rights.fall_short", on="order", words=_("ghi rằng chưa chứng minh được đã xóa"))
def fall_short(*, actor: Acting, at: datetime, order: Order, left: dict[str, int]) -> Order:
    """Something was left (`SomethingLeft.left`), so nothing was changed; the request stays open."""
    locked = _standing(order)
    locked.failed_in, locked.left = current().entry, left
    locked.save(update_fields=["failed_in", "left"])
    return locked


def _standing(order: Order) -> Order:
    """The order, locked: of two workers the second waits, and finds that it is over."""
    orders = Order.objects.unscoped(why="an order that the machine carries out")
    rows = orders.crossing("request", why="what it is about").select_related("request")
    locked: Order = rows.select_for_update(of=("self",)).get(pk=order.pk)
    done = Ending.objects.unscoped(why="whether it was carried out").filter(request=locked.request)
    if locked.failed_in_id is not None or done.exists():
        raise AlreadyDone(_("Lệnh xóa này đã làm xong."))
    return locked


def carried_out_for(request: Request) -> Person:
    """Whom the request in hand is about."""
    persons = Person.objects.unscoped(why="the person of the request in hand")
    found: Person = persons.get(pk=request.person_id)
    return found


@action("rights.replay", on="person", words=_("xóa lại sau khi khôi phục"))
def replay(*, actor: Acting, at: datetime, person: Person) -> Erasure:
    """Erase somebody whom a restored backup brought back; `rights.replay` knows who that is."""
    if not stands(person):
        raise NotErasable(_("Người này đã được xóa rồi."), code="already_erased")
    asked = Request.objects.unscoped(why="the request the backup brought back with the person")
    open_ = asked.open().filter(actor=person.actor_id, what=Request.What.DELETE).first()
    erasure = _erase(actor, at, person, open_)
    if open_ is not None:
        end(open_, Ending.How.DONE)
    _end_other_requests(person)
    return erasure


def _end_other_requests(person: Person) -> None:
    """Whatever else they asked has lost what it was about."""
    rows = Request.objects.unscoped(why="the other requests of a person who was erased")
    for request in rows.open().filter(actor=person.actor_id):
        end(request, Ending.How.REFUSED, ground=Ending.Ground.NOT_HELD)


def stands(person: Person) -> bool:
    """Whether anything of the person is there to be erased."""
    subject = subject_of(person)
    return bool(subject.names or subject.phones or subject.zalo or subject.emails)


def _erase(
    actor: Acting, at: datetime, person: Person, request: Request | None, order: int | None = None
) -> Erasure:
    """Two passes over the database: one finds, one proves."""
    subject = with_answered(subject_of(person))
    sought = needles(subject)
    progress.say(order, 1)
    before = search(subject, sought)
    progress.say(order, 2)
    for lock in locks:
        lock(subject)
    stop(at, subject)
    try:
        with transaction.atomic():
            counts = {name: holding.blank(subject, at) for name, holding in holdings.items()}
            # What others wrote of the person comes last, after what is theirs.
            counts[MENTIONS] = mentions.mask(sought, before.mentioned)
    except DatabaseError as error:
        if may_pass(error):
            raise
        log.exception("erasure: a holding could not be blanked")
        raise SomethingLeft(
            _(
                "Chưa xóa được, chưa có gì thay đổi: một chỗ giữ dữ liệu không cho xóa. "
                "Báo người giữ máy chủ xem nhật ký."
            ),
            {}, code="erasure_refused",
        ) from error  # fmt: skip
    progress.say(order, 3)
    for path in log_files.files(Path(settings.DATA_DIR)):
        log_files.mask(path, sought.pattern)
    progress.say(order, 4)
    after = search(subject, sought)
    _nothing_left(subject, after)
    erasure = _write_down(at, person, subject, request, after)
    _prove(erasure, counts, before, after)
    transaction.on_commit(outside.publish)
    return erasure


def stop(at: datetime, subject: Subject) -> None:
    """Consents are taken back (purpose and dates stay), and no link of theirs opens any more."""
    standing = Consent.objects.unscoped(why="the consents of a person who is erased")
    rows = standing.filter(actor__in=subject.actor_ids, withdrawn_at=None)
    # By the machine, as part of the act: who may order an erasure need not keep consents.
    end_consents(System("rights"), at, rows)
    mine = Link.objects.filter(actor__in=subject.actor_ids, revoked_at=None, used_at=None)
    mine.update(revoked_at=at)


def may_pass(error: BaseException) -> bool:
    """Whether to begin again by itself is worth it. A full disk or a statement that takes too long
    fails the same way in ten seconds and again for ever: that is for people to read."""
    if not isinstance(error, Error):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    if state is not None:
        return str(state).startswith(PASSES)
    # Without a state nobody answered: our own side saw the connection go.
    return isinstance(error, InterfaceError | OperationalError)


def _nothing_left(subject: Subject, after: Found) -> None:
    left = {name: rows for name, holding in holdings.items() if (rows := holding.find(subject))}
    if after.unexcused:
        # Names of tables are for whoever looks after the machine, and stand in the log.
        log.error("erasure: still found in %s", after.unexcused)
    left |= after.unexcused
    if left:
        spots = ", ".join(f"{where} ({rows})" for where, rows in said(left))
        raise SomethingLeft(
            _("Chưa xóa được, chưa có gì thay đổi: dữ liệu của người này còn ở %(spots)s. "
              "Mở chỗ ấy, bỏ tên và số của người này, rồi xóa lần nữa; không thấy thì báo người "
              "giữ máy chủ xem nhật ký.") % {"spots": spots},
            left,
        )  # fmt: skip


def _write_down(
    at: datetime, person: Person, subject: Subject, request: Request | None, after: Found
) -> Erasure:
    erasure: Erasure = Erasure.objects.create(
        place_id=person.place_id, person=person, actor_id=person.actor_id, request=request,
        erased_at=at, columns=after.columns, tables=after.tables, files=after.files,
        unread=after.unread, erased_in=current().entry,
    )  # fmt: skip
    ErasedActor.objects.bulk_create(
        [
            ErasedActor(
                place_id=person.place_id, erasure=erasure, actor=actor,
                digest=outside.digest(actor),
            )
            for actor in Actor.objects.filter(pk__in=subject.actor_ids)
        ]
    )  # fmt: skip
    return erasure


def _prove(erasure: Erasure, counts: dict[str, int], before: Found, after: Found) -> None:
    rows = [
        Proof(erasure=erasure, kind=Proof.Kind.HOLDING, spot=name, found=found)
        for name, found in counts.items()
    ]
    for kind, spot, reason in sorted({*before.rows, *after.rows}):
        key = (kind, spot, reason)
        rows.append(
            Proof(
                erasure=erasure, kind=kind, spot=spot, reason=reason,
                found=before.rows.get(key, 0), left=after.rows.get(key, 0),
            )
        )  # fmt: skip
    for row in rows:
        row.place_id = erasure.place_id
    Proof.objects.bulk_create(rows)

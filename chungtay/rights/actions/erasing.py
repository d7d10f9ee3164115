"""Taking a person out, and proving it (DESIGN rule 13; Law 91/2025, Art. 14, recalled)."""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Link
from chungtay.journal.act import action, current
from chungtay.journal.models import Actor
from chungtay.kit import log_files
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.actions import withdraw_consent
from chungtay.people.models import Consent, Person
from chungtay.rights import outside, proof
from chungtay.rights.actions.requests import end, open_row
from chungtay.rights.models import Ending, ErasedActor, Erasure, Proof, Request
from chungtay.rights.needles import needles
from chungtay.rights.registry import MENTIONS, Subject, holdings, in_order
from chungtay.rights.spots import in_words
from chungtay.rights.subject import subject_of

log = logging.getLogger(__name__)


class NotErasable(Refused):
    code = "not_erasable"


class SomethingLeft(Refused):
    code = "erasure_left"


@action("rights.erase", on="request", words=_("xóa dữ liệu của một người"))
def erase(*, actor: Acting, at: datetime, request: Request) -> Erasure:
    """Erase the person who asked for it, prove it, and end the request; all of it or nothing."""
    locked = open_row(request)
    if locked.what != Request.What.DELETE:
        raise NotErasable(_("Người này không yêu cầu xóa. Ghi yêu cầu xóa trước đã."))
    person = Person.objects.unscoped(why="the person of the request in hand").get(
        pk=locked.person_id
    )
    erasure = _erase(actor, at, person, locked)
    end(locked, Ending.How.DONE)
    _end_other_requests(person)
    return erasure


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


def _erase(actor: Acting, at: datetime, person: Person, request: Request | None) -> Erasure:
    subject = subject_of(person)
    sought = needles(subject)
    before = proof.search(subject, sought)
    counts = {name: h.find(subject) for name, h in holdings.items() if name != MENTIONS}
    _end_what_stands(actor, at, subject)
    try:
        with transaction.atomic():
            for holding in in_order():
                changed = holding.blank(subject, at)
                counts.setdefault(holding.name, changed)
    except DatabaseError as error:
        log.exception("erasure: a holding could not be blanked")
        raise SomethingLeft(
            _(
                "Chưa xóa được, chưa có gì thay đổi: một chỗ giữ dữ liệu không cho xóa. "
                "Báo người giữ máy chủ xem nhật ký."
            ),
            code="erasure_refused",
        ) from error
    for path in log_files.files(Path(settings.DATA_DIR)):
        log_files.mask(path, sought.pattern)
    after = proof.search(subject, sought)
    _nothing_left(subject, after)
    erasure = _write_down(at, person, subject, request, after)
    _prove(erasure, counts, before, after)
    transaction.on_commit(outside.publish)
    return erasure


def _end_what_stands(actor: Acting, at: datetime, subject: Subject) -> None:
    """Consents are taken back (purpose and dates stay), and no link of theirs opens any more."""
    standing = Consent.objects.unscoped(why="the consents of a person who is erased")
    rows = standing.filter(actor__in=subject.actor_ids, withdrawn_at=None)
    for consent in rows.crossing("person", why="whose consent it is").select_related("person"):
        withdraw_consent(actor=actor, at=at, person=consent.person, purpose=consent.purpose)
    mine = Link.objects.filter(actor__in=subject.actor_ids, revoked_at=None, used_at=None)
    mine.update(revoked_at=at)


def _nothing_left(subject: Subject, after: proof.Found) -> None:
    left: dict[str, int] = {}
    for name, holding in holdings.items():
        # What is only mentioned somewhere, the search of every column has just looked for.
        rows = 0 if name == MENTIONS else holding.find(subject)
        if rows:
            left[str(holding.words)] = rows
    if after.unexcused:
        # Names of tables are for whoever looks after the machine, and stand in the log.
        log.error("erasure: still found in %s", after.unexcused)
    for spot, rows in after.unexcused.items():
        words = in_words(spot)
        left[words] = max(left.get(words, 0), rows)
    if left:
        spots = ", ".join(f"{spot} ({n})" for spot, n in sorted(left.items()))
        raise SomethingLeft(
            _("Chưa xóa được, chưa có gì thay đổi: dữ liệu của người này còn ở %(spots)s. "
              "Mở chỗ ấy, bỏ tên và số của người này, rồi xóa lần nữa; không thấy thì báo người "
              "giữ máy chủ xem nhật ký.") % {"spots": spots}
        )  # fmt: skip


def _write_down(
    at: datetime, person: Person, subject: Subject, request: Request | None, after: proof.Found
) -> Erasure:
    erasure: Erasure = Erasure.objects.create(
        place_id=person.place_id, person=person, actor_id=person.actor_id, request=request,
        erased_at=at, columns=after.columns, tables=after.tables, files=after.files,
        erased_in=current().entry,
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


def _prove(
    erasure: Erasure, counts: dict[str, int], before: proof.Found, after: proof.Found
) -> None:
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

"""Verbs of connecting an account: what one copies from Zalo's console, says and tries."""

import re
import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.carriers.zalo.consent import new_verifier
from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.tending.models import Joining

SITE_CODE = re.compile(r"(?:.*zalo_verifier)?([0-9A-Za-z_-]{6,80})(?:\.html)?")


class CopiedBadly(Refused):
    code = "copied_badly"


class NotReached(Refused):
    """A step before this one is still open."""

    code = "step_not_reached"


class Ended(Refused):
    code = "joining_ended"


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


@action("tending.begin_joining", words=_("bắt đầu nối tài khoản Zalo"))
def begin_joining(
    *, actor: Acting, at: datetime, place: Place, oa_id: str, app_id: str, app_secret: str,
    oa_secret: str,
) -> Joining:  # fmt: skip
    """Begin to connect an account for `place`, or correct what was copied for the one begun.

    An empty secret keeps the one that was given before. Whatever Zalo granted to the old keys is
    forgotten; the PKCE pair stays, since another challenge would have to be saved there again.
    """
    row = _going_on(place) or Joining(
        place=place, begun_in=current().entry, verifier=new_verifier(),
        word=f"CT{secrets.randbelow(9000) + 1000}",
    )  # fmt: skip
    app_secret, oa_secret = app_secret or row.app_secret, oa_secret or row.oa_secret
    for ids in (oa_id, app_id):
        if not re.fullmatch(r"[0-9]{1,24}", ids):
            raise CopiedBadly(_("ID của OA và của ứng dụng chỉ gồm chữ số. Chép lại từ Zalo."))
    for secret in (app_secret, oa_secret):
        if not re.fullmatch(r"[!-~]{1,200}", secret):
            raise CopiedBadly(_("Còn thiếu khóa, hoặc khóa có ký tự lạ. Chép lại từ Zalo."))
    row.oa_id, row.app_id, row.app_secret, row.oa_secret = oa_id, app_id, app_secret, oa_secret
    row.nonce, row.access_token, row.refresh_token, row.trouble = new_nonce(), "", "", ""
    row.channel, row.described, row.granted_at, row.expires_at = None, {}, None, None
    row.tried_at, row.tried_code = None, ""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise CopiedBadly(
            _("Có người vừa bắt đầu nối cho nơi này. Mở lại trang để làm tiếp."),
            code="joining_open",
        ) from error
    return row


@action("tending.note_saved", on="joining", words=_("ghi đã lưu ở trang của Zalo"))
def note_saved(*, actor: Acting, at: datetime, joining: Joining, site_code: str = "") -> Joining:
    """The officer says that callback, challenge and domain are saved in Zalo's console.

    `site_code` is the one of `zalo_verifier<code>.html`, which we serve from now on; the file's
    name is understood too.
    """
    row = locked(joining)
    code = site_code.strip()
    if code:
        found = SITE_CODE.fullmatch(code)
        if found is None:
            raise CopiedBadly(_("Chép tên tệp Zalo cho, ví dụ zalo_verifierAbC123.html."))
        row.site_code = found[1]
    row.saved_at = at
    row.save(update_fields=["site_code", "saved_at"])
    return row


@action("tending.try_out", on="joining", words=_("gửi tin thử cho chính mình"))
def try_out(*, actor: Acting, at: datetime, joining: Joining) -> Joining:
    """One test message is about to leave. Committed before it does: it is never sent by itself
    again, and what became of it is written when it is known."""
    row = locked(joining)
    if row.channel_id is None:
        raise NotReached(_("Nối tài khoản xong đã, rồi hãy gửi thử."))
    row.tried_at, row.tried_code = at, ""
    row.save(update_fields=["tried_at", "tried_code"])
    return row


@action("tending.end_joining", on="joining", words=_("khép việc nối tài khoản Zalo"))
def end_joining(*, actor: Acting, at: datetime, joining: Joining) -> Joining:
    """Done, or given up: no secret stays here. A connected account goes on speaking."""
    row = locked(joining)
    row.app_secret = row.oa_secret = row.verifier = row.access_token = row.refresh_token = ""
    row.ended_in = current().entry
    row.save()
    return row


def _going_on(place: Place) -> Joining | None:
    rows = Joining.objects.unscoped(why="the one of the place that is in hand").going_on()
    found: Joining | None = rows.select_for_update().filter(place=place).first()
    return found


def locked(joining: Joining) -> Joining:
    """The row as it is now, held until this transaction ends. Raises Ended."""
    rows = Joining.objects.unscoped(why="the row itself is in hand")
    row: Joining = rows.select_for_update(of=("self",)).get(pk=joining.pk)
    if row.ended_in_id is not None:
        raise Ended(_("Việc nối này đã khép. Bắt đầu lại từ đầu."))
    return row

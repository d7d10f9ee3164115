"""A text with a short link, and in which groups somebody posted it."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.groups import codes
from chungtay.groups.actions.groups import standing
from chungtay.groups.data import PEOPLE
from chungtay.groups.models import Notice, Posting, PrivateGroup
from chungtay.journal.act import action, current, line
from chungtay.journal.actions import void
from chungtay.journal.measures import measure
from chungtay.journal.models import Line
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import Quantity
from chungtay.places.models import Place
from chungtay.transfusion.mentions import looks_like_a_patient

REACH = measure("groups.reach", _("người trong các nhóm đã đăng"), unit=PEOPLE)
"""How many were in the groups where a text was posted: no deliveries. Who is in two groups counts
twice, which nobody can know; `docs/decisions/0018-paste-mode.md`."""
LONGEST_LIFE = timedelta(days=90)


class NotANotice(Refused):
    code = "notice_invalid"


class PatientNamed(Refused):
    code = "notice_patient_named"


class NoticeEnded(Refused):
    code = "notice_ended"


class AlreadyPosted(Refused):
    code = "already_posted"


class AlreadyTakenBack(Refused):
    code = "posting_taken_back"


@action("groups.write_notice", words=_("soạn lời đăng vào nhóm"))
def write_notice(
    *, actor: Acting, at: datetime, place: Place, text: str, purpose: Notice.Purpose,
    lasts: timedelta, nobody_ill: bool = False,
) -> Notice:  # fmt: skip
    """A text in the name of `place`, to be copied into groups or printed, with a public page for
    as long as it `lasts`. `nobody_ill`: the writer has looked, no patient is named."""
    text = "\n".join(" ".join(row.split()) for row in text.strip().splitlines())
    if not text or not timedelta() < lasts <= LONGEST_LIFE:
        raise NotANotice(_("Ghi lời đăng, và đường dẫn dùng đến ngày nào (nhiều nhất 90 ngày)."))
    suspect = "" if nobody_ill else looks_like_a_patient(text)
    if suspect:
        raise PatientNamed(
            _("Có vẻ là tên người bệnh: “%(text)s”. Xin bỏ chỗ này.") % {"text": suspect}
        )
    made: Notice = Notice.objects.create(
        place=place, text=text, purpose=purpose, code=codes.new(), written_at=at,
        written_in=current().entry, expires_at=at + lasts,
    )  # fmt: skip
    return made


@action("groups.end_notice", on="notice", words=_("đóng đường dẫn của lời đăng"))
def end_notice(*, actor: Acting, at: datetime, notice: Notice) -> Notice:
    """The public page takes no more answers."""
    mine = locked(notice)
    if not mine.takes_answers(at):
        raise NoticeEnded(_("Đường dẫn này đã đóng rồi."))
    mine.ended_at, mine.ended_in = max(at, mine.written_at), current().entry
    mine.save(update_fields=["ended_at", "ended_in"])
    return mine


def locked(notice: Notice) -> Notice:
    rows = Notice.objects.unscoped(why="the notice an act concerns, checked by its duty")
    mine: Notice = rows.select_for_update(no_key=True, of=("self",)).get(pk=notice.pk)
    return mine


@action("groups.post", on="group", words=_("đăng vào một nhóm riêng"))
def post(
    *, actor: Acting, at: datetime, group: PrivateGroup, notice: Notice,
    members: Quantity | None = None,
) -> Posting:  # fmt: skip
    """The officer says: I have copied it into this group. `members` were there, as many as the
    group is known to have unless told otherwise."""
    mine = standing(group)
    if not locked(notice).takes_answers(at):
        raise NoticeEnded(_("Đường dẫn của lời này đã đóng, đăng lên không ai trả lời được."))
    there = mine.members if members is None else members.within(PEOPLE)
    posting = Posting(
        place_id=mine.place_id, notice=notice, group=mine, posted_at=at, posted_in=current().entry
    )
    posting.members = there
    try:
        with transaction.atomic():
            posting.save()
    except IntegrityError as error:
        if "posted_once" not in str(error):
            raise
        raise AlreadyPosted(_("Lời này đã ghi là đăng vào nhóm ấy rồi.")) from error
    line(REACH, there)
    return posting


@action("groups.take_back_posting", on="posting", words=_("bỏ lần đăng ghi nhầm"))
def take_back_posting(*, actor: Acting, at: datetime, posting: Posting) -> Posting:
    """It was written down by mistake, or with a wrong number: its line is voided, and it may be
    written down again."""
    rows = Posting.objects.unscoped(why="the posting an act concerns, checked by its duty")
    mine: Posting = rows.select_for_update(no_key=True, of=("self",)).get(pk=posting.pk)
    if mine.taken_back_in_id is not None:
        raise AlreadyTakenBack(_("Lần đăng này đã bỏ rồi."))
    lines = Line.objects.filter(entry=mine.posted_in_id, measure__code=REACH.code, voids=None)
    voided = Line.objects.filter(voids__in=lines).values("voids")
    for counted in lines.exclude(pk__in=voided):
        void(actor=System("corrections"), at=at, line=counted)
    mine.taken_back_in = current().entry
    mine.save(update_fields=["taken_back_in"])
    return mine

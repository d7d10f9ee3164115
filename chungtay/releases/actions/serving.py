"""An officer says which donor they are; both sides say it, and only they take it back."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.donors.models import Donor
from chungtay.journal.act import NotAllowed, action, current, tell
from chungtay.journal.models import Entry
from chungtay.kit import phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.lists.actions.rows import known
from chungtay.people.merging import cluster
from chungtay.places.models import Place
from chungtay.releases.actions import texts
from chungtay.releases.models import Serving

CLAIM_LASTS = timedelta(hours=24)
MOST_A_DAY = 5
"""Numbers one account may try in a day, whether or not they are somebody's: what is refused says
nothing of the register, and each that is somebody's is a question to their telephone."""


class ServingOver(Refused):
    code = "serving.over"


class TooManyClaims(Refused):
    code = "serving.too_many"


class ServesAlready(Refused):
    code = "serving.already"


@action("releases.say_serving", sealed=True, words=_("nói mình là một người hiến máu"))
def say_serving(
    *, actor: Acting, at: datetime, place: Place, account: Account, phone: str
) -> Serving | None:
    """ "This donor is me": of a donor with the account's own name and this telephone, who is asked
    by their own telephone whether that is so. Whoever has no such row gets the same answer."""
    if actor.actor_id != account.actor_id or place.pk != account.place_id:
        raise NotAllowed(_("Chỉ chủ tài khoản nói được điều này."))
    number = phones.normalise(phone)
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    mine = Serving.objects.unscoped(why="what the owner of the account said before")
    mine = mine.filter(account=account)
    if mine.standing().exists():
        raise ServesAlready(_("Tài khoản này đã nối với một người hiến. Rút lại trước đã."))
    tried = Entry.objects.filter(verb="releases.say_serving", actor=actor.actor_id)
    if tried.filter(at__gt=at - CLAIM_LASTS).count() > MOST_A_DAY:  # the one in hand among them
        raise TooManyClaims(
            _(
                "Hôm nay anh/chị đã thử %(most)s số. Ngày mai thử lại, hoặc nhờ người giữ sổ hiến "
                "máu xem lại số đã ghi."
            )
            % {"most": MOST_A_DAY}
        )
    donor = _donor(number, account)
    if donor is None:
        return None
    mine.filter(ended_in=None).update(ended_in=current().entry)
    serving: Serving = Serving.objects.create(
        place=place, account=account, donor=donor, said_at=at, said_in=current().entry
    )
    tell(
        donor.actor_id, purpose=texts.PURPOSE, text=texts.claimed(account),
        answers=texts.claim_answers(serving.pk), urgent=True, expires_at=at + CLAIM_LASTS,
    )  # fmt: skip
    return serving


def _donor(number: str, account: Account) -> Donor | None:
    key = (number, fold(account.name))
    person = known([key]).get(key)
    if person is None:
        return None
    donors = Donor.objects.unscoped(why="the donor an officer says they are")
    found: Donor | None = donors.filter(
        actor__in=cluster(person.actor_id), ended_in=None
    ).first()  # fmt: skip
    return found


@action("releases.confirm_serving", on="serving", sealed=True, words=_("nhận đúng là mình"))
def confirm_serving(*, actor: Acting, at: datetime, serving: Serving) -> Serving:
    """The donor's own telephone says yes. Said again, it changes nothing."""
    locked = _lock(serving)
    donor = _of_donor(actor, locked)
    if locked.ended_in_id is not None or at >= locked.said_at + CLAIM_LASTS:
        raise ServingOver(_("Câu hỏi này đã hết hạn. Nói lại ở trang tài khoản."))
    if locked.confirmed_in_id is not None:
        return locked
    locked.confirmed_in = current().entry
    try:
        with transaction.atomic():
            locked.save(update_fields=["confirmed_in"])
    except IntegrityError as error:
        raise ServesAlready(_("Anh/chị đã nối với một tài khoản khác.")) from error
    tell(donor.actor_id, purpose=texts.PURPOSE, text=texts.confirmed())
    return locked


@action("releases.deny_serving", on="serving", sealed=True, words=_("trả lời không phải mình"))
def deny_serving(*, actor: Acting, at: datetime, serving: Serving) -> Serving:
    """It was somebody else: nothing is joined, or no longer."""
    locked = _lock(serving)
    donor = _of_donor(actor, locked)
    if locked.ended_in_id is None:
        _end(locked)
        tell(donor.actor_id, purpose=texts.PURPOSE, text=texts.denied())
    return locked


@action("releases.take_back_serving", on="serving", sealed=True, words=_("thôi nối với người hiến"))
def take_back_serving(*, actor: Acting, at: datetime, serving: Serving) -> Serving:
    """The officer takes their word back; what is under way goes on to its end."""
    locked = _lock(serving)
    accounts = Account.objects.filter(pk=locked.account_id, actor=actor.actor_id)
    if not accounts.exists():
        raise NotAllowed(_("Chỉ chủ tài khoản rút lại được."))
    if locked.ended_in_id is None:
        _end(locked)
    return locked


def _end(serving: Serving) -> None:
    serving.ended_in = current().entry
    serving.save(update_fields=["ended_in"])


def _of_donor(actor: Acting, serving: Serving) -> Donor:
    donors = Donor.objects.unscoped(why="whether it is the donor who answers")
    donor: Donor | None = donors.filter(pk=serving.donor_id).first()
    if donor is None or actor.actor_id not in cluster(donor.actor_id):
        raise NotAllowed(_("Câu hỏi này gửi cho một người khác."))
    return donor


def _lock(serving: Serving) -> Serving:
    rows = Serving.objects.unscoped(why="the word in hand, locked")
    locked: Serving = rows.select_for_update(no_key=True).get(pk=serving.pk)
    return locked

"""What a person agreed to, and took back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people import ages
from chungtay.people.actions.households import locked
from chungtay.people.agreeing import agreed
from chungtay.people.merging import cluster, persons_of
from chungtay.people.models import Consent, Person
from chungtay.people.purposes import registry

SaidBy = Consent.SaidBy


class AlreadyGiven(Refused):
    code = "consent_already_given"


class NotGiven(Refused):
    code = "consent_not_given"


class UnknownPurpose(Refused):
    code = "purpose_unknown"


class NeedsGuardian(Refused):
    code = "guardian_missing"


@action("people.give_consent", on="person", words=_("ghi lời đồng ý"))
def give_consent(
    *, actor: Acting, at: datetime, person: Person, purpose: str, means: Consent.Means,
    guardian: Person | None = None, said_by: Consent.SaidBy = SaidBy.SELF,
) -> Consent:  # fmt: skip
    """The person agrees to one purpose, as its text stands today; `means` is how they said so.

    For a child `guardian` says it (`said_by` "guardian" or "both"): Law 91/2025, Art. 24.
    """
    if purpose not in registry:
        raise UnknownPurpose(_("Chưa có lời đồng ý nào cho việc này."))
    if means not in Consent.Means.values:
        raise UnknownPurpose(_("Ghi rõ người ấy đồng ý bằng cách nào."), code="means_unknown")
    _require_those_who_must_say_so(at, person, purpose, guardian, SaidBy(said_by))
    _replace_overruled(at, person, purpose)
    try:
        with transaction.atomic():
            consent: Consent = Consent.objects.create(
                place_id=person.place_id, person=person, actor_id=person.actor_id,
                purpose=purpose, version=registry[purpose].version, means=means,
                said_by=said_by, guardian=guardian, given_at=at, given_in=current().entry,
            )  # fmt: skip
            return consent
    except IntegrityError as error:
        if "consent_standing_once" not in str(error):
            raise
        raise AlreadyGiven(_("Người này đã đồng ý việc ấy rồi.")) from error


def _require_those_who_must_say_so(
    at: datetime, person: Person, purpose: str, guardian: Person | None, said_by: Consent.SaidBy
) -> None:
    on = clock.today(at)
    if (guardian is None) != (said_by == SaidBy.SELF):
        raise NeedsGuardian(_("Ghi rõ người đại diện là ai."), code="guardian_unnamed")
    if guardian is not None and (
        guardian.actor_id in cluster(person.actor_id)
        or ages.needs_guardian(guardian.birth_year, on)
    ):
        raise NeedsGuardian(
            _("Người đại diện phải là một người khác, đã lớn."), code="guardian_unfit"
        )
    if not ages.needs_guardian(person.birth_year, on):
        return
    if guardian is None:
        raise NeedsGuardian(_("Người chưa đủ 16 tuổi: cha, mẹ hoặc người giám hộ đồng ý thay."))
    private = registry[purpose].private_life
    if private and said_by != SaidBy.BOTH and ages.says_so_too(person.birth_year, on):
        raise NeedsGuardian(
            _("Từ đủ 7 tuổi, chính em ấy cũng phải đồng ý việc này."), code="child_unasked"
        )


def _replace_overruled(at: datetime, person: Person, purpose: str) -> None:
    """A consent that a later withdrawal of the same person overruled makes room for the new one."""
    mine = Consent.objects.unscoped(why="the consent of the person in hand").filter(
        person=person, purpose=purpose, withdrawn_at=None
    )
    members = cluster(person.actor_id)
    if len(members) > 1 and purpose not in agreed({person.actor_id: members})[person.actor_id]:
        mine.filter(given_at__lte=at).update(withdrawn_at=at, withdrawn_in=current().entry)


@action("people.withdraw_consent", on="person", words=_("rút lời đồng ý"))
def withdraw_consent(*, actor: Acting, at: datetime, person: Person, purpose: str) -> Consent:
    """Take a consent back, from now on. Nothing is asked and nothing delayed (Art. 10).

    It ends on every row that is this person, and stays so when a merge is undone.
    """
    standing = list(
        Consent.objects.unscoped(why="the consents of a person in hand")
        .select_for_update(no_key=True)
        .filter(person__in=persons_of(locked(person)), purpose=purpose, withdrawn_at=None)
        .order_by("pk")
    )
    if not standing:
        raise NotGiven(_("Người này chưa đồng ý việc ấy, hoặc đã rút lại."))
    for consent in standing:
        consent.withdrawn_at = max(at, consent.given_at)
        consent.withdrawn_in = current().entry
        consent.save(update_fields=["withdrawn_at", "withdrawn_in"])
    ended: Consent = next((c for c in standing if c.person_id == person.pk), standing[0])
    return ended

"""What a person agreed to, and took back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.models import Consent, Person
from chungtay.people.purposes import registry


class AlreadyGiven(Refused):
    code = "consent_already_given"


class NotGiven(Refused):
    code = "consent_not_given"


class UnknownPurpose(Refused):
    code = "purpose_unknown"


@action("people.give_consent", on="person", words=_("ghi lời đồng ý"))
def give_consent(
    *, actor: Acting, at: datetime, person: Person, purpose: str, means: Consent.Means
) -> Consent:
    """The person agrees to one purpose, as its text stands today; `means` is how they said so."""
    if purpose not in registry:
        raise UnknownPurpose(_("Chưa có lời đồng ý nào cho việc này."))
    if means not in Consent.Means.values:
        raise UnknownPurpose(_("Ghi rõ người ấy đồng ý bằng cách nào."), code="means_unknown")
    try:
        with transaction.atomic():
            consent: Consent = Consent.objects.create(
                place_id=person.place_id, person=person, actor_id=person.actor_id,
                purpose=purpose, version=registry[purpose].version, means=means,
                given_at=at, given_in=current().entry,
            )  # fmt: skip
            return consent
    except IntegrityError as error:
        if "consent_standing_once" not in str(error):
            raise
        raise AlreadyGiven(_("Người này đã đồng ý việc ấy rồi.")) from error


@action("people.withdraw_consent", on="person", words=_("rút lời đồng ý"))
def withdraw_consent(*, actor: Acting, at: datetime, person: Person, purpose: str) -> Consent:
    """Take a consent back, from now on. Nothing is asked and nothing delayed (Art. 10)."""
    standing: Consent | None = (
        Consent.objects.unscoped(why="the consents of a person in hand")
        .select_for_update()
        .filter(person=person, purpose=purpose, withdrawn_at=None)
        .first()
    )
    if standing is None:
        raise NotGiven(_("Người này chưa đồng ý việc ấy, hoặc đã rút lại."))
    standing.withdrawn_at = max(at, standing.given_at)
    standing.withdrawn_in = current().entry
    standing.save(update_fields=["withdrawn_at", "withdrawn_in"])
    return standing

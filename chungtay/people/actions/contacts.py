"""How to reach somebody, and whether they want to be reached."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.kit import phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.actions.households import locked
from chungtay.people.merging import persons_of
from chungtay.people.models import ContactPoint, DoNotContact, Person


class AlreadyReachable(Refused):
    code = "contact_already_there"


class NotAContact(Refused):
    code = "contact_invalid"


class AlreadySilent(Refused):
    code = "already_silent"


class NotSilent(Refused):
    code = "not_silent"


@action("people.add_contact", on="person", words=_("ghi cách liên lạc"))
def add_contact(
    *, actor: Acting, at: datetime, person: Person, kind: ContactPoint.Kind, value: str,
    how: ContactPoint.How | str = "",
) -> ContactPoint:  # fmt: skip
    """One more way to reach a person. `how`: the person has just been reached that way."""
    value = _normal(ContactPoint.Kind(kind), value)
    try:
        with transaction.atomic():
            point: ContactPoint = ContactPoint.objects.create(
                place_id=person.place_id, person=person, actor_id=person.actor_id, kind=kind,
                value=value, verified_at=at if how else None, verified_how=how,
                added_in=current().entry,
            )  # fmt: skip
            return point
    except IntegrityError as error:
        if "contact_zalo_once" in str(error):
            raise AlreadyReachable(
                _("Tài khoản Zalo này đã gắn với một người khác."), code="zalo_taken"
            ) from error
        if "contact_once" not in str(error):
            raise
        raise AlreadyReachable(_("Người này đã có đúng cách liên lạc ấy rồi.")) from error


def _normal(kind: ContactPoint.Kind, value: str) -> str:
    if kind == ContactPoint.Kind.PHONE:
        return phones.normalise(value)
    if kind == ContactPoint.Kind.EMAIL:
        address = value.strip().lower()
        try:
            validate_email(address)
        except ValidationError:
            raise NotAContact(_("Đây không phải là địa chỉ thư."), code="email_invalid") from None
        if len(address) > 80:
            raise NotAContact(_("Địa chỉ thư dài hơn 80 chữ."), code="email_long")
        return address
    return value


@action("people.verify_contact", on="contact", words=_("kiểm tra một cách liên lạc"))
def verify_contact(
    *, actor: Acting, at: datetime, contact: ContactPoint, how: ContactPoint.How
) -> ContactPoint:
    """The person has been reached this way, by `how`."""
    if how not in ContactPoint.How.values:
        raise NotAContact(_("Ghi rõ đã kiểm tra bằng cách nào."), code="how_unknown")
    contact = _standing(contact)
    contact.verified_at, contact.verified_how = at, how
    contact.save(update_fields=["verified_at", "verified_how"])
    return contact


@action("people.end_contact", on="contact", words=_("thôi dùng một cách liên lạc"))
def end_contact(*, actor: Acting, at: datetime, contact: ContactPoint) -> ContactPoint:
    """This way does not lead to the person any more. The row stays."""
    contact = _standing(contact)
    contact.ended_in = current().entry
    contact.save(update_fields=["ended_in"])
    return contact


def _standing(contact: ContactPoint) -> ContactPoint:
    rows = ContactPoint.objects.unscoped(why="the row of the contact in hand").select_for_update(
        no_key=True
    )
    found: ContactPoint = rows.get(pk=contact.pk)
    if found.ended_in_id is not None:
        raise NotAContact(_("Cách liên lạc này đã thôi dùng."), code="contact_ended")
    return found


def _silences(person: Person) -> "list[DoNotContact]":
    rows = DoNotContact.objects.unscoped(why="the standing wish of the person in hand")
    return list(
        rows.select_for_update(no_key=True).filter(person__in=persons_of(person), ended_at=None)
    )


@action("people.stop_contacting", on="person", words=_("ghi một người xin đừng liên lạc"))
def stop_contacting(*, actor: Acting, at: datetime, person: Person) -> DoNotContact:
    """Nobody writes to this person of their own accord any more; what they ask is answered.

    Said for every row that is this person, so that it outlives a merge that is undone: nobody
    knows then which of the two had said so.
    """
    person = locked(person)
    ours = list(persons_of(person).select_for_update(no_key=True).order_by("pk"))
    silent = {wish.person_id for wish in _silences(person)}
    wishes: list[DoNotContact] = DoNotContact.objects.bulk_create(
        DoNotContact(
            place_id=row.place_id, person=row, actor_id=row.actor_id, since=at,
            entry=current().entry,
        )
        for row in ours if row.pk not in silent
    )  # fmt: skip
    if not wishes:
        raise AlreadySilent(_("Người này đã xin đừng liên lạc rồi."))
    return next((wish for wish in wishes if wish.person_id == person.pk), wishes[0])


@action("people.resume_contacting", on="person", words=_("ghi một người cho liên lạc lại"))
def resume_contacting(*, actor: Acting, at: datetime, person: Person) -> list[DoNotContact]:
    """The person may be written to again; every consent is as it was."""
    wishes = _silences(locked(person))
    if not wishes:
        raise NotSilent(_("Người này không xin đừng liên lạc."))
    for wish in wishes:
        wish.ended_at, wish.ended_in = max(at, wish.since), current().entry
        wish.save(update_fields=["ended_at", "ended_in"])
    return wishes

"""Hospitals, clubs, unions: who a post or a call speaks for."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.journal.models import Actor
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people import names
from chungtay.people.models import Organisation
from chungtay.places.models import Place


class AlreadyKnown(Refused):
    code = "organisation_already_known"


class NotAnOrganisation(Refused):
    code = "organisation_invalid"


@action("people.register_organisation", words=_("ghi tên một tổ chức"))
def register_organisation(
    *, actor: Acting, at: datetime, place: Place, name: str, kind: Organisation.Kind,
    parent: Organisation | None = None, lat: float | None = None, lon: float | None = None,
) -> Organisation:  # fmt: skip
    """Write down a hospital, club, union or the like, by where its door is."""
    found = Organisation(
        place=place, actor=Actor.objects.create(kind=Actor.Kind.ORGANISATION), kind=kind,
        parent=parent, lat=lat, lon=lon, registered_in=current().entry,
    ).named(_name(name))  # fmt: skip
    return _saved(found)


@action("people.correct_organisation", on="organisation", words=_("sửa thông tin một tổ chức"))
def correct_organisation(
    *, actor: Acting, at: datetime, organisation: Organisation, name: str,
    kind: Organisation.Kind, parent: Organisation | None = None,
) -> Organisation:  # fmt: skip
    """What was written wrong becomes right."""
    organisation = _standing(organisation)
    above = parent
    while above is not None:
        if above.pk == organisation.pk:
            raise NotAnOrganisation(
                _("Một tổ chức không thể thuộc về chính nó."), code="parent_circle"
            )
        above = _any().get(pk=above.parent_id) if above.parent_id else None
    organisation.named(_name(name))
    organisation.kind, organisation.parent = kind, parent
    return _saved(organisation)


@action("people.close_organisation", on="organisation", words=_("ghi một tổ chức thôi hoạt động"))
def close_organisation(*, actor: Acting, at: datetime, organisation: Organisation) -> Organisation:
    """It is no more. Its row and its place in the books stay."""
    organisation = _standing(organisation)
    organisation.closed_in = current().entry
    organisation.save(update_fields=["closed_in"])
    return organisation


def _any() -> QuerySet[Organisation]:
    found: QuerySet[Organisation] = Organisation.objects.unscoped(
        why="the organisation in hand, and those above it"
    )
    return found


def _standing(organisation: Organisation) -> Organisation:
    found = _any().select_for_update(no_key=True).get(pk=organisation.pk)
    if found.closed_in_id is not None:
        raise NotAnOrganisation(_("Tổ chức này đã thôi hoạt động."), code="organisation_closed")
    return found


def _name(name: str) -> str:
    if not name.strip():
        raise names.NotAName(_("Chưa ghi tên của tổ chức."), code="name.missing")
    if len(" ".join(name.split())) > names.LONGEST_ORGANISATION:
        raise names.NotAName(_("Tên tổ chức dài hơn 120 chữ."))
    return name


def _saved(organisation: Organisation) -> Organisation:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        if "organisation_once_at_a_place" not in str(error):
            raise
        raise AlreadyKnown(_("Tổ chức này đã có trong sổ của nơi ấy.")) from error
    return organisation

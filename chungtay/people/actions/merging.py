"""That two rows are one person, that they are not after all, that they never were."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import NotAllowed, action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people import merging
from chungtay.people.models import Difference, DoNotContact, Merge, Person


class NotMergeable(Refused):
    code = "not_mergeable"


class AlreadyUndone(Refused):
    code = "merge_already_undone"


class AlreadyTold(Refused):
    code = "difference_already_told"


@action("people.merge", on="kept", words=_("gộp hai tên của một người"))
def merge(*, actor: Acting, at: datetime, kept: Person, gone: Person) -> Merge:
    """`gone` is the same person as `kept`, whose name and page stay. Nothing is repointed."""
    if not actor.may("people.merge", gone.place_id):
        raise NotAllowed(_("Người kia không ở nơi anh/chị phụ trách."))
    if kept.pk == gone.pk:
        raise NotMergeable(_("Đây là cùng một dòng trong sổ."), code="merge_with_itself")
    rows = Person.objects.unscoped(why="the two persons in hand").select_for_update()
    both = {row.pk: row for row in rows.filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
    if any(row.merged_into_id is not None for row in both.values()):
        raise NotMergeable(
            _("Một trong hai tên đã gộp với người khác. Mở trang của người ấy rồi gộp."),
            code="merged_already",
        )
    stands: Merge = Merge.objects.create(
        place_id=kept.place_id, kept=both[kept.pk], gone=both[gone.pk], merged_in=current().entry
    )
    merging.join(both[kept.pk], both[gone.pk])
    return stands


@action("people.undo_merge", on="merge", words=_("tách hai người đã gộp"))
def undo_merge(*, actor: Acting, at: datetime, merge: Merge) -> Merge:
    """They are two after all: whatever pointed to either does so still.

    Nobody knows for sure which of the two spoke while they were one, and in doubt a no is a no: a
    wish for silence and a withdrawal of consent said then stay with both, and a wish that only the
    other's word has ended stands again.
    """
    rows = Merge.objects.unscoped(why="the merge in hand").select_for_update()
    found: Merge = rows.get(pk=merge.pk)
    if found.undone_in_id is not None:
        raise AlreadyUndone(_("Hai người này đã tách rồi."))
    root = merging.kept_id(found)
    Person.objects.unscoped(why="the persons in hand").select_for_update().get(pk=root)
    merging.part(found)
    found.undone_in = current().entry
    found.save(update_fields=["undone_in"])
    apart = Person.objects.unscoped(why="two who are apart").in_bulk([found.gone_id, found.kept_id])
    one, other = (merging.persons_of(person) for person in apart.values())
    _silent_again(one, other)
    _silent_again(other, one)
    return found


def _silent_again(whose: "QuerySet[Person]", other: "QuerySet[Person]") -> None:
    wishes = DoNotContact.objects.unscoped(why="what one who comes free had asked for")
    spoke = [f"people.person:{pk}" for pk in other.values_list("pk", flat=True)]
    ended = wishes.filter(person__in=whose, ended_in__subject__in=spoke).order_by("-pk")
    for person_id, place_id in whose.values_list("pk", "place_id"):
        mine = wishes.filter(person=person_id)
        wish = ended.filter(person=person_id).values("pk")[:1]
        if not mine.filter(ended_at=None).exists():
            mine.filter(pk__in=wish).update(ended_at=None, ended_in=None, place_id=place_id)


@action("people.tell_apart", on="one", words=_("ghi hai người trùng tên là hai người"))
def tell_apart(*, actor: Acting, at: datetime, one: Person, other: Person) -> Difference:
    """These two only look alike; nobody is asked about them again."""
    if not actor.may("people.tell_apart", other.place_id):
        raise NotAllowed(_("Người kia không ở nơi anh/chị phụ trách."))
    if one.pk == other.pk:
        raise NotMergeable(_("Đây là cùng một dòng trong sổ."), code="merge_with_itself")
    first, second = sorted((one, other), key=lambda person: person.pk)
    try:
        with transaction.atomic():
            told: Difference = Difference.objects.create(
                place_id=one.place_id, one=first, other=second, told_in=current().entry
            )
            return told
    except IntegrityError as error:
        if "difference_once" not in str(error):
            raise
        raise AlreadyTold(_("Đã ghi đây là hai người rồi.")) from error

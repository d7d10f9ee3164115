"""Who lives with whom."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import NotAllowed, action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.models import Household, Person


class NotAHousehold(Refused):
    code = "household_invalid"


@action("people.form_household", on="head", words=_("lập một hộ"))
def form_household(*, actor: Acting, at: datetime, head: Person, address: str) -> Household:
    """A household at the door `address`, where `head` lives; `head` is its first member."""
    if not address.strip():
        raise NotAHousehold(_("Chưa ghi địa chỉ của hộ."), code="address_missing")
    head = locked(head)
    if head.household_id is not None:
        leave(head)
    household: Household = Household.objects.create(
        place_id=head.place_id, address=" ".join(address.split()), head=head,
        formed_in=current().entry,
    )  # fmt: skip
    head.household = household
    head.save(update_fields=["household"])
    return household


@action("people.join_household", on="person", words=_("ghi một người vào hộ"))
def join_household(
    *, actor: Acting, at: datetime, person: Person, household: Household
) -> Household:
    """`person` lives with this household, at the same place; whoever lives elsewhere moves first.

    A household they were of is left by that.
    """
    if not actor.may("people.join_household", household.place_id):
        raise NotAllowed(_("Hộ ấy không ở nơi anh/chị phụ trách."))
    person = locked(person)
    household = Household.objects.unscoped(why="the household in hand").get(pk=household.pk)
    if household.ended_in_id is not None:
        raise NotAHousehold(_("Hộ này không còn nữa."), code="household_ended")
    if person.household_id == household.pk:
        raise NotAHousehold(_("Người này đã ở trong hộ ấy rồi."), code="already_a_member")
    if person.place_id != household.place_id:
        raise NotAHousehold(
            _("Người này ghi ở nơi khác. Ghi chuyển nơi ở trước."), code="lives_elsewhere"
        )
    if person.household_id is not None:
        leave(person)
    person.household = household
    person.save(update_fields=["household"])
    return household


@action("people.leave_household", on="person", words=_("ghi một người rời hộ"))
def leave_household(*, actor: Acting, at: datetime, person: Person) -> Household:
    """`person` is of no household any more. The last to leave ends it."""
    person = locked(person)
    if person.household_id is None:
        raise NotAHousehold(_("Người này không ở trong hộ nào."), code="no_household")
    return leave(person)


@action("people.name_head", on="household", words=_("ghi chủ hộ"))
def name_head(*, actor: Acting, at: datetime, household: Household, head: Person) -> Household:
    """One of its members is the head from now on."""
    head = locked(head)  # who leaves at this moment is no head
    if head.household_id != household.pk:
        raise NotAHousehold(_("Chủ hộ phải là người trong hộ."), code="head_not_a_member")
    household.head = head
    household.save(update_fields=["head"])
    return household


def leave(person: Person) -> Household:
    """Take a person out of their household, within the act of whoever moves or leaves."""
    household = (
        Household.objects.unscoped(why="the household of the person in hand")
        .select_for_update()
        .get(pk=person.household_id)
    )
    person.household = None
    person.save(update_fields=["household"])
    others = Person.objects.unscoped(why="who is left in the household in hand")
    if household.head_id == person.pk:
        household.head = None
    if not others.filter(household=household).exists():
        household.ended_in, household.head = current().entry, None
    household.save(update_fields=["head", "ended_in"])
    left: Household = household
    return left


def locked(person: Person) -> Person:
    """The person's row as it stands, held until the act is over."""
    found: Person = (
        Person.objects.unscoped(why="the row of the person in hand")
        .select_for_update(no_key=True)
        .get(pk=person.pk)
    )
    return found

"""Everything by which one person is found in the database.

A telephone number, a Zalo user and an e-mail address are the person's own, wherever they stand,
unless somebody else in the register has the same one (a mother's number given for her child):
then they identify nobody. A name never identifies alone: there are many Nguyễn Thị Lan, and a
street may bear the name too. It counts only within rows that belong to the person by their id.
"""

from dataclasses import dataclass, replace

from chungtay.people.merging import persons_of
from chungtay.people.models import ContactPoint, Person
from chungtay.people.names import NEW

Kind = ContactPoint.Kind


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything by which a person is found: merged persons are one Subject.

    `names` as written; `phones` as +84…; `zalo` as "oa_id/user_id"; `emails` in small letters.
    `shared` are those phones and e-mails that somebody else has too: they identify nobody.
    `births` are years, `wards` ids of the communes they were written down in.
    """

    person_ids: frozenset[int]
    actor_ids: frozenset[int]
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    zalo: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    births: frozenset[int] = frozenset()
    wards: frozenset[int] = frozenset()

    @property
    def zalo_users(self) -> frozenset[str]:
        return frozenset(address.partition("/")[2] for address in self.zalo)


def subject_of(person: Person) -> Subject:
    """The person as they stand now, with all rows that were merged into one."""
    persons = list(persons_of(person).select_related("place"))
    actor_ids = frozenset(row.actor_id for row in persons)
    points = ContactPoint.objects.unscoped(why="every way to reach the person in hand").filter(
        actor__in=actor_ids
    )
    values: dict[str, set[str]] = {kind: set() for kind in Kind.values}
    for kind, value in points.exclude(value="").values_list("kind", "value"):
        values[kind].add(value.lower() if kind == Kind.EMAIL else value)
    return Subject(
        person_ids=frozenset(row.pk for row in persons),
        actor_ids=actor_ids,
        names=frozenset(row.name for row in persons if row.name),
        phones=frozenset(values[Kind.PHONE]),
        zalo=frozenset(values[Kind.ZALO]),
        emails=frozenset(values[Kind.EMAIL]),
        shared=_shared(actor_ids, values[Kind.PHONE] | values[Kind.EMAIL]),
        births=frozenset(row.birth_year for row in persons if row.birth_year),
        wards=frozenset(row.place.commune_id or row.place_id for row in persons),
    )


def with_answered(subject: Subject) -> Subject:
    """With the rows that were made only to answer somebody at a number or address of theirs: what
    was said there was said to them. Their own page does not show it, because anybody may claim a
    number; an erasure takes it out."""
    own = (subject.phones | subject.zalo | subject.emails) - subject.shared
    points = ContactPoint.objects.unscoped(why="who was answered at a number of the person's")
    rows = points.crossing("person", why="whether anybody knows who has it").filter(
        value__in=own, person__name=NEW, person__merged_into=None
    )
    answered = list(rows.values_list("person", "actor"))
    return replace(
        subject,
        person_ids=subject.person_ids | {person for person, _actor in answered},
        actor_ids=subject.actor_ids | {actor for _person, actor in answered},
    )


def _shared(actor_ids: frozenset[int], values: set[str]) -> frozenset[str]:
    """Those of these values that somebody else has, or had, as their own. Whoever only claimed one
    on a web page, and was written down to be answered, has not said who they are: not them."""
    others = ContactPoint.objects.unscoped(why="whether a number is also somebody else's")
    found = others.crossing("person", why="whether anybody knows who has it").filter(
        value__in=values
    )
    named = found.exclude(actor__in=actor_ids).exclude(person__name=NEW)
    return frozenset(named.values_list("value", flat=True))

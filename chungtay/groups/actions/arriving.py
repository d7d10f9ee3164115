"""What comes back: answers on a public page, lines pasted by an officer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.groups import flooding
from chungtay.groups.actions.groups import standing
from chungtay.groups.actions.notices import NoticeEnded, locked
from chungtay.groups.data import TIMES
from chungtay.groups.marks import known, mark
from chungtay.groups.models import Arrival, Notice, PrivateGroup
from chungtay.inbox.conversations import LONGEST, wrote
from chungtay.inbox.models import Letter
from chungtay.journal.act import action, current, line
from chungtay.journal.measures import measure
from chungtay.kit import phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import exact
from chungtay.people.models import Person
from chungtay.places.models import Place

ANSWERS = measure("groups.answers", _("lời nhắn đến từ các nhóm"), unit=TIMES)
"""Answers and messages that came back: counted apart from how many may have read."""


class NothingSaid(Refused):
    code = "nothing_said"


class AlreadyIn(Refused):
    code = "pasted_before"


class TooMany(Refused):
    code = "too_many_answers"


class NotTheirPlace(Refused):
    code = "group_elsewhere"


@dataclass(frozen=True, slots=True)
class Pasted:
    """One message as the officer takes it in: of a known person, or of "somebody in the group"
    under the name they have there. `at` None: nobody knows when."""

    text: str
    name: str = ""
    at: datetime | None = None
    person: Person | None = None


@action("groups.answer", on="notice", words=_("nhận câu trả lời qua đường dẫn"))
def answer(
    *, actor: Acting, at: datetime, notice: Notice, words: str, name: str = "", phone: str = "",
    origin: str = "",
) -> Arrival:  # fmt: skip
    """Somebody nobody knows answers on the public page: name and telephone are what they say.
    `origin` is a digest of the address it came from."""
    mine = locked(notice)
    if not mine.takes_answers(at):
        raise NoticeEnded(_("Đường dẫn này đã đóng, phường không nhận thêm trả lời ở đây nữa."))
    if flooding.too_many(mine.pk, origin, at):
        raise TooMany(flooding.LATER)
    number = phones.normalise(phone) if phone.strip() else ""
    letter = wrote(
        place=mine.place, channel=None, source="web", actor_id=None, name=name,
        text=_said(words), at=at, address=number,
    )  # fmt: skip
    line(ANSWERS, exact(1))
    return _arrival(letter, Arrival.Way.ANSWER, at, notice=mine, origin=origin)


@action("groups.paste_back", words=_("chép lời nhắn từ nhóm riêng"))
def paste_back(
    *, actor: Acting, at: datetime, place: Place, letters: Sequence[Pasted],
    group: PrivateGroup | None = None, notice: Notice | None = None,
    again: Collection[str] | None = None,
) -> list[Arrival]:  # fmt: skip
    """What an officer copied out of a group; without a group, messages forwarded to them. Who is
    not known stays "somebody in the group". `again`: marks that the officer knows came in before
    and takes all the same; whatever else came in meanwhile is left out. None: all are taken."""
    if group is not None and standing(group).place_id != place.pk:
        raise NotTheirPlace(_("Nhóm này ở nơi khác."))
    if not letters:
        raise NothingSaid(_("Chưa có tin nào để nhận."))
    marked = [(mark(group.pk if group else 0, one.name, one.at, one.text), one) for one in letters]
    if group is not None and again is not None:
        # The group's row is locked: of two officers with the same lines the second finds them here.
        here = known(group, [digest for digest, _one in marked]) - set(again)
        marked = [pair for pair in marked if pair[0] not in here]
        if not marked:
            raise AlreadyIn(_("Những tin này đã vào hộp thư rồi."))
    way = Arrival.Way.PASTED if group else Arrival.Way.FORWARDED
    arrived = [
        _arrival(
            _letter(place, pasted, at), way, at, group=group, notice=notice if group else None,
            mark=digest,
        )
        for digest, pasted in marked
    ]  # fmt: skip
    line(ANSWERS, exact(len(arrived)))
    return arrived


def _letter(place: Place, pasted: Pasted, at: datetime) -> Letter:
    person = pasted.person
    return wrote(
        place=place, channel=None, source="paste", actor_id=person.actor_id if person else None,
        name=person.name if person else pasted.name, text=_said(pasted.text), at=pasted.at or at,
        now=at,
    )  # fmt: skip


def _said(words: str) -> str:
    words = words.strip()
    if not words:
        raise NothingSaid(_("Chưa có lời nào."))
    if len(words) > LONGEST:
        raise NothingSaid(_("Dài quá 4.000 chữ. Cắt làm hai rồi gửi."), code="too_long")
    return words


def _arrival(letter: Letter, way: Arrival.Way, at: datetime, **told: object) -> Arrival:
    made: Arrival = Arrival.objects.create(
        place_id=letter.place_id, letter=letter, way=way, arrived_at=at,
        arrived_in=current().entry, **told,
    )  # fmt: skip
    return made

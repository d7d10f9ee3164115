"""The good rows of a list of residents become persons, 5.000 at a time, each time for good."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import CHUNK, action, continuing, current, line
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import exact
from chungtay.lists.actions.bringing import AlreadyDecided, lock
from chungtay.lists.actions.entering import Entering, settle
from chungtay.lists.actions.measures import RESIDENTS
from chungtay.lists.matching import Met, Register, Somebody
from chungtay.lists.models import Intake, IntakeFile, IntakeRow
from chungtay.lists.residents import KIND
from chungtay.places.models import Place

Outcome = IntakeRow.Outcome


class NothingToTakeIn(Refused):
    code = "intake.nothing_to_take_in"


@action("lists.take_in", on="intake", words=_("ghi một danh sách dân cư vào sổ"))
def take_in(
    *, actor: Acting, at: datetime, intake: Intake, as_new: Collection[int] = (),
    as_known: Collection[int] = (), resume: bool = False,
) -> Intake:  # fmt: skip
    """Make persons of the good rows, the first 5.000 now; `take_in_rest` goes on with the others.
    `resume`: go on with one that stopped halfway, from now on in the name of this officer.

    Of a list that was taken in, settle doubtful rows: `as_new` are rows (their ids) that are
    somebody else than whom they look like, `as_known` those that are the same person.
    Nobody consents to anything by standing on a list: nobody is written to because of it.
    """
    locked = lock(intake)
    if locked.kind != KIND or locked.taken_back_id is not None:
        raise AlreadyDecided(_("Danh sách này đã được lấy lại."))
    if as_new or as_known:
        _decide(locked, set(as_new), set(as_known))
        return locked
    halfway = locked.taken_in_id is not None and locked.finished_at is None
    if locked.taken_in_id is not None and not (resume and halfway):
        raise AlreadyDecided(_("Danh sách này đã nhập rồi. Không có gì thay đổi."))
    rows = IntakeRow.objects.unscoped(why="rows of the list in hand").filter(intake=locked)
    if not halfway and not (locked.rows and rows.filter(outcome=Outcome.READY).exists()):
        raise NothingToTakeIn(_("Danh sách chưa có dòng nào nhập được."))
    locked.taken_in = current().entry
    locked.save(update_fields=["taken_in"])
    files = IntakeFile.objects.unscoped(why="the file of the list in hand").filter(intake=locked)
    files.delete()
    _take_chunk(locked, at)
    return locked


def take_in_rest(intake: Intake, *, actor: Acting, at: datetime) -> int:
    """The rest of a list under its entry, chunk by chunk: whoever is cut off begins again where
    it stopped. Stops where the list was taken back, or another officer goes on with it. Returns
    how many rows were dealt with."""
    begun = Intake.objects.unscoped(why="a list whose taking in has begun").get(pk=intake.pk)
    done = 0
    while True:
        with continuing(begun.taken_in, actor=actor, at=at):
            locked = lock(begun)
            ours = locked.taken_in_id == begun.taken_in_id and not locked.taken_back_id
            dealt = _take_chunk(locked, at) if ours else 0
        if not dealt:
            return done
        done += dealt


def _take_chunk(intake: Intake, at: datetime) -> int:
    _one_list_at_a_time(intake.place)
    rows = list(
        IntakeRow.objects.unscoped(why="rows of the list in hand, itself locked")
        .filter(intake=intake, outcome=Outcome.READY)
        .defer("cells", "reasons")
        .order_by("sheet", "number")[:CHUNK]
    )
    if rows:
        _enter(intake, rows, Register(intake).meet(rows))
    if len(rows) < CHUNK and intake.finished_at is None:
        intake.finished_at = at
        intake.save(update_fields=["finished_at"])
    return len(rows)


def _decide(intake: Intake, as_new: set[int], as_known: set[int]) -> None:
    """Doubtful rows as somebody judged them; those another officer has settled are left so."""
    if intake.taken_in_id is None or intake.finished_at is None:
        raise AlreadyDecided(_("Danh sách chưa nhập xong."), code="intake.not_finished")
    _one_list_at_a_time(intake.place)
    rows = list(
        IntakeRow.objects.unscoped(why="rows of the list in hand")
        .select_for_update()
        .filter(intake=intake, outcome=Outcome.DOUBTFUL, pk__in=as_new | as_known)
        .filter(read__isnull=False)
        .order_by("sheet", "number")
    )
    if not rows:
        raise AlreadyDecided(_("Những dòng này đã có người quyết định rồi."))
    known = Register(intake).persons({row.person_id for row in rows if row.person_id})
    mets = [
        Met(Outcome.NEW)
        if row.pk in as_new or row.person_id not in known
        else _same(known[row.person_id], row, intake)
        for row in rows
    ]
    _enter(intake, rows, mets)


def _same(one: Somebody, row: IntakeRow, intake: Intake) -> Met:
    lacks = one.lacks(row.read or {}, row.home, intake.place_id)
    return Met(Outcome.UPDATED if lacks else Outcome.KNOWN, one)


def _enter(intake: Intake, rows: Sequence[IntakeRow], mets: Sequence[Met]) -> None:
    entering = Entering(intake, rows, mets)
    entering.all()
    settle(rows)
    places = Place.objects.in_bulk(entering.newcomers_by_place)
    for place_id, number in entering.newcomers_by_place.items():
        line(RESIDENTS, exact(number), place=places[place_id])


def _one_list_at_a_time(place: Place) -> None:
    """Two lists of one ward at once might both write down the same newcomer."""
    Place.objects.select_for_update(no_key=True).get(pk=place.commune_id or place.pk)

"""Learning from the answers of a province."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.blood.models import ResponseModel
from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.recruiting import answering, responding
from chungtay.upkeep import log


class NothingLearnt(Refused):
    code = "responses.none"


@action("upkeep.fit_responses", words=_("học từ các câu trả lời hiến máu"))
def fit_responses(*, actor: Acting, at: datetime, place: Place) -> ResponseModel:
    """Fit who says yes, how fast, and how many questions arrive, to the log of a province's calls
    that are long over. Weights of all donors together; nothing of a person is kept."""
    seen = log.read(place, at)
    if not seen.rows:
        raise NothingLearnt(_("Chưa có câu trả lời nào để học."))
    model = responding.fit(seen.rows, responding.STARTING)
    habits = answering.fitted(seen.minutes)
    found: ResponseModel = ResponseModel.objects.create(
        place=place, names=list(model.names), weights=list(model.weights), sure=list(model.sure),
        median=habits.median, spread=habits.spread, reach=seen.reach, rows=len(seen.rows),
        answers=len(seen.minutes), fitted_in=current().entry,
    )  # fmt: skip
    return found

"""Whether the questions of a call arrive: how many did not, and whom only a telephone reaches."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import ngettext

from chungtay.blood.models import Wave
from chungtay.channels.models import Delivery
from chungtay.donors.purposes import ASK

State = Delivery.State


def not_arrived(waves: Sequence[Wave]) -> Counter[str]:
    """How many questions of these waves failed, and of how many nobody knows: counts only."""
    deliveries = Delivery.objects.unscoped(why="counts of the questions of a call in hand").filter(
        message__entry__in=[wave.asked_in_id for wave in waves],
        message__purpose=ASK.code,
        state__in=[State.FAILED, State.UNKNOWN],
    )
    return Counter(deliveries.values_list("state", flat=True))


def in_words(arrived: Counter[str], by_telephone: int) -> list[str]:
    """What an officer should know of it, a sentence each; nothing if all is well."""
    failed, unknown = arrived[State.FAILED], arrived[State.UNKNOWN]
    said = [
        (by_telephone, ngettext(
            "%(n)s người hợp nhóm chỉ có số điện thoại, cần gọi.",
            "%(n)s người hợp nhóm chỉ có số điện thoại, cần gọi.", by_telephone,
        )),
        (failed, ngettext(
            "%(n)s tin hỏi chưa gửi được.", "%(n)s tin hỏi chưa gửi được.", failed
        )),
        (unknown, ngettext(
            "%(n)s tin hỏi chưa rõ đã tới.", "%(n)s tin hỏi chưa rõ đã tới.", unknown
        )),
    ]  # fmt: skip
    return [text % {"n": n} for n, text in said if n]

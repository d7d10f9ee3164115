"""The verb of the load: one question to many people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bench._outbox_data import PURPOSE
from chungtay.journal.act import Answer, action, tell_many
from chungtay.places.models import Place

TEXT = "Bệnh viện Đà Nẵng cần tiểu cầu nhóm B+ trước 15:00. Anh/chị đến được không?"


@action("bench.broadcast")
def broadcast(*, actor: Any, at: datetime, place: Place, people: Sequence[int]) -> None:
    answers = [Answer("Tôi đến được", "bench.come", {}), Answer("Chưa được", "bench.not", {})]
    tell_many(((recipient, TEXT, answers) for recipient in people), purpose=PURPOSE, urgent=True)

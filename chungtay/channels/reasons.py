"""Why a way can or cannot be gone, as a sentence for an officer; the carriers say their own."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.carriers.reach import Can, Step
from chungtay.carriers.words import words as carriers_words
from chungtay.channels.ways import Way

WORDS: dict[str, str | Promise] = {
    "free": gettext_lazy("Gửi được, không mất tiền"),
    "billed": gettext_lazy("Gửi được, có tính tiền"),
    "untold": gettext_lazy("Chưa rõ lần nhắn gần nhất, sẽ thử trước"),
    "paused": gettext_lazy("Kênh đang dừng, chờ sửa xong"),
    "quota": gettext_lazy("Hạn mức còn lại để dành cho tin trả lời, mai gửi tiếp"),
    "quiet": gettext_lazy("Đang giờ nghỉ, sáng ra sẽ gửi"),
    "unwanted": gettext_lazy("Người này dặn đừng nhắn bằng cách này"),
    "tried": gettext_lazy("Đã thử, không tới được"),
    "no_phone": gettext_lazy("Chưa có số điện thoại của người này"),
    "no_email": gettext_lazy("Chưa có thư điện tử của người này"),
    "no_sms": gettext_lazy("Nơi này chưa nối dịch vụ SMS"),
    "no_mail": gettext_lazy("Nơi này chưa nối hộp thư điện tử"),
    "no_template": gettext_lazy("Chưa có tin mẫu cho việc này"),
    "template_waiting": gettext_lazy("Tin mẫu còn chờ Zalo duyệt"),
    "zalo_only": gettext_lazy("Lời này chỉ gửi tới Zalo của chính người ấy"),
    "loop": gettext_lazy("Cùng một lời đã gửi 20 lần trong 5 phút, dừng lại để người xem"),
}


def words(code: str) -> str:
    """Any code of a delivery or a step as a sentence."""
    known = WORDS.get(code)
    return str(known) if known else carriers_words(code)


def explained(steps: Iterable[Step]) -> list[tuple[str, str, Can]]:
    """Each way with its sentence and whether it can be gone: why somebody can be reached or not."""
    return [
        (str(Way(step.way).label), words(step.code) or _("Chưa rõ vì sao"), step.can)
        for step in steps
    ]

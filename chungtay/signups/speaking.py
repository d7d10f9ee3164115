"""What somebody reads who registers: questions with their buttons, what was understood, thanks."""

from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.donors.purposes import ASK
from chungtay.donors.wishes import in_words
from chungtay.journal.act import Answer
from chungtay.kit import clock
from chungtay.signups.models import Signup
from chungtay.signups.questions import Question
from chungtay.signups.telling import arguments

HELLO = _("Cảm ơn anh/chị muốn hiến máu. Chúng tôi hỏi vài câu, mỗi lần một câu.")
ANY_TIME = _("(“quay lại” hay “thôi” lúc nào cũng được)")
GROUP_UNKNOWN = _(
    "Chưa biết nhóm máu thì mình chưa ghi tên được. Đi hiến lần đầu, nơi nhận máu sẽ cho biết; "
    "khi ấy anh/chị nhắn lại “hiến máu”. Chúng tôi không giữ gì của lần này."
)
STOPPED = _(
    "Đã thôi. Chúng tôi không giữ những gì anh/chị vừa kể. Khi nào muốn, nhắn lại “hiến máu”."
)
WELCOME = _(
    "Đã ghi tên anh/chị vào sổ hiến máu. Khi có người cần, chúng tôi hỏi đúng như anh/chị dặn. "
    "Muốn tạm ngừng hay rút tên, anh/chị nhắn “trang của tôi”."
)
YES_OR_NO = _("Xin nhắn 1 nếu đúng và đồng ý, 2 nếu thôi.")
ALREADY = _(
    "Anh/chị đã có tên trong sổ hiến máu rồi. Muốn xem, tạm ngừng hay rút tên, anh/chị nhắn "
    "“trang của tôi”."
)


def asking(signup_id: int, question: Question, *, first: bool) -> tuple[str, list[Answer]]:
    """One question, and a button for each of its options."""
    lines = [str(HELLO)] if first else []
    lines += [str(question.text), str(ANY_TIME)]
    about: dict[str, int | str] = {"signup": signup_id, "step": question.code}
    answers = [
        Answer(str(label), "signups.answer_signup", about | {"said": value})
        for value, label in question.options
    ]
    return "\n".join(lines), answers


def sure(signup: Signup) -> tuple[str, list[Answer]]:
    """What was understood, the words of the consent, and yes or no to both."""
    about: dict[str, int | str] = {"signup": signup.pk}
    if signup.way == Signup.Way.WEB:
        asked = say("Có người vừa ghi tên hiến máu bằng số này trên trang của phường. Là anh/chị?")
        no = say("Không phải tôi")
    else:
        asked, no = say("Chúng tôi ghi như sau, đúng không ạ?"), say("Thôi")
    text = "\n".join([asked, *understood(signup.told), "", f"“{ASK.text}”"])
    answers = [
        Answer(say("Đúng, tôi đồng ý"), "signups.confirm_signup", about),
        Answer(no, "signups.stop_signup", about),
    ]
    return text, answers


def understood(told: Any) -> list[str]:
    """What somebody told, in lines; the number stays away from paper and screens."""
    given = arguments(told)
    lines = [f"{given['name']}, {given['group'].written}"]
    if given["last_on"]:
        lines.append(say("Lần hiến gần nhất: %s") % clock.day(given["last_on"]))
    lines += [q.words(say("lần")) for q in given["past"].values()]
    lines.append(", ".join(in_words(given["wishes"])))
    return lines

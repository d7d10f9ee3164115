"""What is said beside a call: to those who doubt it and who look into that,
to a donor two days later."""

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions.texts import COMPONENT, vietnamese
from chungtay.blood.models import Call
from chungtay.kit import phones
from chungtay.kit.vietnamese import given_name

DOUBT_HEARD = _(
    "Cảm ơn anh/chị đã báo. Trưởng công an phường, xã và trực ban tỉnh, thành phố xem ngay. Trong "
    "lúc chờ, anh/chị không cần đi."
)
DOUBT_GENUINE = _(
    "Chúng tôi đã hỏi lại bệnh viện: lời gọi anh/chị báo là đúng. Cảm ơn anh/chị đã cẩn thận."
)
DOUBT_FALSE = _(
    "Lời gọi anh/chị báo là sai, chúng tôi đã dừng. Cảm ơn anh/chị đã báo, và xin lỗi anh/chị."
)


@vietnamese
def doubted(call: Call, hospital: str) -> str:
    """What those who look into doubts read."""
    return say(
        "Một người hiến thấy lời gọi %(component)s nhóm %(group)s của %(hospital)s đáng ngờ. Xem "
        "ở mục Hiến máu, Lời gọi bị báo."
    ) % {"component": COMPONENT[call.wanted], "group": call.written_group, "hospital": hospital}


@vietnamese
def care(name: str, hospital: str, phone: str | None) -> str:
    """Two days later. A doctor answers what is not as it should be, no message of ours."""
    text = say(
        "Anh/chị %(name)s ơi, đã hai ngày từ lần hiến, nay anh/chị làm việc nặng lại được. Nếu còn "
        "chóng mặt, mệt nhiều, hay chỗ lấy máu sưng đau, xin gọi %(hospital)s%(phone)s. Cảm ơn "
        "anh/chị."
    )
    number = f", {phones.dialled(phone)}" if phone else ""
    return text % {"name": given_name(name), "hospital": hospital, "phone": number}

"""Telephone numbers: any way of writing one becomes +84…, or a sentence says what is wrong.

No sentence repeats the number: refusals are logged.
"""

import re
from typing import TYPE_CHECKING

import phonenumbers
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from chungtay.kit.errors import Refused

if TYPE_CHECKING:
    from django.utils.functional import Promise

EMERGENCY = ("111", "112", "113", "114", "115")
"""Children, search and rescue, police, fire, ambulance. 111 is unknown to phonenumbers."""

_LONGEST = 15  # digits of any number in the world with its country code (E.164)
_PERSONAL = {
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.VOIP,
    PhoneNumberType.PERSONAL_NUMBER,
}


class NotAPhone(Refused):
    """Text that is not one telephone number of a person or a household."""

    code = "phone.invalid"


def is_emergency(text: str) -> bool:
    """Is this one of the national hotlines, however it is spaced?"""
    return re.sub(r"[\s.-]", "", text) in EMERGENCY


def _digits(text: str) -> str:
    """The digits of one number as dialled from Viet Nam or with "+", lost zeros put back."""
    said = re.sub(r"^([0-9]{9,12})\.0$", r"\1", text.strip())  # a number to a spreadsheet
    if re.fullmatch(r"[0-9][.,][0-9]+e\+?[0-9]+", said, re.IGNORECASE):
        raise NotAPhone(_("Bảng tính đã rút gọn số này. Đổi cột thành dạng chữ rồi lấy lại."))
    if re.search(r"[^\W\d_]", said):
        raise NotAPhone(_("Ô số điện thoại có cả chữ. Chỉ ghi một số điện thoại."))
    groups = [re.sub(r"\D", "", part) for part in re.split(r"[,;/|\n]| - ", said)]
    digits = re.sub(r"[^0-9]", "", said)
    if len(digits) > _LONGEST or sum(len(group) >= 9 for group in groups) > 1:
        raise NotAPhone(_("Có hai số điện thoại trong một ô. Ghi mỗi số một ô."))
    if said.startswith(("+", "(+")):
        return "+" + re.sub(r"^840", "84", digits)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if digits.startswith("84") and len(digits) >= 11:
        return f"+{digits}"
    lost_zero = len(digits) in (9, 10) and not digits.startswith("0")
    return f"0{digits}" if lost_zero else digits


def normalise(text: str) -> str:
    """ "0905 123 456" → "+84905123456"; raises NotAPhone.

    Takes 84…, 0084…, +84…, and numbers whose leading zero a spreadsheet has eaten.
    """
    if not text.strip():
        raise NotAPhone(_("Chưa có số điện thoại."), code="phone.missing")
    if is_emergency(text):
        raise NotAPhone(_("Đây là số khẩn cấp, không phải số của một người."))
    try:
        number = phonenumbers.parse(_digits(text), "VN")
    except phonenumbers.NumberParseException:
        raise NotAPhone(_("Đây không phải là số điện thoại.")) from None
    if not phonenumbers.is_valid_number(number):
        raise NotAPhone(_why(number))
    if phonenumbers.number_type(number) not in _PERSONAL:
        raise NotAPhone(_("Đây là số tổng đài, không phải số của một người."))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _why(number: phonenumbers.PhoneNumber) -> "Promise | str":
    national = str(number.national_number)
    if number.country_code == 84:
        expected = 10 if national.startswith("2") else 9
        if re.fullmatch(r"1[2689]\d{8}", national):
            return _("Đây là số 11 chữ số kiểu cũ, đã đổi đầu số năm 2018. Hỏi lại số mới.")
        if len(national) < expected:
            return _("Số điện thoại này thiếu chữ số.")
        if len(national) > expected:
            return _("Số điện thoại này thừa chữ số.")
    return _("Không có đầu số này. Xem lại số điện thoại.")


def display(number: str) -> str:
    """ "+84905123456" → "0905 123 456"; a foreign number keeps its country."""
    parsed = phonenumbers.parse(number, "VN")
    home = parsed.country_code == 84
    return phonenumbers.format_number(
        parsed, PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    )


def masked(number: str) -> str:
    """For logs: "+84905123456" → "…456"."""
    return f"…{number[-3:]}" if len(number) > 6 else "…"


_GAP = "[ \u00a0.()–-]*"


def pattern(number: str) -> str:
    """A regular expression, for Python and PostgreSQL alike, of every way of writing +84905123456:
    with 0, 84, 0084, +84 (0), spaces, dots or nothing; never inside a longer number."""
    home = number.startswith("+84")
    digits = number.removeprefix("+84").removeprefix("+")
    spelt = _GAP.join(digits)
    before = rf"(?:(?:\+|00)?84{_GAP})?0?{_GAP}" if home else r"(?:\+|00)?"
    return rf"(?<![0-9]){before}{spelt}(?![0-9])"


def dialled(number: str) -> str:
    """ "+842363821118" → "0236 3821 118", as it is dialled here; a number from abroad as it is."""
    known = phonenumbers.parse(number, "VN")
    here = known.country_code == 84
    kind = PhoneNumberFormat.NATIONAL if here else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(known, kind)

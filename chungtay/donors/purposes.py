"""What donors agree to. The words are shown when consent is given, and kept by their version."""

from django.utils.translation import gettext_lazy as _

from chungtay.people.purposes import purpose

ASK = purpose(
    "blood.ask",
    _(
        "Tôi đồng ý để phường hỏi tôi qua Zalo, tin nhắn hoặc điện thoại khi bệnh viện cần người "
        "hiến máu. Phường giữ tên, số điện thoại, năm sinh, nơi ở, nhóm máu, khoảng cân nặng, các "
        "lần hiến của tôi và điều tôi dặn về cách hỏi, chỉ dùng vào việc này. Tôi có thể rút lại "
        "bất cứ lúc nào."
    ),
    version="2026-11-2", name=_("Hỏi khi cần người hiến máu"),
)  # fmt: skip

"""What a person does about a trouble: for every code that no machine can mend, one instruction.

`words` says what is so; this says where to go and what to press.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ZALO: dict[str, str | Promise] = {
    "-211": gettext_lazy("Đợi hạn mức mới đầu kỳ, hoặc mua thêm ở OA Manager, mục Gói dịch vụ."),
    "-115": gettext_lazy("Nạp thêm tiền vào tài khoản ZBA/ZCA rồi bấm “Đã sửa, gửi tiếp”."),
    "-204": gettext_lazy("Mở OA Manager xem vì sao OA bị khóa; gửi khiếu nại cho Zalo nếu nhầm."),
    "-205": gettext_lazy("Kiểm tra OA còn không và đúng ID chưa, rồi nối lại từ đầu."),
    "-209": gettext_lazy("Vào developers.zalo.me, mở ứng dụng và bật trạng thái Đang hoạt động."),
    "-212": gettext_lazy("Vào developers.zalo.me, mục Quyền, xin quyền gửi tin và đợi Zalo duyệt."),
    "-219": gettext_lazy("Vào developers.zalo.me xem ứng dụng còn không; bật lại hoặc nối lại."),
    "-221": gettext_lazy("Xác thực OA ở OA Manager (giấy tờ của cơ quan, 1 đến 3 ngày)."),
    "-223": gettext_lazy("Quản trị OA mở trang nối kênh và cấp quyền lại."),
    "-224": gettext_lazy("Nâng gói OA ở OA Manager, mục Gói dịch vụ."),
    "-235": gettext_lazy("Loại OA này không gửi được tin ấy; hỏi Zalo đổi loại hình OA."),
    "-237": gettext_lazy("Gia hạn gói nhóm ở OA Manager, rồi mở lại nhóm."),
    "-242": gettext_lazy("Chép lại khóa ứng dụng từ developers.zalo.me ở trang nối kênh."),
    "-1241": gettext_lazy("Chép lại khóa ứng dụng từ developers.zalo.me ở trang nối kênh."),
    "-320": gettext_lazy("Gắn một tài khoản trả tiền (ZCA) cho ứng dụng ở account.zalo.cloud."),
    "-321": gettext_lazy("Nạp tiền vào tài khoản ZCA ở account.zalo.cloud."),
    "-403": gettext_lazy("Mời OA trở lại nhóm, hoặc bỏ nhóm này khỏi sổ."),
    "-117": gettext_lazy("Ở account.zalo.cloud, cấp cho ứng dụng quyền dùng mẫu tin này."),
    "-125": gettext_lazy("Kiểm tra ID của OA ở trang nối kênh: mẫu tin thuộc OA khác."),
    "-126": gettext_lazy("Nạp tiền cho chế độ thử, hoặc tắt chế độ thử."),
    "-127": gettext_lazy("Chế độ thử chỉ gửi cho quản trị OA: đợi mẫu tin được duyệt."),
    "-135": gettext_lazy("OA chưa được gửi tin mẫu: xác thực OA và bật ZBS ở account.zalo.cloud."),
    "-136": gettext_lazy("Gắn OA với một tài khoản trả tiền (ZCA) ở account.zalo.cloud."),
    "-137": gettext_lazy("Nạp tiền vào tài khoản ZCA: lần trừ tiền vừa rồi không được."),
}
OTHERS: dict[str, str | Promise] = {
    "esms_99": gettext_lazy("Gọi eSMS hỏi vì sao khóa, rồi bấm “Đã sửa, gửi tiếp”."),
    "esms_101": gettext_lazy("Chép lại ApiKey và SecretKey từ trang của eSMS, nối lại kênh SMS."),
    "esms_103": gettext_lazy("Nạp tiền vào tài khoản eSMS rồi bấm “Đã sửa, gửi tiếp”."),
    "esms_104": gettext_lazy("Kiểm tra tên gửi đã được nhà mạng duyệt chưa, viết đúng hoa thường."),
    "mail_sender": gettext_lazy("Xin người giữ máy chủ thư cho phép địa chỉ này gửi đi."),
    "mail_sign_in": gettext_lazy("Đặt lại mật khẩu hộp thư (mật khẩu ứng dụng), nối lại kênh thư."),
    "mail_greeting": gettext_lazy("Xin người giữ máy chủ thư mở cho máy này, hoặc đổi máy chủ."),
    "mail_tls": gettext_lazy("Kiểm tra cổng và cách mã hóa (587 STARTTLS, 465 TLS)."),
    "mail_530": gettext_lazy("Máy chủ thư đòi đăng nhập: ghi tên và mật khẩu ở trang nối hộp thư."),
    "mail_534": gettext_lazy("Máy chủ thư đòi mật khẩu ứng dụng: tạo một mật khẩu rồi nối lại."),
    "mail_535": gettext_lazy("Đặt lại mật khẩu hộp thư (mật khẩu ứng dụng), nối lại kênh thư."),
    "mail_538": gettext_lazy("Chọn cách mã hóa STARTTLS hoặc TLS ở trang nối hộp thư."),
}
OURS: dict[str, str | Promise] = {
    "reauthorise": gettext_lazy("Mở trang nối kênh và xin quản trị OA cấp quyền lại (hai phút)."),
    "token_not_renewed": gettext_lazy(
        "Chúng tôi thử lại mười phút một lần. Quá 25 giờ mà chưa được thì cấp quyền lại."
    ),
    "webhook_silent": gettext_lazy(
        "Vào developers.zalo.me, mục Webhook: xem địa chỉ còn đúng không, Zalo đã tắt thì bật lại."
    ),
    "no_channel": gettext_lazy("Nối Zalo, hoặc thêm một kênh SMS, thư điện tử."),
}


def what_to_do(code: str) -> str:
    """One instruction for whoever keeps the channel; "" when there is nothing to do by hand."""
    found = (OURS | ZALO | OTHERS).get(code.removeprefix("zbs_"))
    if found:
        return str(found)
    if "http_4" in code:
        return _("Địa chỉ của nhà mạng có thể đã đổi: báo người giữ máy chủ.")
    return ""

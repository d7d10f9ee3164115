"""One example of every component, in the states it knows. Attributes by component name."""

from typing import Any

from django.core.paginator import Paginator

from chungtay.kit.drawing import Column, Columns, Rings, Spot

NAV = [
    {"url": "#hom-nay", "icon": "sun", "title": "Hôm nay", "count": 8, "bar": True},
    {"url": "#hop-thu", "icon": "messages-square", "title": "Hộp thư", "count": 4, "bar": True},
    {"url": "#hien-mau", "icon": "droplet", "title": "Hiến máu", "count": 1, "tone": "now"},
    {"url": "#cham-lo", "icon": "heart-handshake", "title": "Chăm lo"},
    {"url": "#ghi", "icon": "square-pen", "title": "Ghi việc", "bar": True},
    {"url": "/kit/", "icon": "layout-grid", "title": "Bộ phận", "current": True},
    {
        "url": "#so",
        "icon": "book-open-text",
        "title": "Sổ và số liệu",
        "short": "Sổ",
        "bar": True,
    },
]
WARD = "Phường Thanh Khê"
SEARCH_URL = "#tim"
DEMO = True
ME = {"name": "Lê Quang Vinh", "initials": "QV", "role": "Đại úy, tổ 31–42", "url": "#toi"}

CLOCKS = [
    {"words": "còn 1 giờ 38", "fraction": 0.82},
    {"words": "còn 18 phút", "tone": "soon", "fraction": 0.15},
    {"words": "còn 2 giờ 55", "tone": "crit", "fraction": 0.6},
    {"words": "quá 25 phút", "tone": "late", "fraction": 0},
    {"words": "kịp giờ", "tone": "ok", "fraction": 1},
]
STATES = [
    ("ok", "Đã xong"),
    ("wait", "Chờ duyệt"),
    ("no", "Không duyệt"),
    ("off", "Chưa gửi"),
    ("inf", "Chưa rõ đã nhận"),
    ("seal", "Hồ sơ kín"),
]
NOTES = [
    ("", "Phần thiếu để trống, không tính là 0."),
    ("inf", "Phường Thanh Khê Đông (cũ) nay thuộc phường Thanh Khê, từ 1/7/2025."),
    ("wait", "Đợt 3 hỏi thêm 4 người lúc 14:18, trừ khi đủ người trước đó."),
    ("ok", "Đủ người. 9 người còn lại đã được cảm ơn và báo dừng."),
    ("no", "Bước này chưa có ý kiến bác sĩ."),
    ("seal", "Hồ sơ kín. Anh mở lúc 14:05 để chuẩn bị chuyến thăm; lần mở này đã ghi vào nhật ký."),
]
FIGURES = [
    {"number": "2.950", "unit": "suất", "label": "Chính xác: đếm đủ từng dòng", "href": "#so"},
    {
        "qualifier": "hơn",
        "number": "700",
        "unit": "bánh tét",
        "label": "Ít nhất chừng ấy",
        "href": "#so",
    },
    {
        "qualifier": "gần",
        "number": "40 triệu",
        "unit": "đ",
        "label": "Theo nguồn ghi lại",
        "href": "#so",
    },
    {"number": "0", "label": "ca trực bỏ trống", "href": "#so"},
    {"missing": True, "label": "Phiếu mua hàng: có phát, không rõ số. Không phải 0", "href": "#so"},
]
FACTS = [
    ("Mỗi buổi, trung bình", "57,8 suất"),
    ("Số buổi có cơm", "51 trên 52"),
    ("Phiếu mua hàng", None),
]
TABS = [
    {"text": "Chờ trả lời", "url": "#cho", "count": 4, "current": True},
    {"text": "Đang làm", "url": "#dang"},
    {"text": "Đã xong", "url": "#xong"},
]
CRUMBS = [("Đà Nẵng", "#dn"), ("Phường Thanh Khê", "#tk"), ("Tổ 36", "")]
PAGE = Paginator(range(120), 20).page(3)

ACTS = [
    {
        "tone": "now",
        "icon": "droplet",
        "state": "Gấp",
        "words": "còn 2 giờ 55",
        "clock_tone": "crit",
        "fraction": 0.77,
        "heading": "Bệnh viện Ung bướu cần 2 người hiến tiểu cầu nhóm B trước 17:00",
        "facts": "Đã hỏi 15 người, 3 người nhận lời, trong đó Thượng úy Khang đang trực.",
        "verb": "Mở lời gọi",
        "share": 0.92,
    },
    {
        "tone": "soon",
        "icon": "calendar-x-2",
        "state": "Ca trực trống",
        "words": "quá 25 phút",
        "clock_tone": "late",
        "heading": "Ca tuần đêm tổ 39–42 còn trống, 18:00 hôm nay đến 6:00 mai",
        "facts": "Trung sĩ Long nghỉ ốm từ trưa. 3 người rảnh và đã nghỉ đủ giờ.",
        "verb": "Chọn người",
        "other": "Báo chỉ huy",
    },
]
PEOPLE = [
    {"name": "Nguyễn Hoàng Phúc", "meta": "Tổ 38 · 1,2 km", "tone": "ok", "icon": "bike",
     "state": "Đang trên đường", "time": "14:30", "note": "88 % tới"},
    {"name": "Phan Thị Diễm My", "meta": "Tổ 12 · 2,4 km", "tone": "ok", "icon": "clock",
     "state": "Hẹn 15:10", "time": "15:10", "note": "81 % tới", "href": "#my"},
    {"name": "Thượng úy Đỗ Minh Khang", "meta": "Đang trực ban · 1,6 km", "tone": "wait",
     "state": "Chờ duyệt", "time": "15:00", "note": "62 % tới"},
    {"name": "Hồ Thị Tuyết Nhung", "meta": "Tổ 40 · 4,8 km", "tone": "off", "state": "Đã báo dừng",
     "off": True},
]  # fmt: skip
MESSAGES_LIST = [
    {"href": "#sau", "name": "Bác Nguyễn Văn Sáu", "meta": "Tổ 33 · Zalo", "words": "quá 25 phút",
     "tone": "late", "text": "Đêm qua có người lạ gõ cửa nhà tôi xưng là bên điện lực, đòi thu "
     "tiền mặt. Có phải lừa đảo không chú?"},
    {"href": "#man", "name": "Cô Trần Thị Mận", "meta": "Tổ 36 · Zalo", "words": "còn 18 phút",
     "tone": "soon", "fraction": 0.15, "current": True,
     "text": "Con gái cô mới về ở chung thì đăng ký thường trú hay tạm trú, cần giấy gì?"},
]  # fmt: skip
LINKS = [
    {
        "href": "#vi",
        "icon": "wallet",
        "heading": "Một chiếc ví nam",
        "meta": "Nhặt 20/11, đường Trần Cao Vân",
    },
    {
        "href": "#khoa",
        "icon": "key-round",
        "heading": "Chùm chìa khóa xe máy",
        "meta": "Nhặt 18/11, chợ Thanh Khê",
    },
]
LEDGER_HEAD = [("Ngày", ""), ("Nơi", ""), ("Người ghi", ""), ("Dòng nhật ký", ""), ("Suất", "num")]
LEDGER = [
    ("16/01/2023", "Bệnh viện Ung bướu Đà Nẵng", "Anh Phan Đình Lộc", "NK-23-484", "58", False),
    ("23/01/2023", "Nghỉ Tết (mùng 2), không phát", "Cô Hoàng Thị Lựu", "NK-23-521", "0", False),
    ("30/01/2023", "Bệnh viện Đà Nẵng", "Chị Lê Thị Thu Sương", "NK-23-558", "25", True),
    ("30/01/2023", "Bệnh viện Đà Nẵng", "Chị Lê Thị Thu Sương", "NK-23-559", "52", False),
]
JOURNEY = [
    {"state": "done", "text": "Bệnh viện xác nhận"},
    {"state": "now", "text": "Đang hỏi", "note": "15 người"},
    {"text": "Đang tới", "note": "1 người"},
    {"text": "Đã hiến", "note": "0 trên 2"},
]
STEPS = [
    {"state": "done", "text": "Anh Khang nhận lời", "at": "13:52"},
    {"state": "done", "text": "Bác sĩ đã cho ý kiến", "at": "14:01"},
    {"state": "now", "text": "Chỉ huy duyệt và chọn người thay"},
    {"text": "Ghi ca thay vào lịch trực"},
    {"text": "Lên đường đến bệnh viện"},
]
DAY = [
    {
        "state": "done",
        "time": "5:45",
        "text": "Bữa cơm nhân ái,",
        "url": "#so",
        "url_text": "57 suất",
    },
    {"state": "late", "time": "8:30", "text": "Giao 2 xe đạp", "note": "quá 25 phút"},
    {"state": "stop", "time": "11:00", "text": "Thăm hộ bà Tư, tổ 35", "note": "gia đình hẹn lại"},
    {"state": "now", "time": "15:00", "text": "Tập huấn phòng cháy"},
    {"time": "19:30", "text": "Họp tổ 36: phòng cháy trong ngõ hẹp"},
]
REPLIES = [
    {"text": "Tôi đến được", "icon": "check", "kind": "yes", "name": "answer", "value": "1"},
    {"text": "Hôm nay chưa được", "icon": "moon", "name": "answer", "value": "2"},
    {
        "text": "Đừng hỏi tôi nữa",
        "icon": "bell-off",
        "kind": "stop",
        "name": "answer",
        "value": "3",
    },
]
HOURS = [
    {"text": t, "kind": "yes", "name": "hour", "value": t} for t in ("14:30", "15:10", "16:00")
]
SUGGESTIONS = [
    {"text": "Dạ em về ở hẳn thì đăng ký thường trú. Hồ sơ gồm tờ khai CT01 có ý kiến đồng ý của "
     "cô, và giấy tờ chứng minh quan hệ mẹ con.", "source": "Luật Cư trú 2020, điều 20 và 21",
     "uses": 12,
     "about": "thường trú", "into": "tra-loi", "value": "1"},
    {"text": "Sáng mai phường tiếp dân từ 7:30 đến 11:30. Cô nhớ mang căn cước của cô và của em.",
     "source": "Từ câu trả lời ngày 18/11", "uses": 5, "about": "giờ tiếp dân", "into": "tra-loi",
     "value": "2"},
]  # fmt: skip
ANOTHER_QUESTION = {
    "heading": "Bỏ dòng 25 suất ngày 30/01/2023?",
    "body": "Dòng này vẫn nằm trong sổ, có gạch ngang, tên người bỏ và ngày bỏ.",
    "verb": "Bỏ dòng",
    "keep": "Để nguyên",
    "action": "#bo",
}
QUESTION = {
    "heading": "Dừng lời gọi và cảm ơn mọi người?",
    "body": "9 người chưa trả lời sẽ nhận tin cảm ơn ngay. Lời gọi này không mở lại được; cần thêm "
    "người thì gọi mới.",
    "verb": "Dừng và cảm ơn",
    "keep": "Gọi tiếp",
    "action": "#dung",
}
MEALS = [223, 230, 234, 226, 287, 227, 304, 228, 224, 289, 236, 242]
BEFORE = [None, None, None, None, None, 190, 207, 233, 225, 252, 213, 244]
CHART = Columns(
    [Column(str(m), v, str(v), b) for m, (v, b) in enumerate(zip(MEALS, BEFORE, strict=True), 1)],
    compare=True,
    name="2023",
    before_name="2022",
)
CHANCES = Columns(
    [
        Column(label, share, f"{share} %", few=label in "01")
        for label, share in [("0", 1), ("1", 8), ("2", 32), ("3", 42), ("4+", 18)]
    ]
)
MAP = Rings(
    [Spot(1.2, "yes", 40), Spot(1.6, "yes", 105), Spot(2.4, "yes", 240)]
    + [Spot(km, "ask") for km in (2.6, 3.1, 1.1, 4.4, 3.8, 4.9, 2.2, 3.5, 4.1)]
    + [Spot(1.9, "no"), Spot(3.3, "no"), Spot(4.6, "no")]
)
TILES = [
    {"text": n, "url": f"#to-{n}", "kind": k, "words": w}
    for n, k, w in [(31, "g", "có tin"), (32, "s", "im lặng"), (33, "g", "có tin"),
                    (34, "r", "quá hẹn"), (35, "g", "có tin"), (36, "x", "còn trống"),
                    (37, "s", "im lặng"), (38, "g", "có tin")]
]  # fmt: skip
WORDS = {
    "captain": "Đại úy Vinh",
    "donor": "Phan Thị Diễm My",
    "officer": "Lê Quang Vinh",
    "sent": "Đã gửi cho cô Mận",
    "offline": "Mất mạng. Bài viết vẫn còn đây",
    "offline_hint": "Có mạng lại thì bấm gửi, không cần viết lại.",
    "retry": "Gửi lại",
    "importing": "Đang nhập danh sách người hiến máu",
    "imported": "62.140 trên 100.000 dòng, còn khoảng 2 phút.",
    "odd": "631 dòng cần xem lại",
    "counting": "Đang đếm số dòng",
    "inbox_zero": "Hộp thư trống. Anh đã trả lời hết.",
    "inbox_hint": "Câu hỏi mới sẽ hiện ở đây và báo lên điện thoại.",
    "inbox_link": "Xem các câu đã xong",
    "none_found": "Không thấy “thanh khe”. Thử tên cũ",
    "nobody": "Chưa có ai đăng ký. Mời người đầu tiên",
    "seeking": "Đang tìm người ở gần",
    "ask": "Chú ơi vậy cô mang giấy tờ qua phường sáng mai được không?",
    "greet": "Dạ con chào cô Mận. Em về ở hẳn hay ở một thời gian ạ?",
    "call": "Chào chị My. Bệnh viện Ung bướu Đà Nẵng cần tiểu cầu nhóm B trước 17:00 hôm nay.",
    "call_more": "Chị đến được không? Không tiện cũng không sao.",
    "thanks": "Cảm ơn chị My nhiều lắm. Chị tới khoảng mấy giờ?",
    "hold": "Chờ anh duyệt: Thượng úy Đỗ Minh Khang rời ca trực để hiến máu",
    "late_hold": "Chờ anh duyệt: Thiếu úy Hồ Anh Thư xin nghỉ ca đêm nay",
    "hold_time": "còn 3 phút 05, rồi chuyển cấp phó",
    "late_time": "quá 6 phút, đã chuyển cấp phó",
    "who": "Ai trực thay từ 14:15 hôm nay đến 6:15 mai?",
    "first": "Trung úy Mai Xuân Lộc",
    "first_note": "đã nghỉ 16 giờ, rảnh cả buổi",
    "second": "Thiếu úy Hồ Anh Thư",
    "second_note": "đã nghỉ 12 giờ, rảnh từ 14:00",
    "exact": "Số chính xác, cộng từ 52 dòng",
}
ZONES = [
    {"name": "Tổ 31", "words": "xanh", "parts": [("g", 100)]},
    {"name": "Tổ 32", "words": "xanh, vàng, đỏ, vàng, rồi xanh",
     "parts": [("g", 22), ("a", 18), ("r", 34), ("a", 14), ("g", 12)]},
    {"name": "Tổ 33", "words": "chưa ghi, vàng, rồi xanh",
     "parts": [("x", 40), ("a", 30), ("g", 30)]},
]  # fmt: skip

APPROVAL = {
    "pk": 7,
    "mine": True,
    "heading": "Chờ anh/chị duyệt: Giao phần việc “Quản trị của phường” cho Đặng Thị Hoài",
    "clock": {"words": "còn 3 giờ 10, rồi chuyển cấp phó", "fraction": 0.79, "tone": ""},
    "steps": [
        {"state": "done", "text": "Mai Xuân Lộc xin", "at": "13:15"},
        {"state": "now", "text": "Trưởng công an phường duyệt"},
        {"text": "Việc được làm, ghi tên người xin"},
    ],
}
REASONS = [("not_needed", "chưa cần"), ("missing", "còn thiếu giấy tờ, thông tin")]


def samples() -> dict[str, Any]:
    """Everything above by its name in small letters, for the templates of the gallery."""
    return {name.lower(): value for name, value in globals().items() if name.isupper()}

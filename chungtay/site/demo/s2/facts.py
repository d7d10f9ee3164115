"""The eighteen facts of article S2: what it says, typed by hand, and how the product is asked.

A *computed* fact follows from acts: one of them is taken back by the product's own verb, and the
answer must move by exactly that. A *recorded* one is found again as it was said. A *trap* is what a
careless model gets wrong. What has no journey yet is not answered at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chungtay.site.demo.s2 import questions, undoing
from chungtay.site.demo.s2.ward import Ward

COMPUTED, RECORDED, TRAP = "computed", "recorded", "trap"
KINDS = {COMPUTED: "tính ra", RECORDED: "ghi lại", TRAP: "bẫy"}

Ask = Callable[[Ward], str]


@dataclass(frozen=True, slots=True)
class Undone:
    """One act behind a fact, taken back: in which words, how, and what must come out then."""

    act: str
    take_back: Callable[[Ward], None]
    then: str


@dataclass(frozen=True, slots=True)
class Fact:
    """`says` and `expected` are the article's; `ask` gives what the product answers. Without `ask`
    it is not answered yet, and `missing` says for want of what."""

    number: int
    kind: str
    says: str
    expected: str
    question: str = ""
    ask: Ask | None = None
    undone: Undone | None = None
    missing: str = ""


def not_yet(number: int, kind: str, says: str, expected: str, missing: str) -> Fact:
    return Fact(number, kind, says, expected, missing=missing)


STEPS_TAKEN = "thấy hợp nhóm → hỏi bác sĩ → bác sĩ trả lời → chỉ huy duyệt, có người thay"

FACTS: Sequence[Fact] = [
    not_yet(1, RECORDED, "Chốt cách ly, phong tỏa cùng công an quận và thành phố từ 12/8/2021",
            "sổ chốt, có ngày mở, ngày đóng",
            "chốt đã ghi được ở sổ chỗ trực (rosters.open_watch); thiếu vùng phong tỏa và lực "
            "lượng ngoài phường (emergency)"),
    not_yet(2, RECORDED, "Cán bộ làm người vận chuyển, đi chợ hộ", "việc chở, mua giúp",
            "việc chạy giúp (emergency)"),
    Fact(3, COMPUTED, "13 cảnh sát khu vực là F0, 9 cán bộ khác là F1", "F0 13, F1 9",
         "Trưa 25/8/2021 bao nhiêu cảnh sát khu vực vắng vì F0, bao nhiêu cán bộ khác vì F1?",
         questions.out_of_post,
         Undone("bỏ một lần báo vắng (rosters.take_back_absence)", undoing.one_was_not_ill,
                "F0 12, F1 9")),
    Fact(3, COMPUTED, "22 người không ở vị trí, đếm theo lý do", "vắng 22: F0 13, F1 9",
         "Trang quân số ngày 25/8/2021 (rosters.staffing) đếm bao nhiêu người vắng, vì sao?",
         questions.counted,
         Undone("bỏ một lần báo vắng (rosters.take_back_absence)", undoing.one_was_not_ill,
                "vắng 21: F0 12, F1 9")),
    Fact(4, COMPUTED, "Công an thành phố tăng cường, không một ngày bỏ trống địa bàn", "0 ngày",
         "Từ 12/8 đến 30/9/2021 có mấy ngày một địa bàn nào đó không ai giữ?",
         questions.left_empty,
         Undone("cho một người thay về trước hai giờ, sáng 14/9 (rosters.end_cover)",
                undoing.one_went_early, "1 ngày")),
    Fact(5, RECORDED, "Trưởng Công an phường là một trung tá", "Trung tá, 1 người",
         "Ngày 28/9/2021 ai giữ việc Trưởng công an phường?", questions.head),
    not_yet(6, COMPUTED, "Kênh thông tin ANTT trên Zalo có sáu thành phần", "6 thành phần",
            "kênh tình hình và thành viên (inbox)"),
    not_yet(7, COMPUTED, "Ba loại tin, tám loại nơi", "3 loại tin, 8 loại nơi",
            "tin tình hình theo loại nơi (inbox)"),
    not_yet(8, RECORDED, "Quyết định và chỉ đạo từ xa theo tin báo", "quyết định nối với tin",
            "quyết định nối với tin (emergency)"),
    not_yet(9, COMPUTED, "Cả đợt dịch: xé rào, vượt chốt 0 vụ; mất trộm 0 vụ", "0 vụ; 0 vụ",
            "sổ vụ việc theo loại (emergency)"),
    Fact(10, RECORDED, "Đoàn Thanh niên Công an phường lập, cùng Câu lạc bộ Máu nóng Đà Nẵng",
         "của Đoàn Thanh niên; có câu lạc bộ",
         "Ngân hàng máu nóng online thuộc tổ chức nào, và câu lạc bộ có trong sổ không?",
         questions.bank),
    Fact(10, COMPUTED, "Thành viên là toàn thể cán bộ chiến sĩ Công an phường",
         "mọi người, 0 người chưa ghi tên",
         "Bao nhiêu cán bộ của phường chưa có tên trong sổ hiến máu?", questions.members,
         Undone("một cán bộ rút tên (donors.leave)", undoing.one_leaves,
                "25 trên 26, 1 người chưa ghi tên")),
    Fact(11, RECORDED, "Tìm người bệnh cần máu, sẵn sàng hiến", "người cùng nhóm đều được hỏi",
         "Lời gọi nhóm B ngày 28/9/2021 đã hỏi những ai trong sổ của phường?", questions.matched),
    Fact(12, RECORDED, "Đại úy nhóm máu B, từng là F0, khỏi rồi trở lại làm việc",
         "nhóm B; hoãn lúc F0; 28/9 được hỏi",
         "Đại úy nhóm máu gì; 25/8/2021 và 28/9/2021 sổ có hoãn hỏi không?", questions.fitness),
    Fact(13, RECORDED, "Chiều 28/9/2021: Bệnh viện Phổi Đà Nẵng, người bệnh nguy kịch, nhóm B",
         "chiều 28/9/2021 · Bệnh viện Phổi Đà Nẵng · nguy kịch · nhóm B",
         "Lời gọi nào mở ngày 28/9/2021, của bệnh viện nào, gấp đến đâu, nhóm gì?",
         questions.urgent_call),
    Fact(13, RECORDED, "Lúc ấy đang trực ban, trở lại làm việc chưa đầy hai tuần",
         "Trực ban; trở lại chưa đầy 2 tuần",
         "14:00 ngày 28/9/2021 đại úy phải giữ việc gì, và đi làm lại bao lâu rồi?",
         questions.on_duty),
    Fact(14, COMPUTED, "Xem nhóm, hỏi bác sĩ, được trả lời, xin chỉ huy và người thay, đi hiến",
         STEPS_TAKEN + " → hiến", "Chiều ấy sổ ghi những bước nào, theo thứ tự nào?",
         questions.steps,
         Undone("bỏ lần hiến ghi chiều 28/9 (blood.take_back_gift)", undoing.gift_of_the_day,
                STEPS_TAKEN)),
    Fact(14, TRAP, "Bỏ một bước thì phải bị từ chối", "5 lần thử, 5 lần bị từ chối bằng lời",
         "Chưa hỏi bác sĩ đã đi; bác sĩ chưa trả lời đã duyệt, đã ghi hiến; chưa duyệt đã đi; "
         "duyệt mà không có người thay: được không?", questions.left_out),
    Fact(15, COMPUTED, "Lần thứ 2 gạn tách tiểu cầu trong năm 2021", "2 lần",
         "Năm 2021 đại úy hiến tiểu cầu mấy lần?", questions.platelets_2021,
         Undone("bỏ lần hiến ghi chiều 28/9 (blood.take_back_gift)", undoing.gift_of_the_day,
                "1 lần")),
    Fact(15, COMPUTED, "Lần hiến máu toàn phần thứ 15", "15 lần",
         "Từ trước tới nay đại úy hiến máu toàn phần mấy lần?", questions.whole_ever,
         Undone("hủy dòng 15 lần (journal.void)", undoing.line_of_fifteen, "chưa ghi")),
    Fact(15, TRAP, "Hai bộ đếm, hai khoảng thời gian: 15 lần là cả đời, không phải của năm 2021",
         "tiểu cầu 2 lần; toàn phần chưa ghi", "Riêng năm 2021 đại úy hiến mỗi loại mấy lần?",
         questions.both_in_2021),
    Fact(16, COMPUTED, "10 cán bộ hiến máu trên 8 lần", "10 người",
         "Bao nhiêu cán bộ đã hiến trên 8 lần, mọi loại cộng lại?", questions.over_eight,
         Undone("hủy dòng “trên 8 lần” của một người (journal.void)", undoing.one_of_ten,
                "9 người")),
    Fact(17, COMPUTED, "Trưởng Công an phường hiến hơn 3 lần", "hơn 3 lần",
         "Trưởng Công an phường đã hiến mấy lần?", questions.heads_gifts,
         Undone("hủy dòng “hơn 3 lần” (journal.void)", undoing.heads_line, "chưa ghi")),
    Fact(18, TRAP, "Lần hiến trước khi có sổ phải ghi được",
         "2 dòng ghi lại từ trước, 1 lần ghi tại chỗ",
         "Các lần hiến của đại úy vào sổ bằng cách nào?", questions.openings),
]  # fmt: skip

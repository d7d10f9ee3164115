"""How rules, components and centres are called to people. A rule without its name fails a test."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chungtay.transfusion.groups import Cells, Component, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CENTRES: dict[str, "StrOrPromise"] = {
    "": _("Chung cả nước"),
    "nihbt": _("Viện Huyết học – Truyền máu Trung ương"),
    "hcmc": _("Một bệnh viện ở TP. Hồ Chí Minh"),
    "lifeblood": _("Lifeblood (Úc)"),
}
KINDS: dict[Kind, "StrOrPromise"] = {
    Component.WHOLE: _("máu toàn phần"),
    Component.PLATELETS: _("tiểu cầu"),
    Component.PLASMA: _("huyết tương"),
    Component.RED_CELLS: _("hồng cầu"),
    Cells.GRANULOCYTES: _("bạch cầu hạt"),
    Cells.STEM_CELLS: _("tế bào gốc"),
}
_BY_WORD = {kind.rule_word: kind for kind in KINDS}

TOPICS: dict[str, "StrOrPromise"] = {
    "age": _("Tuổi"),
    "weight": _("Cân nặng"),
    "volume": _("Lượng máu mỗi lần"),
    "gap": _("Nghỉ giữa hai lần hiến"),
    "most": _("Nhiều nhất bao nhiêu lần"),
    "haemoglobin": _("Huyết sắc tố"),
    "apheresis": _("Gạn tách bằng máy"),
    "defer": _("Chờ sau bệnh, thuốc, vắc-xin"),
    "covid": _("COVID-19"),
    "exclude": _("Bác sĩ xét, không tính ngày"),
    "rest": _("Việc làm sau khi hiến"),
}
"""By the second word of a code, in the order of reading; see `topic`."""

UNASKED = frozenset({
    "blood.defer.syphilis", "blood.defer.exposure", "blood.exclude.bloodborne",
    "blood.exclude.addiction",
})  # fmt: skip
"""What nobody is asked about in a message or on a page; the doctor asks, face to face."""

_NAMES: dict[str, "StrOrPromise"] = {
    "age.min": _("Tuổi thấp nhất (đủ)"),
    "age.max": _("Tuổi cao nhất"),
    "weight.whole_blood.female": _("Máu toàn phần, nữ: nặng ít nhất"),
    "weight.whole_blood.male": _("Máu toàn phần, nam: nặng ít nhất"),
    "volume.whole_blood.lighter": _("Máu toàn phần, người nhẹ dưới mức của nam: nhiều nhất"),
    "volume.whole_blood.per_kg": _("Máu toàn phần, theo cân nặng: nhiều nhất"),
    "volume.whole_blood.most": _("Máu toàn phần: không bao giờ quá"),
    "volume.apheresis": _("Gạn tách: nhiều nhất"),
    "volume.apheresis.heavier_from": _("Gạn tách: được lấy nhiều hơn từ cân nặng"),
    "volume.apheresis.heavier": _("Gạn tách, người nặng hơn: nhiều nhất"),
    "haemoglobin": _("Huyết sắc tố ít nhất"),
    "haemoglobin.more_blood": _("Huyết sắc tố ít nhất khi lấy nhiều máu"),
    "haemoglobin.more_blood_from": _("Lấy nhiều máu nghĩa là quá"),
    "most.cells": _("Bạch cầu hạt hoặc tế bào gốc: nhiều nhất"),
    "most.cells.within": _("Bạch cầu hạt hoặc tế bào gốc: đếm trong"),
    "most.whole_blood.female": _("Máu toàn phần, nữ: mức mềm một năm"),
    "most.whole_blood.male": _("Máu toàn phần, nam: mức mềm một năm"),
    "most.apheresis": _("Tiểu cầu và huyết tương: mức mềm một năm"),
    "most.within": _("Một năm đếm bằng"),
    "apheresis.tested": _("Gạn tách lần đầu: tĩnh mạch, xét nghiệm"),
    "defer.surgery": _("hồi phục hẳn sau phẫu thuật"),
    "defer.malaria": _("khỏi sốt rét"),
    "defer.syphilis": _("khỏi giang mai"),
    "defer.tuberculosis": _("khỏi lao"),
    "defer.tetanus": _("khỏi uốn ván"),
    "defer.encephalitis": _("khỏi viêm não"),
    "defer.meningitis": _("khỏi viêm màng não"),
    "defer.rabies_course": _("tiêm xong vắc-xin dại sau khi bị cắn"),
    "defer.transfused": _("được truyền máu hoặc chế phẩm từ máu"),
    "defer.childbirth": _("sinh con hoặc hết thai kỳ"),
    "defer.hbv_immunoglobulin": _("tiêm globulin miễn dịch viêm gan B"),
    "defer.dutasteride": _("uống dutasterid"),
    "defer.tattoo": _("xăm"),
    "defer.piercing": _("xỏ khuyên"),
    "defer.exposure": _("tiếp xúc máu, dịch cơ thể của người có nguy cơ"),
    "defer.typhoid": _("khỏi thương hàn"),
    "defer.sepsis": _("khỏi nhiễm khuẩn huyết"),
    "defer.snake_bite": _("khỏi sau rắn cắn"),
    "defer.thrombosis": _("khỏi tắc động mạch, tĩnh mạch"),
    "defer.osteomyelitis": _("khỏi viêm tủy xương"),
    "defer.pancreatitis": _("khỏi viêm tụy"),
    "defer.finasteride": _("uống finasterid"),
    "defer.isotretinoin": _("dùng isotretinoin"),
    "defer.tretinoin": _("dùng tretinoin"),
    "defer.gastroenteritis": _("khỏi viêm dạ dày ruột"),
    "defer.urinary_infection": _("khỏi viêm đường tiết niệu"),
    "defer.skin_infection": _("khỏi viêm da nhiễm khuẩn"),
    "defer.bronchitis": _("khỏi viêm phế quản"),
    "defer.pneumonia": _("khỏi viêm phổi"),
    "defer.measles": _("khỏi sởi"),
    "defer.pertussis": _("khỏi ho gà"),
    "defer.mumps": _("khỏi quai bị"),
    "defer.dengue": _("khỏi sốt xuất huyết"),
    "defer.dysentery": _("khỏi kiết lỵ"),
    "defer.rubella": _("khỏi rubella"),
    "defer.cholera": _("khỏi tả"),
    "defer.vaccine.rubella": _("tiêm vắc-xin rubella"),
    "defer.vaccine.measles": _("tiêm vắc-xin sởi"),
    "defer.vaccine.typhoid": _("dùng vắc-xin thương hàn"),
    "defer.vaccine.cholera": _("dùng vắc-xin tả"),
    "defer.vaccine.mumps": _("tiêm vắc-xin quai bị"),
    "defer.vaccine.varicella": _("tiêm vắc-xin thủy đậu"),
    "defer.vaccine.bcg": _("tiêm vắc-xin lao (BCG)"),
    "defer.vaccine.other": _("tiêm vắc-xin khác"),
    "defer.low_haemoglobin": _("lần khám trước huyết sắc tố thấp"),
    "defer.flu": _("khỏi cúm"),
    "defer.cold": _("khỏi cảm lạnh"),
    "defer.allergic_rhinitis": _("khỏi viêm mũi dị ứng"),
    "defer.sore_throat": _("khỏi viêm họng"),
    "defer.migraine": _("khỏi cơn đau nửa đầu"),
    "defer.aspirin": _("uống aspirin"),
    "defer.clopidogrel": _("uống clopidogrel"),
    "defer.ticlopidine": _("uống ticlopidin"),
    "defer.piroxicam": _("uống piroxicam"),
    "defer.covid.recovered": _("khỏi COVID-19"),
    "defer.covid.contact": _("tiếp xúc người mắc COVID-19"),
    "defer.covid.outbreak_area": _("rời vùng dịch COVID-19"),
    "defer.covid_vaccine.approved": _("tiêm vắc-xin COVID-19 được Bộ Y tế cấp phép"),
    "defer.covid_vaccine.live_or_unknown": _("tiêm vắc-xin COVID-19 sống hoặc chưa rõ loại"),
    "defer.covid_vaccine.trial": _("tham gia thử vắc-xin COVID-19"),
    "exclude.illness": _("bệnh mạn tính, cấp tính trong danh mục"),
    "exclude.pregnant": _("đang mang thai"),
    "exclude.organ_given": _("đã hiến mô, tạng"),
    "exclude.addiction": _("nghiện chất"),
    "exclude.disability": _("khuyết tật nặng"),
    "exclude.medicines": _("đang dùng thuốc trong danh mục"),
    "exclude.bloodborne": _("bệnh lây qua đường máu, đường tình dục"),
    "test.malaria_area": _("ở hoặc đi qua vùng sốt rét"),
    "rest.risky_work": _("Bay, lái cẩu, làm trên cao hay dưới sâu, lái xe buýt, tàu: nghỉ ít nhất"),
    "rest.hard_training": _("Tập luyện, gắng sức nặng: nghỉ ít nhất"),
}
NOTES = (
    gettext_noop("cộng mọi thành phần"),
    gettext_noop("ngày bắt đầu là phỏng đoán"),
    gettext_noop("ngày bắt đầu là phỏng đoán: nguồn không ghi ngày"),
    gettext_noop("theo trí nhớ (recalled), cần tra lại"),
    gettext_noop("nguồn chỉ ghi năm"),
    gettext_noop(
        "ngày bắt đầu là phỏng đoán: nguồn không ghi ngày; quan trọng nhất khi hiến tiểu cầu"
    ),
    gettext_noop("chưa rõ điểm nào của Thông tư"),
    gettext_noop("không gắng sức; ngày bắt đầu là phỏng đoán: nguồn không ghi ngày"),
    gettext_noop("tính từ khi hết vi-rút, lần tiếp xúc cuối, hoặc ngày rời vùng dịch"),
    gettext_noop("tính từ khi âm tính và hết triệu chứng; nguồn chỉ ghi năm"),
)
"""The notes of `data/rules.toml`, so that they have their English."""
VALUES = (gettext_noop("bác sĩ xét"), gettext_noop("xét nghiệm thêm"))
"""And the rules there that are words."""


def topic(code: str) -> str:
    """The key of TOPICS under which a rule is read."""
    word = code.removeprefix("blood.").split(".")[0]
    if code.startswith("blood.defer.covid"):
        return "covid"
    return "exclude" if word == "test" else word


def place(code: str) -> tuple[int, ...]:
    """Where a rule stands in the order of reading."""
    word = code.removeprefix("blood.")
    if word in _NAMES:
        return (0, list(_NAMES).index(word))
    kinds = list(KINDS)
    return (1, *(kinds.index(_BY_WORD[part]) for part in word.split(".")[1:]))


def name(code: str) -> str:
    """ "Máu toàn phần → tiểu cầu", "khỏi sốt rét". Raises KeyError for a code without name."""
    word = code.removeprefix("blood.")
    if word.startswith("gap."):
        _gap, last, wanted = word.split(".")
        pair = {"last": KINDS[_BY_WORD[last]], "wanted": KINDS[_BY_WORD[wanted]]}
        return say("%(last)s → %(wanted)s") % pair
    if word.startswith("weight.") and word.count(".") == 1:
        kind = KINDS[_BY_WORD[word.removeprefix("weight.")]]
        return say("Gạn tách %(kind)s: nặng ít nhất") % {"kind": kind}
    return str(_NAMES[word])


def names(codes: Iterable[str]) -> list[str]:
    """The same of several, waits after one kind of gift in one line: "sau tiểu cầu: huyết
    tương, máu toàn phần"."""
    found: list[str] = []
    after: dict[str, list[str]] = {}
    for code in codes:
        if code.startswith("blood.gap."):
            last, wanted = code.split(".")[2:]
            after.setdefault(last, []).append(str(KINDS[_BY_WORD[wanted]]))
        else:
            found.append(name(code))
    for last, wanted_kinds in after.items():
        pair = {"last": KINDS[_BY_WORD[last]], "wanted": ", ".join(wanted_kinds)}
        found.append(say("sau %(last)s: %(wanted)s") % pair)
    return found

"""What is counted: the units of a quantity, which of them come only whole, and how they convert."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Unit:
    """`code` is what books keep; `factor` leads to the base unit of the `dimension`.

    Things of the dimension "count" are each their own kind: 5 suất are never 5 người.
    """

    code: str
    name: "StrOrPromise"
    dimension: str = "count"
    whole: bool = True
    factor: Decimal = Decimal(1)


def _table(*units: Unit) -> Mapping[str, Unit]:
    return MappingProxyType({unit.code: unit for unit in units})


UNITS = _table(
    Unit("người", _("người")),
    Unit("lượt", _("lượt")),
    Unit("lần", _("lần")),
    Unit("hộ", _("hộ")),
    Unit("trẻ", _("trẻ")),
    Unit("tổ", _("tổ")),
    Unit("suất", _("suất")),
    Unit("phiếu", _("phiếu")),
    Unit("cái", _("cái")),
    Unit("bồn cầu", _("bồn cầu")),
    Unit("bánh tét", _("bánh tét")),
    Unit("đơn vị máu", _("đơn vị máu")),
    Unit("ngày công", _("ngày công"), whole=False),
    Unit("kg", _("kg"), "mass", whole=False),
    Unit("tấn", _("tấn"), "mass", whole=False, factor=Decimal(1000)),
    Unit("m", _("m"), "length", whole=False),
    Unit("km", _("km"), "length", whole=False, factor=Decimal(1000)),
    Unit("m²", _("m²"), "area", whole=False),
    Unit("ml", _("ml"), "volume", whole=False),
    Unit("ml/kg", _("ml/kg"), "volume by weight", whole=False),
    Unit("g/l", _("g/l"), "concentration", whole=False),
    Unit("phút", _("phút"), "minutes"),
    Unit("giờ", _("giờ"), "minutes", whole=False, factor=Decimal(60)),
    Unit("ngày", _("ngày"), "days"),
    Unit("tuần", _("tuần"), "days", factor=Decimal(7)),
    Unit("tháng", _("tháng"), "months"),
    Unit("năm", _("năm"), "months", factor=Decimal(12)),
    Unit("tuổi", _("tuổi"), "age"),
    Unit("đ", _("đ"), "money"),
    Unit("%", _("%"), "share", whole=False),
)
_ALSO = {"vnd": "đ", "vnđ": "đ", "đồng": "đ", "m2": "m²", "kilogam": "kg", "mét": "m"}


def unit(code: str) -> Unit:
    """The unit by its code, or by a spelling people use ("VND", "m2"); else Refused."""
    spelt = " ".join(code.split())
    found = UNITS.get(spelt) or UNITS.get(_ALSO.get(spelt.lower(), spelt.lower()))
    if found is None:
        raise Refused(
            _("Chưa có đơn vị “%(unit)s”. Chọn một đơn vị có trong bảng.") % {"unit": spelt[:40]},
            code="unit.unknown",
        )
    return found


def factor(source: str, target: str) -> Decimal:
    """What a number of `source` is multiplied by to be one of `target`; Refused across kinds."""
    a, b = unit(source), unit(target)
    if a.code != b.code and (a.dimension != b.dimension or a.dimension == "count"):
        raise Refused(
            _("Không đổi được từ %(a)s sang %(b)s.") % {"a": a.name, "b": b.name},
            code="unit.not_convertible",
        )
    return a.factor / b.factor

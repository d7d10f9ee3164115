"""Measures are declared in code, once, beside the verbs that produce them."""

from dataclasses import dataclass

from django.utils.functional import Promise

from chungtay.journal.models import Measure
from chungtay.kit import units

registry: dict[str, "Declared"] = {}
_ids: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Declared:
    """A measure as the code knows it; `id` is its row's, looked up once in a process."""

    code: str
    name: str | Promise
    unit: str
    audience: str

    @property
    def id(self) -> int:
        if self.code not in _ids:
            _ids.update(Measure.objects.values_list("code", "id"))
        return _ids[self.code]


def measure(code: str, name: str | Promise, *, unit: str, audience: str = "ward") -> Declared:
    """Declare a measure: `code` like "blood.platelet_gifts", `unit` a code of `kit.units`.

    An unknown unit is Refused. `audience` says who may see sums: public, ward or sealed.
    """
    if code in registry:
        raise ValueError(f"measure {code} is declared twice")
    registry[code] = Declared(code, name, units.unit(unit).code, audience)
    return registry[code]


def load() -> int:
    """Bring the table into step with the code (run by `sync`, as the owner: the app's role may add
    a measure, and never change what one means); the number of measures."""
    kept = {measure.code: measure for measure in Measure.objects.all()}
    for code, declared in registry.items():
        fields = {"name": str(declared.name), "unit": declared.unit, "audience": declared.audience}
        if code not in kept:
            Measure.objects.create(code=code, **fields)
        elif any(getattr(kept[code], key) != value for key, value in fields.items()):
            Measure.objects.filter(code=code).update(**fields)
    _ids.clear()
    return len(registry)

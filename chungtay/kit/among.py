"""`field__among=values`: what `in` means, as one parameter. Django gives `in` one for each value,
which for thousands takes longer to put together than to answer."""

from typing import Any

from django.db import models


class Among(models.Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, values = self.process_lhs(compiler, connection)
        prepared = self.lhs.output_field.get_prep_value
        return f"{left} = ANY(%s)", (*values, [prepared(value) for value in self.rhs])


for kind in (models.Field, models.ForeignObject):
    kind.register_lookup(Among)

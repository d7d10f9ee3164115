"""Rows are found only through the one who acts (DESIGN rule 3).

A query on a `Scoped` model that nobody admitted raises `Unscoped` when it is compiled, whichever
way it was reached: get, count, aggregate, union, `|`, `Exists`, a forward key, prefetch, a form's
choices. A join from one scoped table to another raises too, because the other row has a place of
its own, unless `.crossing(...)` says why. The check sits in the query, not in the manager, so
that nothing that compiles SQL passes beside it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models.query import RawQuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from chungtay.kit.acting import Acting

M = TypeVar("M", bound=models.Model, covariant=True)


class Unscoped(RuntimeError):
    """A scoped row was about to be read in nobody's name. A fault of ours, never of a person's."""


@cache
def scoped_tables() -> dict[str, str]:
    """Table name → model label of every scoped model."""
    return {m._meta.db_table: m._meta.label for m in apps.get_models() if issubclass(m, Scoped)}


class ScopedQuery(Query):
    admitted: bool = False
    crossed: frozenset[str] = frozenset()

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        self.require_admission()
        compiler: SQLCompiler = super().get_compiler(*args, **kwargs)
        plain = compiler.get_from_clause

        def get_from_clause() -> Any:
            # Here, and only here, all joins are known, those of select_related included.
            self.refuse_joins()
            return plain()

        compiler.get_from_clause = get_from_clause  # type: ignore[method-assign]
        return compiler

    def require_admission(self) -> None:
        if not self.admitted:
            label = self.model._meta.label if self.model else "?"
            raise Unscoped(f"{label}: say .visible_to(acting), or .unscoped(why=…)")

    def refuse_joins(self) -> None:
        tables = scoped_tables()
        label = self.model._meta.label if self.model else "?"
        for alias, table in self.alias_map.items():
            joined = getattr(table, "parent_alias", None) is not None
            if not joined or not self.alias_refcount.get(alias):
                continue
            if table.table_name in tables and table.table_name not in self.crossed:
                raise Unscoped(
                    f"{label} joins {tables[table.table_name]}, whose rows have "
                    "a place of their own: say .crossing(path, why=…)"
                )

    def combine(self, rhs: Query, connector: str) -> None:
        self.require_admission()
        if isinstance(rhs, ScopedQuery):
            rhs.require_admission()
        super().combine(rhs, connector)


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that refuses to run until somebody stands behind it."""

    def __init__(
        self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None
    ) -> None:
        super().__init__(model, query or ScopedQuery(model), using, hints)

    @property
    def scoped_query(self) -> ScopedQuery:
        query = self.query
        assert isinstance(query, ScopedQuery)
        return query

    def _admit(self) -> Self:
        chained = self.all()
        chained.scoped_query.admitted = True
        return chained

    def visible_to(self, acting: Acting) -> Self:
        """The rows at places within the reach of whoever acts."""
        reach = acting.reach()
        admitted = self._admit()
        if reach is None:
            return admitted
        # A province reaches hundreds of places: one parameter for all, save where there is nothing
        # to ask for, or the database itself finds them.
        alone = isinstance(reach, models.QuerySet) or not reach
        return admitted.filter(**{"place_id__in" if alone else "place_id__among": reach})

    def unscoped(self, *, why: str) -> Self:
        """All rows, for a reason that can be grepped for and is read in review."""
        if not why.strip():
            raise Unscoped("unscoped() wants its why")
        return self._admit()

    def crossing(self, *paths: str, why: str) -> Self:
        """Allow joins along these relation paths, for a reason."""
        if not why.strip():
            raise Unscoped("crossing() wants its why")
        crossed = set(self.scoped_query.crossed)
        for path in paths:
            model: Any = self.model
            for step in path.split("__"):
                model = model._meta.get_field(step).related_model
                crossed.add(model._meta.db_table)
        chained = self.all()
        chained.scoped_query.crossed = frozenset(crossed)
        return chained

    def update(self, **kwargs: Any) -> int:
        self.scoped_query.require_admission()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self.scoped_query.require_admission()
        return super().delete()

    def _raw_delete(self, using: str | None) -> int:
        self.scoped_query.require_admission()
        return super()._raw_delete(using)

    def raw(self, *args: Any, **kwargs: Any) -> "RawQuerySet[Any]":
        self.scoped_query.require_admission()
        return super().raw(*args, **kwargs)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """The only manager of a scoped model, base manager included."""


class Scoped(models.Model):
    """Root of every model whose rows belong to a place and are found only through an actor."""

    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")

    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Any] | None = None,
    ) -> None:
        if from_queryset is None:
            from_queryset = type(self).objects.unscoped(why="the row is already in hand")
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)

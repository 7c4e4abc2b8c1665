"""Rows that people and models name by a public id: a letter and the row's number, `L-1042`."""

import re
from collections.abc import Iterable
from typing import ClassVar, Self, TypeVar

from django.db import models

# Eighteen digits fit every database's big integer; only the canonical spelling is an id.
PUBLIC_ID = re.compile(r"([A-Z])-([1-9][0-9]{0,17})")


class Numbered(models.Model):
    """A row with a public id. Numbers are never used twice, so an old id never finds a new row."""

    LETTER: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def public_id(self) -> str:
        return write_public_id(type(self), self.pk)


Row = TypeVar("Row", bound=Numbered)


class NumberedQuerySet(models.QuerySet[Row]):
    """Finds rows by public id; what is not an id of this kind finds nothing."""

    def with_public_ids(self, public_ids: Iterable[str]) -> Self:
        matches = [PUBLIC_ID.fullmatch(public_id) for public_id in public_ids]
        letter = self.model.LETTER
        return self.filter(pk__in=[int(m[2]) for m in matches if m and m[1] == letter])

    def with_public_id(self, public_id: str) -> Row | None:
        return self.with_public_ids([public_id]).first()


def write_public_id(model: type[Numbered], number: int) -> str:
    """`Listing, 1042` -> `L-1042`; for foreign keys this spares loading the row."""
    return f"{model.LETTER}-{number}"

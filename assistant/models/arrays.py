"""JSON arrays in queries, in the words of each database."""

from typing import Any

from django.db import models


class ArrayLength(models.Func):
    """How many elements the array in a JSON column has."""

    function = "JSON_ARRAY_LENGTH"
    output_field = models.IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """JSONB has a function of its own."""
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **context)

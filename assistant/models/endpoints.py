"""Rows of what models' endpoints were found able to do."""

from django.db import models


class EndpointCheck(models.Model):
    """One run of `check_model`: what an endpoint and model can do, as they were found.

    `capabilities` is `[{name, outcome, note}]`, `cases` `[{name, widget, passed, note}]`; times are
    in seconds. `first_token` is null where none came.
    """

    base_url = models.CharField(max_length=300)
    model = models.CharField(max_length=200)
    offline = models.BooleanField(default=False)
    capabilities = models.JSONField(default=list)
    cases = models.JSONField(default=list)
    first_token = models.FloatField(null=True)
    took = models.FloatField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=["-created"]),)

    def __str__(self) -> str:
        return f"{self.model} at {self.base_url}"

    @property
    def passed(self) -> int:
        """How many cases held their widget."""
        return sum(bool(case["passed"]) for case in self.cases)

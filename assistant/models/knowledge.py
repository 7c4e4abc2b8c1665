"""Rows of what a tenant's assistant can look up: documents and the excerpts they are cut into."""

from datetime import date

from django.db import models
from django.utils import timezone

from assistant.models.conversations import Tenant


class KnowledgeDocumentQuerySet(models.QuerySet["KnowledgeDocument"]):
    """Reads of documents."""

    def of_tenant(self, tenant: str) -> "KnowledgeDocumentQuerySet":
        """Those a tenant brought in, by path."""
        return self.filter(tenant__slug=tenant).order_by("path")


class KnowledgeDocument(models.Model):
    """One imported file. `path` is relative to the folder it came from.

    `dated` is when it says it was written; it is stale `stale_after` days later, or after as many
    as the settings say.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="documents")
    path = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    dated = models.DateField()
    stale_after = models.PositiveIntegerField(null=True)
    imported = models.DateTimeField(default=timezone.now)

    objects = KnowledgeDocumentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant", "path"], name="one_document_per_path"),
        )

    def __str__(self) -> str:
        return self.title

    def is_stale(self, today: date, stale_after: int) -> bool:
        """Whether it is older than it should be; `stale_after` (days) unless it says itself."""
        return (today - self.dated).days > (self.stale_after or stale_after)


class KnowledgeExcerpt(models.Model):
    """A piece of a document: `text` stands there at `start` to `end`, in code points.

    `heading` are the titles it stands below, the outermost first. The full-text index beside these
    rows is of `assistant.models.full_text`.
    """

    document = models.ForeignKey(
        KnowledgeDocument, on_delete=models.CASCADE, related_name="excerpts"
    )
    number = models.PositiveIntegerField()
    heading = models.JSONField(default=list)
    page = models.PositiveIntegerField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["document", "number"], name="one_excerpt_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.document_id}.{self.number}"

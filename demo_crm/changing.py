"""Changes rows so that each change can be taken back, once per call."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from assistant.host import Actor, ToolFault
from demo_crm.models import Change, Member
from demo_crm.models.numbered import Numbered, NumberedQuerySet


@transaction.atomic
def change_row(*, author: Member, key: str, row: Numbered, fields: Mapping[str, Any]) -> Change:
    """Set `fields` of a row and keep what stood there; `row` shows it. The same key acts once."""
    kind = type(row)
    locked = kind._base_manager.select_for_update().get(pk=row.pk)
    change, is_new = Change.objects.get_or_create(
        author=author,
        key=key,
        defaults={
            "row": row.public_id,
            "before": {name: _write(getattr(locked, name)) for name in fields},
            "after": {name: _write(value) for name, value in fields.items()},
        },
    )
    if is_new:
        kind._base_manager.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    return change


@transaction.atomic
def take_back_change(*, actor: Actor, key: str, rows: NumberedQuerySet[Any]) -> None:
    """Undo what the call with `key` changed in one of `rows`; nothing is left to do twice.

    Raises ToolFault `changed_since` where somebody wrote something else into it meanwhile.
    """
    change = Change.objects.made_by(actor).filter(key=key).first()
    row = rows.select_for_update(of=("self",)).with_public_id(change.row) if change else None
    if change is None or row is None:
        return
    if any(_write(getattr(row, name)) != value for name, value in change.after.items()):
        raise ToolFault("changed_since", "It was changed again since then, so it stays as it is.")
    fields = {name: row._meta.get_field(name) for name in change.before}
    before = {name: fields[name].to_python(value) for name, value in change.before.items()}
    type(row)._base_manager.filter(pk=row.pk).update(**before)
    change.delete()


def _write(value: Any) -> Any:
    # One moment is written in one way, on whatever clock it was said.
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value

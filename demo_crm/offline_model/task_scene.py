"""The scene that notes a task. No I/O."""

import re
from datetime import datetime

from demo_crm.offline_model.due_words import take_due
from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import clip, join, widget

_LEAD = re.compile(
    r"(?:(?:that\s+)?i\s+(?:need|have|want)\s+to|that\s+i(?:\s+should)?|to|called|named|for|:)\s+",
    re.IGNORECASE,
)


def add_task(words: str, now: datetime | None) -> Scene:
    """Note what is to be done, with the day and the time the words name."""
    rest, due = take_due(words, now)
    title = _LEAD.sub("", rest, count=1) if _LEAD.match(rest) else rest
    arguments = {"title": clip(title[:1].upper() + title[1:], 160)} | ({"due": due} if due else {})
    made = yield Use("create_task", arguments)
    said = "Here is your task."
    if due is None:
        said = "Here is your task, without a date, for I read none."
    return Say(join(said, widget("task", {"task": made.value["task"]["id"]})))

"""The scene that answers from the house's documents: look it up, and quote. No I/O."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from demo_crm.offline_model.moves import Say, Scene, Use
from demo_crm.offline_model.replies import join, quote, widget

NOTHING = (
    "Our documents say nothing about that, as far as this script can find. Ask it in other words, "
    "or ask your broker."
)
_LONGEST_QUESTION = 400
_LONGEST_QUOTE = 600
_ENOUGH = 300
_WORD = re.compile(r"[^\W_]{3,}")
_SEAM = re.compile(r"(?<=[.!?])\s+(?=\w)|\n(?=[-*+]\s)")
_BULLET = re.compile(r"^[-*+]\s+")


def ask_knowledge(question: str) -> Scene:
    """Quote the excerpt that fits best; say so where none does."""
    found = yield Use("search_knowledge", {"question": question[:_LONGEST_QUESTION]})
    whole = [
        (index, each)
        for index, each in enumerate(found.value["excerpts"])
        if not each.get("partial")
    ]
    if not whole:
        return Say(NOTHING)
    index, best = whole[0]
    payload = {
        "from": found.handle,
        "path": f"/excerpts/{index}",
        "quote": choose_quote(best["text"], question),
    }
    told = f"This is what **{quote(best['title'])}** says of it."
    others = [each["title"] for _, each in whole[1:3] if each["title"] != best["title"]]
    more = f"There may be more in *{quote(others[0])}*." if others else ""
    return Say(join(told + _tell_age(best), widget("citation", payload), more))


def _tell_age(excerpt: Mapping[str, Any]) -> str:
    return " It is old, so ask whether it still holds." if excerpt["stale"] else ""


def choose_quote(text: str, question: str) -> str:
    """Sentences of an excerpt: the one with most of the question's words, and what follows it."""
    asked = set(_read_stems(question))
    sentences = [" ".join(each.split()) for each in _SEAM.split(text)]
    shares = [len(asked & set(_read_stems(each))) for each in sentences]
    first, *rest = sentences[shares.index(max(shares)) :]
    chosen = _BULLET.sub("", first)
    for sentence in rest:
        if _BULLET.match(sentence) or len(chosen) + len(sentence) > _ENOUGH:
            break
        chosen = f"{chosen} {sentence}"
    return chosen[:_LONGEST_QUOTE]


def _read_stems(text: str) -> Iterator[str]:
    """Words by their first four letters, which is good enough to choose a sentence."""
    return (word[0][:4].casefold() for word in _WORD.finditer(text))

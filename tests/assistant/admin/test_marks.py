"""Marks count UTF-16 units, as browsers do, and survive whatever they are given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.admin.marks import Mark, Run, cut_excerpt, mark_text


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_mark_counts_utf16_units():
    before = "😀 costs "
    mark = Mark(units(before), units(before) + 2, "no source")
    assert mark_text(f"{before}$9.", [mark]) == (Run(before), Run("$9", "no source"), Run("."))


def test_marks_that_overlap_tell_both():
    runs = mark_text("abcd", [Mark(0, 3, "one"), Mark(1, 4, "two")])
    assert runs == (Run("a", "one"), Run("bc", "one; two"), Run("d", "two"))


def test_text_without_marks_is_one_run():
    assert mark_text("abc", []) == (Run("abc"),)
    assert mark_text("", []) == ()


@given(
    st.text(), st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40))), st.text(max_size=3)
)
def test_nothing_is_lost_wherever_marks_lie(text, places, notice):
    runs = mark_text(text, [Mark(start, end, notice) for start, end in places])
    joined = "".join(run.text for run in runs)
    # A mark may cut a character in two halves, which are then told as escapes.
    assert joined == text or "\\ud" in joined


@pytest.mark.parametrize("mark", [Mark(5, 2, ""), Mark(-1, -1, ""), Mark(90, 99, "")])
def test_a_mark_that_points_nowhere_has_no_words(mark):
    assert cut_excerpt("short", mark).text == ""


def test_an_excerpt_stands_in_its_context():
    text = "9 and 9 and 9" + "." * 100
    excerpt = cut_excerpt(text, Mark(6, 7, ""))
    assert (excerpt.before, excerpt.text) == ("9 and ", "9")
    assert excerpt.after.endswith("…")
    assert cut_excerpt("." * 100 + "9", Mark(100, 101, "")).before.startswith("…")

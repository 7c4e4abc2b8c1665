"""Differences line by line."""

from assistant.admin.differences import compare


def test_equal_texts_differ_in_nothing():
    assert compare("a\nb", "a\nb") == []


def test_what_went_and_what_came_with_what_stands_around():
    lines = compare("a\nold\nz", "a\nnew\nz")
    assert [(line.kind, line.text) for line in lines] == [
        ("gap", "-1,3 +1,3"),
        ("same", "a"),
        ("gone", "old"),
        ("new", "new"),
        ("same", "z"),
    ]


def test_lines_that_look_like_a_diff_are_only_text():
    lines = compare("--- a\n@@ x @@", "+++ b\n@@ x @@")
    assert [(line.kind, line.text) for line in lines[1:]] == [
        ("gone", "--- a"),
        ("new", "+++ b"),
        ("same", "@@ x @@"),
    ]


def test_far_apart_changes_leave_out_what_lies_between():
    before = [str(number) for number in range(100)]
    after = ["first", *before[1:-1], "last"]
    lines = compare("\n".join(before), "\n".join(after))
    assert [line.kind for line in lines].count("gap") == 2
    assert len(lines) < 20

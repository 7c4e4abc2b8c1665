"""A conversation's turns as a tree."""

from types import SimpleNamespace

from assistant.admin.trees import lay_out_tree


def turn(name: str, parent: str | None = None, created: int = 0) -> SimpleNamespace:
    return SimpleNamespace(pk=name, parent_id=parent, created=created)


def lay_out(*turns, leaf=None):
    return [(each.turn.pk, each.depth, each.is_shown) for each in lay_out_tree(turns, leaf)]


def test_a_straight_conversation_does_not_move_in():
    turns = (turn("a"), turn("b", "a"), turn("c", "b"))
    assert lay_out(*turns, leaf="c") == [("a", 0, True), ("b", 0, True), ("c", 0, True)]


def test_a_fork_moves_in_oldest_first_and_only_the_shown_branch_is_marked():
    turns = (turn("a"), turn("new", "a", 2), turn("old", "a", 1), turn("after", "old", 3))
    assert lay_out(*turns, leaf="after") == [
        ("a", 0, True),
        ("old", 1, True),
        ("after", 1, True),
        ("new", 1, False),
    ]


def test_a_first_message_that_was_edited_has_siblings():
    assert lay_out(turn("a", None, 1), turn("b", None, 2), leaf="b") == [
        ("a", 0, False),
        ("b", 0, True),
    ]


def test_a_parent_that_is_not_there_hides_nobody():
    assert lay_out(turn("a", "gone"), leaf="other") == [("a", 0, False)]


def test_a_thousand_turns_deep():
    turns = [turn("0"), *(turn(str(at), str(at - 1), at) for at in range(1, 3000))]
    assert len(lay_out(*turns, leaf="2999")) == 3000

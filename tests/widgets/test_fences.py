"""Lines read character by character: what they may become, and what they are."""

import pytest

from widgets.fences import ClosingLine, Fence, OpeningLine, read_name


def opening(text: str) -> OpeningLine:
    line = OpeningLine()
    for char in text:
        line.step(char)
    return line


def closing(text: str, fence: Fence) -> ClosingLine:
    line = ClosingLine(fence)
    for char in text:
        line.step(char)
    return line


@pytest.mark.parametrize(
    ("text", "fence"),
    [
        ("```", Fence("`", 3)),
        ("   ````js", Fence("`", 4)),
        ("~~~", Fence("~", 3)),
        ("~~~~ `a`", Fence("~", 4)),
        ("```widget a", Fence("`", 3)),
    ],
)
def test_a_line_opens_a_fence(text: str, fence: Fence) -> None:
    assert opening(text).fence() == fence


@pytest.mark.parametrize(
    "text", ["", "``", "~~", "Hi", "    ```", "\t```", "``` `", "``~", "- ```"]
)
def test_a_line_opens_no_fence(text: str) -> None:
    assert opening(text).fence() is None


@pytest.mark.parametrize("text", ["```widget", "```widget a", "``` \twidget\ta b", "```widget A"])
def test_a_line_opens_a_widget_by_its_first_word(text: str) -> None:
    assert opening(text).opens_widget()


@pytest.mark.parametrize("text", ["```", "```widge", "```widgets", "```js widget", "~~~widget a"])
def test_a_line_with_another_first_word_opens_no_widget(text: str) -> None:
    assert not opening(text).opens_widget()


@pytest.mark.parametrize("text", ["", "  ", "``", "```", "```  w", "```widget ", "```widget a b"])
def test_a_line_is_held_while_it_may_open_a_widget(text: str) -> None:
    line = opening(text)
    assert line.may_open_widget
    assert not line.is_text


@pytest.mark.parametrize("text", ["~", "```x", "```widgetx", "~~~widget"])
def test_a_line_is_let_go_once_it_can_open_no_widget(text: str) -> None:
    assert not opening(text).may_open_widget


@pytest.mark.parametrize("text", ["```", "   ```", "`````", "``` \t"])
def test_a_line_closes_its_fence(text: str) -> None:
    assert closing(text, Fence("`", 3)).closes()


@pytest.mark.parametrize("text", ["", "``", "    ```", "\t```", "``` x", "~~~", "`` `", "x```"])
def test_a_line_does_not_close_its_fence(text: str) -> None:
    assert not closing(text, Fence("`", 3)).closes()


def test_a_tilde_fence_is_closed_by_tildes() -> None:
    assert closing("~~~", Fence("~", 3)).closes()
    assert not closing("```", Fence("~", 3)).closes()


def test_a_long_fence_needs_a_long_closer() -> None:
    assert closing("`````", Fence("`", 5)).closes()
    assert not closing("````", Fence("`", 5)).closes()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("```widget a", "a"),
        ("  ````  widget\tprice_list2  ", "price_list2"),
        ("```widget", None),
        ("```widgeta", None),
        ("```widget a b", None),
        ("```widget A", None),
        ("```widget a\u2028", None),
        ("```widget é", None),
        ("```widget ٣", None),
    ],
)
def test_a_name_is_read_from_a_well_formed_opener_only(line: str, name: str | None) -> None:
    assert read_name(line) == name

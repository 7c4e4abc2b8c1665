"""marks.js and stretches.js: ranges of a source are found again in what is drawn of it."""

import random
from typing import Any

import pytest
from playwright.async_api import Page

from tests.support.places import place

pytestmark = pytest.mark.asyncio(loop_scope="session")

MARK = """async ([text, ranges, pointer]) => {
  const { renderMarkdown } = await import("/static/assistant/markdown.js");
  const { paragraphs } = await import("/static/assistant/elements.js");
  const { markRanges, removeMarks } = await import("/static/assistant/marks.js");
  const root = document.createElement("div");
  root.append(...(pointer === null ? renderMarkdown(text) : paragraphs(text, pointer)));
  const before = root.innerHTML;
  const marked = markRanges(root, ranges.map((range) => ({ pointer, ...range })));
  const html = root.innerHTML.replaceAll(/<span[^>]*>/g, "{").replaceAll("</span>", "}");
  removeMarks(root);
  return { html, count: marked.size, isRestored: root.innerHTML === before };
}"""

ORIGINS = """async (texts) => {
  const { renderMarkdown } = await import("/static/assistant/markdown.js");
  const { findOrigin } = await import("/static/assistant/stretches.js");
  return texts.flatMap((text) => {
    const root = document.createElement("div");
    root.append(...renderMarkdown(text));
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const wrong = [];
    while (walker.nextNode()) {
      const { data } = walker.currentNode;
      const { start } = findOrigin(walker.currentNode);
      const there = text.slice(start, start + data.length);
      // Where a line was cut, broken or joined, one kind of space stands for another.
      const [one, other] = [data, there].map((each) => each.replace(/[\\s\\\\]/g, " "));
      if (one !== other) wrong.push([text, data, there]);
    }
    return wrong;
  });
}"""

SELECT = """async ([from, to]) => {
  const { renderMarkdown } = await import("/static/assistant/markdown.js");
  const { markRanges, removeMarks } = await import("/static/assistant/marks.js");
  const root = document.createElement("div");
  root.append(...renderMarkdown("Home for $1,250,000 today"));
  document.body.append(root);
  const [text] = root.firstChild.childNodes;
  const selection = document.getSelection();
  selection.setBaseAndExtent(text, from, text, to);
  const said = [String(selection)];
  markRanges(root, [{ pointer: null, start: 9, end: 19 }]);
  said.push(String(selection));
  removeMarks(root);
  said.push(String(selection));
  const isHeld = root.firstChild.firstChild === text;
  root.remove();
  return { said, isHeld };
}"""

MARKED = [
    ("Costs $5 now", "$5", "<p>Costs {$5} now</p>"),
    ("Costs **$5** now", "$5", "<p>Costs <strong>{$5}</strong> now</p>"),
    ("***$5*** _$6_", "$6", "<p><strong><em>$5</em></strong> <em>{$6}</em></p>"),
    ("a [for $5 b](/x) c", "$5", '<p>a <a href="/x">for {$5} b</a> c</p>'),
    ("at **$1**,250 *now*", "$1**,250", "<p>at <strong>{$1}</strong>{,250} <em>now</em></p>"),
    ("# Now $5 #", "$5", "<h3>Now {$5}</h3>"),
    ("- a\n\n  - b $5\n", "$5", "<ul><li>a<ul><li>b {$5}</li></ul></li></ul>"),
    ("1. $5\n   and\n   $6", "$6", "<ol><li>$5\nand\n{$6}</li></ol>"),
    ("\t- a\n\t  $5", "$5", "<ul><li>a\n{$5}</li></ul>"),
    ("one  \r\n  two $5\r\nend", "two $5", "<p>one<br>{two $5}\nend</p>"),
    ("one\n   two", "one\n   two", "<p>{one\n}{two}</p>"),
    (r"\*\$5\* or", r"\$5", "<p>*{$5}* or</p>"),
    ("`$5` b", "$5", "<p><code>{$5}</code> b</p>"),
    ("`` a $5`x ``", "$5", "<p><code>a {$5}`x</code></p>"),
    ("```js\nlet a\n  = $5;\n```", "$5", '<pre tabindex="0"><code>let a\n  = {$5};</code></pre>'),
    ("**open $5 and [x", "$5", "<p>**open {$5} and [x</p>"),
    ("🏡 for $5", "$5", "<p>🏡 for {$5}</p>"),
]


async def mark(
    page: Page, text: str, *ranges: dict[str, Any], pointer: str | None = None
) -> dict[str, Any]:
    marked: dict[str, Any] = await page.evaluate(MARK, [text, list(ranges), pointer])
    assert marked["isRestored"]
    return marked


@pytest.mark.parametrize(("text", "words", "html"), MARKED, ids=repr)
async def test_a_figure_is_marked_where_it_stands(
    blank_page: Page, text: str, words: str, html: str
) -> None:
    assert (await mark(blank_page, text, place(words, text)))["html"] == html


async def test_many_figures_of_one_line_are_marked(blank_page: Page) -> None:
    text = "1 and 22 and 333"
    ranges = [place(words, text) for words in ("333", "22", "1")]
    assert (await mark(blank_page, text, *ranges))["html"] == "<p>{1} and {22} and {333}</p>"


async def test_a_character_of_two_units_is_not_torn(blank_page: Page) -> None:
    marked = await mark(blank_page, "a🏡b", {"start": 2, "end": 3}, {"start": 3, "end": 4})
    assert marked["html"] == "<p>a{🏡}{b}</p>"


@pytest.mark.parametrize(("start", "end"), [(90, 95), (-5, 0), (3, 3), (12, 12)])
async def test_a_range_that_is_nowhere_marks_nothing(
    blank_page: Page, start: int, end: int
) -> None:
    marked = await mark(blank_page, "Costs $5 now", {"start": start, "end": end})
    assert (marked["html"], marked["count"]) == ("<p>Costs $5 now</p>", 0)


async def test_a_range_that_goes_beyond_the_text_ends_with_it(blank_page: Page) -> None:
    marked = await mark(blank_page, "Costs $5", {"start": 6, "end": 999})
    assert marked["html"] == "<p>Costs {$5}</p>"


async def test_a_string_of_a_payload_is_marked_by_its_pointer(blank_page: Page) -> None:
    text = "  Hi Jordan,\n\n  it costs $5\nonly.\r\n \r\nAlice  "
    marked = await mark(blank_page, text, place("$5", text), pointer="/body")
    p = '<p class="weft-lines">'
    assert marked["html"] == f"{p}Hi Jordan,</p>{p}it costs {{$5}}\nonly.</p>{p}Alice</p>"
    elsewhere = {**place("$5", text), "pointer": "/subject"}
    assert (await mark(blank_page, text, elsewhere, pointer="/body"))["count"] == 0


@pytest.mark.parametrize("seed", [random.randrange(2**32)])
async def test_every_text_knows_its_place(blank_page: Page, seed: int) -> None:
    dice = random.Random(seed)
    scraps = [*"*_`[]()\\#-~\n\n\n    ", "\r\n", "- ", "1. ", "```", "](/x)", "**", "a b", "🏡"]
    texts = ["".join(dice.choices(scraps, k=dice.randrange(60))) for _ in range(1500)]
    assert await blank_page.evaluate(ORIGINS, texts) == []


@pytest.mark.parametrize(
    ("start", "end"), [(0, 4), (0, 25), (7, 12), (10, 15), (12, 22), (20, 25), (22, 5)]
)
async def test_a_selection_stays(blank_page: Page, start: int, end: int) -> None:
    kept = await blank_page.evaluate(SELECT, [start, end])
    assert kept["said"] == ["Home for $1,250,000 today"[min(start, end) : max(start, end)]] * 3
    assert kept["isHeld"]

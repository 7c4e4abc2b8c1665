"""markdown.js: what prose looks like, and that nothing a model writes becomes more than prose."""

import random
from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

RENDER = """async (texts) => {
  const { renderMarkdown } = await import("/static/assistant/markdown.js");
  return texts.map((text) => {
    const place = document.createElement("div");
    document.body.append(place);
    place.append(...renderMarkdown(text));
    const elements = [...place.querySelectorAll("*")].map((made) => ({
      tag: made.localName,
      attributes: Object.fromEntries([...made.attributes].map(({ name, value }) => [name, value])),
    }));
    const shown = { html: place.innerHTML, text: place.textContent, elements };
    place.remove();
    return shown;
  });
}"""

ALLOWED = {
    **{tag: set[str]() for tag in ("p", "ul", "li", "strong", "em", "code", "br", "hr")},
    **{tag: set[str]() for tag in ("h3", "h4", "h5", "h6")},
    "ol": {"start"},
    "pre": {"tabindex"},
    "a": {"href", "target", "rel"},
}

DRAWN = {
    "One\ntwo.\n\nThree.": "<p>One\ntwo.</p><p>Three.</p>",
    "one  \ntwo\\\nthree": "<p>one<br>two<br>three</p>",
    "a **b** *c* ***d*** __e__ _f_": (
        "<p>a <strong>b</strong> <em>c</em> <strong><em>d</em></strong>"
        " <strong>e</strong> <em>f</em></p>"
    ),
    "**bold with *both* in it**": "<p><strong>bold with <em>both</em> in it</strong></p>",
    "snake_case_name, 3 * 4 * 5 and **open": "<p>snake_case_name, 3 * 4 * 5 and **open</p>",
    r"\*not this\* \[nor\](/x)": "<p>*not this* [nor](/x)</p>",
    "`a < b` and `` a`b `` and `open": (
        "<p><code>a &lt; b</code> and <code>a`b</code> and `open</p>"
    ),
    "`**code**`": "<p><code>**code**</code></p>",
    "# One #\n###### Six\n#no": "<h3>One</h3><h6>Six</h6><p>#no</p>",
    "- a\n- b\n  - c\n- d": "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>",
    "1. a\n\n   more\n2. b": "<ol><li>a<p>more</p></li><li>b</li></ol>",
    "3. a\n4. b\n- c": '<ol start="3"><li>a</li><li>b</li></ol><ul><li>c</li></ul>',
    "1. a\n  - b\n2. c": "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    "- a\n\n- b\n\nafter": "<ul><li>a</li><li>b</li></ul><p>after</p>",
    "- a\ngoes on\n\nafter": "<ul><li>a\ngoes on</li></ul><p>after</p>",
    "Built in\n1938. Sold in\n2019.": "<p>Built in\n1938. Sold in\n2019.</p>",
    "Three:\n- a": "<p>Three:</p><ul><li>a</li></ul>",
    "a\n\n---\n\nb": "<p>a</p><hr><p>b</p>",
    "```js\nlet a = `1`;\n\n# no\n```\nafter": (
        '<pre tabindex="0"><code>let a = `1`;\n\n# no</code></pre><p>after</p>'
    ),
    "~~~~\n```\n~~~\n~~~~": '<pre tabindex="0"><code>```\n~~~</code></pre>',
    "```\nstill coming": '<pre tabindex="0"><code>still coming</code></pre>',
    "[home](/crm/listings/L-1042/)": '<p><a href="/crm/listings/L-1042/">home</a></p>',
    "[m](mailto:jordan@example.com)": '<p><a href="mailto:jordan@example.com">m</a></p>',
    "[**b** `c`](https://example.com/a_(b)?q=_x_)": (
        '<p><a href="https://example.com/a_(b)?q=_x_" target="_blank"'
        ' rel="noopener noreferrer"><strong>b</strong> <code>c</code></a></p>'
    ),
    "[1] and [see](/x) [ ] [z": '<p>[1] and <a href="/x">see</a> [ ] [z</p>',
    "": "",
    " \n\t\n": "",
}

HOSTILE = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert`1`)",
    "[x](\tjavascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox)",
    "[x](blob:https://a.example/1)",
    "[x](file:///etc/passwd)",
    "[x](http://plain.example/)",
    "[x](ftp://plain.example/)",
    "[x](//evil.example/)",
    "[x](/\\evil.example/)",
    "[x](\\\\evil.example/)",
    "[x](/\\\\evil.example/)",
    "[x](https:evil.example)",
    "[x](https:/evil.example)",
    "[x](https://bank.example@evil.example/)",
    "[x](https://)",
    "[x](mailto:)",
    "[x](relative/path)",
    "[x](#top)",
    "[x](?q=1)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x]\n\n[x]: https://evil.example/",
    "<javascript:alert(1)> <https://evil.example/>",
    "https://evil.example/ www.evil.example",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)><script>alert(1)</script><iframe srcdoc='<p>'></iframe>",
    "<a href='javascript:alert(1)'>x</a><style>*{display:none}</style>",
    "![x](https://evil.example/pixel.png)",
    "![x](//evil.example/pixel.png)",
    "![x](data:image/png;base64,AAAA)",
    "[![x](https://evil.example/a.png)](javascript:alert(1))",
    '[x](https://a.example/"onmouseover=alert(1))',
    '[x](https://a.example/ "t" onmouseover=alert(1))',
    "**<b onclick=alert(1)>** `<img src=x>`",
    "```<script>\n<script>alert(1)</script>\n```",
    "- <img src=x onerror=alert(1)>\n  1. [x](javascript:alert(1))",
    "# <img src=x onerror=alert(1)>",
    "<!-- [x](https://evil.example/) --> &lt;img src=x&gt; &#60;img&#62;",
    "[a\x00](java\x00script:alert(1)) \ud83d \ufffe \u202e",
]
REFUSED = HOSTILE[: HOSTILE.index("[x]\n\n[x]: https://evil.example/") + 1]


# The seed is in the name of the test that it failed.
with_a_seed = pytest.mark.parametrize("seed", [random.randrange(2**32)])


async def render(page: Page, *texts: str) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = await page.evaluate(RENDER, list(texts))
    return shown


def assert_harmless(shown: dict[str, Any]) -> None:
    for made in shown["elements"]:
        assert made["tag"] in ALLOWED, shown["html"]
        assert set(made["attributes"]) <= ALLOWED[made["tag"]], shown["html"]
        address = made["attributes"].get("href", "/")
        assert address.startswith(("https://", "mailto:", "/")), address
        assert not address.startswith(("//", "/\\")), address


@pytest.mark.parametrize("text", DRAWN, ids=repr)
async def test_prose_is_drawn(blank_page: Page, text: str) -> None:
    [shown] = await render(blank_page, text)
    assert shown["html"] == DRAWN[text]
    assert_harmless(shown)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
async def test_lines_end_in_three_ways(blank_page: Page, end: str) -> None:
    [shown] = await render(blank_page, end.join(["a", "", "- b", "- c"]))
    assert shown["html"] == "<p>a</p><ul><li>b</li><li>c</li></ul>"


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
async def test_hostile_prose_stays_prose(blank_page: Page, text: str) -> None:
    [shown] = await render(blank_page, text)
    assert_harmless(shown)


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
async def test_an_address_out_of_bounds_is_no_link(blank_page: Page, text: str) -> None:
    [shown] = await render(blank_page, text)
    assert "a" not in [made["tag"] for made in shown["elements"]]


async def test_an_image_is_a_link_to_it(blank_page: Page) -> None:
    [shown] = await render(blank_page, "![plan](https://example.com/plan.png)")
    assert [made["tag"] for made in shown["elements"]] == ["p", "a"]
    assert shown["text"] == "plan"


@with_a_seed
async def test_random_prose_is_harmless(blank_page: Page, seed: int) -> None:
    dice = random.Random(seed)
    scraps = [*"*_`[]()<>!\\#-~\n\n  ", "1. ", "```", "https://a.b/", "javascript:", *HOSTILE]
    texts = ["".join(dice.choices(scraps, k=dice.randrange(40))) for _ in range(300)]
    for shown in await render(blank_page, *texts):
        assert_harmless(shown)


@with_a_seed
@pytest.mark.parametrize("prefix", ["", "a ", "- ", "> "])
async def test_words_are_never_lost(blank_page: Page, prefix: str, seed: int) -> None:
    dice = random.Random(seed)
    marks = ["*", "**", "***", "_", "__", "[", "]", "`", "``", " ", "\n", "\n\n", "- ", "1. "]
    words = [f"w{number}" for number in range(12)]
    texts = [prefix + "".join(dice.choice(marks) + word for word in words) for _ in range(200)]
    for text, shown in zip(texts, await render(blank_page, *texts), strict=True):
        assert all(word in shown["text"] for word in words), text


UNIT = {
    "stars": "*a ",
    "open and close": "*a**b",
    "brackets": "[",
    "links without an end": "[a](",
    "half links": "](",
    "titles": '[a](b "',
    "ticks": "` `` ``` ",
    "spaces": " ",
    "markers": "- ",
    "items": "- a\n",
    "items apart": "- a\n\n",
    "deeper items": "- a\n  - b\n",
    "fences": "```\n~~~\n",
    "hashes": "# # ",
    "rules": "- - -\n",
    "backslashes": "\\",
}


@pytest.mark.parametrize("unit", UNIT.values(), ids=UNIT)
async def test_the_cost_is_linear(blank_page: Page, unit: str) -> None:
    measure = """async ([unit, sizes]) => {
      const { renderMarkdown } = await import("/static/assistant/markdown.js");
      return sizes.map((size) => {
        const text = unit.repeat(size / unit.length);
        const times = [1, 2, 3].map(() => {
          const start = performance.now();
          renderMarkdown(text);
          return performance.now() - start;
        });
        return Math.min(...times);
      });
    }"""
    small, large = await blank_page.evaluate(measure, [unit, [16_000, 128_000]])
    # Eight times the text: linear is 8, quadratic is 64. Of a few ms a ratio is noise.
    assert large < 100 or large / small < 32, (small, large)

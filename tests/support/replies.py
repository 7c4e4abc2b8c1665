"""Replies that hypothesis draws: prose, fences, widgets good and bad, in any alphabet."""

from hypothesis import strategies as st

from tests.support.plays import BAD, GOOD, OTHER, widget

_FENCES = ["```", "````", "~~~", "```python\n", "```widget\n", "```widget bike", "```widgets x\n"]
_GAPS = [" ", "   ", "    ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u0085"]
_WORDS = ["Hi", "- ", "> ", "🏡", "naïve 中", "👩\u200d👧", "{}", "widget", "`", "``"]
_LETTERS = [
    widget('{"body": "Dear \\ud83d\\ude00 Eddy\\nHi"}', "letter"),
    widget('{"subject": "🚲", "body": "aé🏡' + "x" * 60 + '"}', "letter"),
    widget('{"body": "🚲 \\u0041"}', "letter"),
    '```widget letter\n{"body": "cut of',
]
_COLUMNS = '"rows": "", "columns": [{"path": "/n", "label": "N"}]'
_PRICES = [
    widget('{"source": {"from": "r1", ' + _COLUMNS + "}}", "prices"),
    widget('{"source": {"from": "r9", ' + _COLUMNS + "}}", "prices"),
]
_FAULTY = [
    BAD,
    widget('{"bike": "B-404"}'),
    widget('{"bike": "B-1"} and more'),
    widget("{}", "unicycle"),
    "```widget bike now\n{}\n```\n",
    '  ````widget bike\r{"bike": "B-2"}\r\n```\n  `````  \n',
]
_WIDGETS = [GOOD, OTHER, *_LETTERS, *_PRICES, *_FAULTY]

_FRAGMENTS = st.sampled_from(_FENCES + _GAPS + _WORDS) | st.sampled_from(
    ["\n" + each for each in _WIDGETS]
)
REPLIES = st.lists(_FRAGMENTS, max_size=14).map("".join)
"""What a model might write in one round."""

REPAIRS = st.lists(st.sampled_from([GOOD, OTHER, BAD, "Sorry!\n", *_LETTERS]), max_size=4).map(
    "".join
)
"""What it might write when it is asked for faulty blocks again."""

SEEDS = st.integers(0, 2**32 - 1)

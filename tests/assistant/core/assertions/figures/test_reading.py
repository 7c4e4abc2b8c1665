"""Which figures a text holds, and what they mean: one table for each kind of notation."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.assertions.figures.reading import find_figures
from assistant.core.assertions.figures.values import Amount, Clock, Email, Moment, Phone
from assistant.core.assertions.figures.writing import read_writing

ZONE = ZoneInfo("America/Los_Angeles")
# A Tuesday.
CLOCK = Clock(datetime(2026, 11, 24, 10, 0, tzinfo=ZONE), ZONE)


def read(text):
    """Each figure as it was written, with its value."""
    writing = read_writing(text)
    found = find_figures(writing.text, CLOCK)
    places = [writing.place(figure.start, figure.end) for figure in found]
    return [
        (text[start:end], figure.value) for (start, end), figure in zip(places, found, strict=True)
    ]


def read_one(text):
    [(written, value)] = read(f"We have {text} there.")
    assert written == text
    return value


MONEY = {
    1_200_000: [
        "$1.2M", "$1.2m", "$1.2 M", "$1.2MM", "$1.2 mil", "$1.2 million", "$1,200,000",
        "$1,200,000.00", "$1200000", "$1,200k", "1.2 million dollars", "1.2M USD", "USD 1.2M",
        "US$1.2M", "€1.200.000", "€1.200.000,00", "1.200.000 €", "EUR 1 200 000", "€1,2 million",
        "CHF 1'200'000", "£1.2m", "1,200 grand", "one point two million dollars",
        "twelve hundred thousand dollars", "one million two hundred thousand dollars", "₹12 lakh",
        "USD1,200,000", "EUR1.2m", "1,200,000USD", "A$1.2M",
        "＄１，２００，０００", "$1\u202f200\u202f000", "$١٢٠٠٠٠٠",
    ],
    950_000: [
        "$950k", "US$ 950k", "$ 950K", "950k dollars", "950 thousand dollars", "$0.95M", "$.95M",
    ],
    0.5: ["50 cents", "$0.50", "$0.5"],
}  # fmt: skip
NUMBERS = {
    1_850: ["1,850", "1850", "1\u00a0850", "1'850"],
    2.5: ["2.5", "2½", "2 1/2", "two and a half", "2,5"],
    12: ["12", "twelve", "a dozen", "１２", "١٢"],
    24: ["24", "twenty-four", "twenty four", "two dozen"],
    1_200_000: ["1,200,000", "1.2 million", "1.2M", "1200000", "12,00,000", "1 200 000"],
    500_000: ["half a million", "500k", "five hundred thousand"],
    0: ["0"],
}
PHONES = {
    "4085550100": [
        "(408) 555-0100", "408-555-0100", "408.555.0100", "408 555 0100", "4085550100",
        "(408)555-0100", "408\u2013555\u20130100", "408 - 555 - 0100", "408/555-0100",
        "408_555_0100", "408•555•0100",
        "408\u2011555\u20110100", "４０８-５５５-０１００",
    ],
    "14085550100": ["+1 408.555.0100", "+1-408-555-0100", "1 (408) 555-0100", "+14085550100"],
    "442079460958": ["+44 20 7946 0958", "0044 20 7946 0958", "+44 (0)20 7946 0958"],
    "030901820": ["030 901820", "030/901820"],
    "0123456789": ["01 23 45 67 89"],
    "5550100": ["555-0100"],
}  # fmt: skip
NOVEMBER_27 = [
    "2026-11-27", "2026/11/27", "November 27, 2026", "Nov. 27, 2026", "27 November 2026",
    "27 Nov 2026", "27-Nov-2026", "the 27th of November, 2026", "November 27th, 2026",
    "November twenty-seventh, 2026", "11/27/2026", "11/27/26", "27.11.2026", "27/11/2026",
    "27/11/26",
    "Friday, November 27", "Fri, Nov 27", "November 27 (Friday", "next Friday",
]  # fmt: skip
THREE_O_CLOCK = ["3 pm", "3 PM", "3pm", "3 p.m", "3:00 PM", "15:00", "15h", "three pm", "3.00 pm"]


@pytest.mark.parametrize(
    ("text", "value"), [(text, value) for value, texts in MONEY.items() for text in texts]
)
def test_money(text, value):
    found = read_one(text)
    assert (found.sort, found.readings[0]) == ("money", value)


@pytest.mark.parametrize(
    ("text", "value"), [(text, value) for value, texts in NUMBERS.items() for text in texts]
)
def test_numbers(text, value):
    found = read_one(text)
    assert (found.sort, found.readings[0]) == ("number", value)


@pytest.mark.parametrize("text", ["12%", "12 %", "12 percent", "twelve per cent", "12 pct"])
def test_percentages(text):
    found = read_one(text)
    assert (found.sort, found.readings) == ("percent", (12,))


@pytest.mark.parametrize(
    ("text", "digits"), [(text, digits) for digits, texts in PHONES.items() for text in texts]
)
def test_telephone_numbers(text, digits):
    assert read_one(text) == Phone(digits)


def test_extensions():
    assert read_one("+1-408-555-0100 ext. 5") == Phone("14085550100", "5")
    assert read_one("(408) 555-0100 x12") == Phone("4085550100", "12")


@pytest.mark.parametrize(
    "text",
    [
        "jo.do+x@example.co.uk",
        "Jo.Do+X@Example.CO.UK",
        "jo.do+x [at] example [dot] co.uk",
        "jo.do+x at example dot co dot uk",
        "jo.do+x(at)example.co.uk",
    ],
)
def test_addresses(text):
    assert read_one(text) == Email("jo.do+x@example.co.uk")


@pytest.mark.parametrize("text", NOVEMBER_27)
def test_days(text):
    [(_, value)] = read(f"It is on {text}.")
    assert (2026, 11, 27) in value.days
    assert value.minutes == ()


@pytest.mark.parametrize("text", ["27 Nov", "Nov 27th", "the 27th of November"])
def test_days_without_a_year(text):
    [(_, value)] = read(f"It is on {text}.")
    assert value.days == ((None, 11, 27),)


@pytest.mark.parametrize("text", THREE_O_CLOCK)
def test_times(text):
    [(written, value)] = read(f"It is at {text}, I hear.")
    assert (written, value) == (text, Moment((), (900,)))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3:00", (180, 900)),
        ("half past three", (210, 930)),
        ("quarter to four pm", (945,)),
        ("noon", (720,)),
        ("midnight", (0,)),
        ("09:30", (570,)),
        ("3 o'clock in the afternoon", (900,)),
    ],
)
def test_times_that_leave_it_open(text, minutes):
    assert read_one(text) == Moment((), minutes)


@pytest.mark.parametrize(
    ("text", "day", "minute"),
    [
        ("Friday 3 pm", (2026, 11, 27), 900),
        ("Friday at three", (2026, 11, 27), 900),
        ("3 pm on Friday", (2026, 11, 27), 900),
        ("Friday, November 27 at 3:00 PM", (2026, 11, 27), 900),
        ("Fri, 27 Nov, 15:00", (2026, 11, 27), 900),
        ("tomorrow at noon", (2026, 11, 25), 720),
        ("the day after tomorrow at 9 am", (2026, 11, 26), 540),
        ("2026-11-27T15:00:00-08:00", (2026, 11, 27), 900),
        ("2026-11-27T23:00:00Z", (2026, 11, 27), 900),
        ("2026-11-28T00:00:00+01:00", (2026, 11, 27), 900),
        ("2026-11-27 15:00", (2026, 11, 27), 900),
        ("11/27/2026 at 3 p.m.", (2026, 11, 27), 900),
    ],
)
def test_moments_in_the_members_zone(text, day, minute):
    [(_, value)] = read(f"Let us meet {text}")
    assert day in value.days
    assert minute in value.minutes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", (2026, 11, 24)),
        ("yesterday", (2026, 11, 23)),
        ("in three days", (2026, 11, 27)),
        ("2 weeks ago", (2026, 11, 10)),
        ("last Friday", (2026, 11, 20)),
        ("on the 27th", (None, None, 27)),
        ("by 11/27", (None, 11, 27)),
        ("27/11", (None, 11, 27)),
        ("05/04/2026", (2026, 5, 4)),
        ("in November 2026", (2026, 11, None)),
    ],
)
def test_days_told_from_today(text, day):
    [(_, value)] = read(f"It was {text}.")
    assert day in value.days


def test_a_weekday_that_does_not_fit_its_date_is_no_day():
    [(written, value)] = read("Thursday, November 27, 2026")
    assert written == "Thursday, November 27, 2026"
    assert value.days == ((0, 0, 0),)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("$800-900k", [800_000, 900_000]),
        ("$800k-$1.2M", [800_000, 1_200_000]),
        ("between $1 and $1.2 million", [1_000_000, 1_200_000]),
        ("12-15%", [12, 15]),
        ("3-4 bedrooms", [3, 4]),
        ("two or three baths", [2, 3]),
    ],
)
def test_ranges_say_the_unit_once(text, readings):
    found = [value for _, value in read(text)]
    assert [value.readings[0] for value in found] == readings
    assert len({value.sort for value in found}) == 1


def test_ranges_of_days_and_times():
    assert [value.days for _, value in read("Nov 27-29")] == [
        ((None, 11, 27),),
        ((None, 11, 29),),
    ]
    assert [value.minutes for _, value in read("from 3 to 4 pm")] == [(900,), (960,)]


@pytest.mark.parametrize(
    "text",
    [
        "1. First\n2. Second\n10) Tenth",
        "> 3. quoted",
        "## 4. Heading",
        "**1. First**\n**2.** Second\nHome 3: third\n- **Option 4:** fourth",
        "1\ufe0f\u20e3 First",
        "Hundreds of them, and several hundred more.",
        "```\n$1,200,000\n```",
        "~~~\n$1,200,000",
        "Say `under $2M` or ``call 408-555-0100``.",
        "[a page](/x/12345/6) and <https://example.com/2026/11/27?n=12>, www.example.com/99",
        "v1.2, 1.2.3, 10.0.0.1, version 3.11 and GPT-5",
        "L-1042, r1, B12, M2, #3, &#36;, 3D, 5G, 2nd, 21st, x_12",
        "We are here 24/7, it is 50/50, a 401(k), a 1031 exchange, 360° and 9 to 5.",
        "All at once, for once, at first, second to none, and May it be; he sat in the sun.",
        "Step 2 of 4, option 3, page 12, Highway 101",
        "3/2, 16:9 and 1:1",
        "a few, several, a couple, dozens and millions",
        "next week, this weekend, this morning, in November, on Fridays",
    ],
)
def test_no_figures(text):
    assert read(text) == []


@pytest.mark.parametrize("text", ["one of them", "these two", "the two", "which one", "one or two"])
def test_words_that_may_count_nothing_are_weak(text):
    assert all(value.weak for _, value in read(text))


def test_marks_inside_a_figure_change_nothing():
    for text in (
        "$**1,200**,000",
        "$1,2\u200b00,000",
        "**$1.2** million",
        "__$1.2M__",
        "$1\u00ad,200,000",
    ):
        [(_, value)] = read(f"It costs {text}, he says.")
        assert value.readings == (1_200_000,)


@given(st.text() | st.text("0123456789$€.,-/:()+@ \n`*_[]amkMpneotwh½²\u200b\u00a0٣", max_size=200))
def test_any_text_is_read_and_spans_stand_in_it(text):
    writing = read_writing(text)
    at = 0
    for figure in find_figures(writing.text, CLOCK):
        start, end = writing.place(figure.start, figure.end)
        assert at <= start < end <= len(text)
        at = end
        assert isinstance(figure.value, Amount | Phone | Email | Moment)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1,",
        "a@",
        "`",
        "``` ",
        "(1",
        "+1",
        "Nov 27 ",
        "one ",
        "*",
        "**1",
        "](",
        "\n1. ",
        "St. ",
    ],
)
def test_cost_grows_with_length_alone(unit):
    def cost(length):
        text = (unit * length)[:length]
        start = time.thread_time()
        find_figures(read_writing(text).text, CLOCK)
        return time.thread_time() - start

    short, long = min(cost(4_000) for _ in range(3)), min(cost(32_000) for _ in range(3))
    assert long <= 0.05 + 25 * short


def test_a_long_text_takes_less_than_a_second():
    text = (
        "It costs $1,200,000 on Friday, says Jordan; call 408-555-0100 for the rest of it.\n" * 50
    )
    text = (
        text + "The garden is quiet and the light is good in every one of the rooms.\n" * 250
    ) * 10
    start = time.thread_time()
    assert len(read(text[:200_000])) > 1_000
    assert time.thread_time() - start < 1

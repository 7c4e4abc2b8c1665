"""What one 4-character chunk costs the block parser, beside re-parsing the payload each time.

Run `python -m bench.parse`. Both read the same letter in the same run; time is the processor's, so
that whatever else runs matters less. The parser is fed the whole reply, chunk by chunk, cutting
included. The usual way is jiter's partial mode on all of the payload that has arrived, at each
chunk; from 20 KB on it is timed at 64 places spread evenly over the payload, and the mean of those
stands for every chunk.
"""

import time
from collections.abc import Callable
from functools import partial

import jiter

from bench.measuring import Measure, run_rounds, sum_up, write_results
from widgets.stream import BlockParser

CHUNK = 4
SIZES = (2, 20, 200)
ROUNDS = 7
PLACES = 64
SAMPLED_ABOVE = 10_000
FEEDS_A_ROUND = 50_000

MOST_MICROSECONDS = 6.0
MOST_GROWTH = 1.2

PROSE = """\
Here are two homes near the park that fit what you told me. Both are quiet and **move-in ready**.

- The first one is closest to the school, with a small garden behind the house.
- The second one has the larger kitchen, and its owner is open to an early closing.

"""
WIDGETS = """\
```widget listing_card
{"listing": "L-1042", "note": "Closest to the school, and the quietest street of the three."}
```

```widget choices
{
  "prompt": "Which one shall I book a tour for?",
  "options": [
    {"label": "The first", "reply": "Book a tour of the first one"},
    {"label": "The second", "reply": "Book a tour of the second one"}
  ]
}
```

"""
LETTER = "Dear Jordan,\\n\\nthank you for coming. The house has \\u201cgood bones\\u201d, I hear. "


def write_mix(kilobytes: int) -> str:
    """A reply of prose and widgets."""
    unit = PROSE + WIDGETS
    return unit * max(1, round(kilobytes * 1_000 / len(unit)))


def write_payload(kilobytes: int) -> str:
    """The JSON of one long letter, as an e-mail widget holds it."""
    return '{"body": "' + LETTER * (kilobytes * 1_000 // len(LETTER)) + '"}\n'


def feed_parser(text: str) -> float:
    """Microseconds a feed, over as many replies as make a round."""
    repeats = max(1, FEEDS_A_ROUND * CHUNK // len(text))
    start = time.thread_time()
    for _ in range(repeats):
        parser = BlockParser(max_source=len(text))
        feed = parser.feed
        for at in range(0, len(text), CHUNK):
            feed(text[at : at + CHUNK])
        parser.finish()
    return (time.thread_time() - start) * 1e6 / (repeats * (len(text) / CHUNK))


def parse_again(payload: str) -> float:
    """Microseconds a feed where each feed parses all of the payload so far."""
    source = payload.encode()
    ends = list(range(CHUNK, len(source), CHUNK))
    if len(source) > SAMPLED_ABOVE:
        ends = [len(source) * (2 * place + 1) // (2 * PLACES) for place in range(PLACES)]
    arrived = [source[:end] for end in ends]
    start = time.thread_time()
    for so_far in arrived:
        jiter.from_json(so_far, partial_mode=True)
    return (time.thread_time() - start) * 1e6 / len(arrived)


def list_subjects() -> dict[str, Callable[[], float]]:
    """Everything that is measured, by the name it has in the table."""
    subjects: dict[str, Callable[[], float]] = {}
    for size in SIZES:
        subjects[f"Weft, prose and widgets, {size} KB"] = partial(feed_parser, write_mix(size))
    for size in SIZES:
        block = f"```widget email_draft\n{write_payload(size)}```\n"
        subjects[f"Weft, one payload, {size} KB"] = partial(feed_parser, block)
    for size in SIZES:
        subjects[f"jiter, one payload again, {size} KB"] = partial(parse_again, write_payload(size))
    return subjects


def compare(rounds: dict[str, list[float]], subject: str) -> Measure:
    """How many times what a feed costs at 2 KB it costs at 200 KB, round by round."""
    small, large = rounds[f"{subject}, 2 KB"], rounds[f"{subject}, 200 KB"]
    return sum_up([one / other for one, other in zip(large, small, strict=True)])


def judge(costs: dict[str, Measure], growth: dict[str, Measure]) -> dict[str, bool]:
    """Which targets are met, by the medians."""
    ours = [cost.median for name, cost in costs.items() if name.startswith("Weft")]
    return {
        f"at most {MOST_MICROSECONDS} us a feed": max(ours) <= MOST_MICROSECONDS,
        f"at 200 KB at most {MOST_GROWTH} times the cost at 2 KB": all(
            measure.median <= MOST_GROWTH for measure in growth.values()
        ),
    }


def main() -> None:
    rounds = run_rounds(list_subjects(), ROUNDS)
    costs = {name: sum_up(figures) for name, figures in rounds.items()}
    growth = {
        subject: compare(rounds, subject)
        for subject in ("Weft, prose and widgets", "Weft, one payload")
    }
    targets = judge(costs, growth)
    print(
        f"us of processor time per {CHUNK}-character feed, median [least-most] of {ROUNDS} rounds"
    )
    print(f"jiter from {SIZES[1]} KB on: the mean of {PLACES} places, not of every feed\n")
    for name, cost in costs.items():
        print(f"{name:36} {cost}")
    print("\n200 KB beside 2 KB, times")
    for name, measure in growth.items():
        print(f"{name:36} {measure}")
    print()
    for target, met in targets.items():
        print(f"{'met' if met else 'MISSED':7} {target}")
    figures = {"microseconds_per_feed": costs, "growth": growth, "targets": targets}
    print(f"\nbench/results/{write_results('parse', ['jiter'], figures).name}")


if __name__ == "__main__":
    main()

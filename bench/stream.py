"""What a token costs the server, socket to socket: Weft beside the usual relay and a bare floor.

Run `python -m bench.stream`. docs/performance.md says what is measured and what it came to.
"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from bench.cells import Cell, Load, Rig, Subject
from bench.measuring import Measure, sum_up, write_results
from bench.servers import seed_database, start_application, start_upstream, start_weft

MOST_OF_RELAY = 0.5
PACKAGES = [
    "Django",
    "aiohttp",
    "channels",
    "fastapi",
    "msgspec",
    "openai",
    "uvicorn",
    "uvloop",
    "websockets",
]

Round = Mapping[str, Cell]


def list_subjects(seeded: Path) -> list[Subject]:
    """Everything that is measured, in the order of a round."""
    return [
        Subject("floor", "bare", partial(start_application, "bench.floor:app")),
        Subject("relay", "bare", partial(start_application, "bench.relay:app")),
        Subject("Weft", "weft", partial(start_weft, seeded=seeded)),
    ]


def measure_rounds(
    rig: Rig, subjects: Sequence[Subject], wanted: int
) -> tuple[list[Round], list[Round]]:
    """Rounds of every subject in turn until `wanted` are good, and the ones that were rejected.

    Raises RuntimeError once as many are rejected as are wanted: that is no accident any more.
    """
    good: list[Round] = []
    rejected: list[Round] = []
    while len(good) < wanted:
        found = {subject.name: rig.measure(subject) for subject in subjects}
        show_round(found)
        if any(cell.faults for cell in found.values()):
            rejected.append(found)
        else:
            good.append(found)
        if len(rejected) >= wanted:
            raise RuntimeError(f"{len(rejected)} rounds were rejected, the last for the above")
    return good, rejected


def show_round(found: Round) -> None:
    """Print a round as it comes; what is wrong with it too."""
    costs = "   ".join(f"{name} {cell.cost:6.1f}" for name, cell in found.items())
    late = max(cell.late for cell in found.values())
    print(f"{costs}   us a token; the upstream at most {late:.0f} ms late", flush=True)
    for name, cell in found.items():
        for fault in sorted(set(cell.faults)):
            print(f"  rejected: {name}: {fault} ({cell.faults.count(fault)} streams)", flush=True)


def compare(rounds: Sequence[Round], subject: str, other: str) -> Measure:
    """How many times what a token costs `other` it costs `subject`, round by round."""
    return sum_up([found[subject].cost / found[other].cost for found in rounds])


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.stream")
    load = Load()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--streams", type=int, default=load.streams)
    parser.add_argument("--rate", type=float, default=load.rate, help="tokens a second, a stream")
    parser.add_argument("--seconds", type=float, default=load.seconds, help="about, a window")
    return parser.parse_args()


def main() -> None:
    arguments = read_arguments()
    load = Load(arguments.streams, arguments.rate, arguments.seconds)
    print(f"{load.streams} streams of {load.rate:g} tokens/s, about {load.seconds:g} s\n")
    with tempfile.TemporaryDirectory() as folder, start_upstream() as upstream:
        subjects = list_subjects(seed_database(folder))
        rounds, rejected = measure_rounds(Rig(upstream, load), subjects, arguments.rounds)
    costs = {
        subject.name: sum_up([found[subject.name].cost for found in rounds]) for subject in subjects
    }
    ratios = {
        f"Weft / {other}": compare(rounds, "Weft", other) for other in costs if other != "Weft"
    }
    met = ratios["Weft / relay"].median <= MOST_OF_RELAY
    print(f"\nus of processor time a token, median [least-most] of {len(rounds)} rounds\n")
    for name, measure in (costs | ratios).items():
        # As docs/performance.md has them.
        print(f"| {name} | {measure} |")
    print(
        f"\n{len(rejected)} rounds rejected; in the others every token came, and every hash agreed"
    )
    target = f"at most {MOST_OF_RELAY} of the relay's"
    print(f"{'met' if met else 'MISSED':7} {target}")
    figures = {
        "arguments": asdict(load) | {"rounds": arguments.rounds},
        "microseconds_per_token": costs,
        "ratios": ratios,
        "targets": {target: met},
        "rounds": rounds,
        "rejected": rejected,
    }
    print(f"\nbench/results/{write_results('stream', PACKAGES, figures).name}")


if __name__ == "__main__":
    main()

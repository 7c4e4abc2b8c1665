"""The script's words keep to the format, and say what it is."""

import json
import re

from demo_crm.offline_model import replies
from widgets.stream import BlockParser, Closed


def test_a_widget_is_a_block_the_parser_reads() -> None:
    block = replies.widget("task", {"task": "T-1", "note": "```\n```widget x"})
    parser = BlockParser()
    [closed] = [one for one in [*parser.feed(block), *parser.finish()] if isinstance(one, Closed)]
    assert (closed.name, closed.fault) == ("task", None)
    assert json.loads(closed.source or "")["note"] == "```\n```widget x"


def test_a_quoted_value_stays_in_its_line_and_opens_nothing() -> None:
    assert replies.quote("a\n```widget x\r\nb") == "a '''widget x b"


def test_choices_are_cut_to_what_the_widget_holds() -> None:
    block = replies.offer("Which?", [("x" * 200, "y" * 500), ("a", "b")])
    [first, _] = json.loads(block.splitlines()[1])["options"]
    assert (len(first["label"]), len(first["reply"])) == (80, 300)


def test_conditions_are_named_without_their_figures() -> None:
    filters = {"min_beds": 3, "max_beds": 3, "min_baths": 2, "max_price": 900_000}
    expected = " that fits the bedrooms, bathrooms and price you named"
    assert replies.conditions_of(filters) == expected
    assert replies.conditions_of({"town": "Campbell"}) == ""


def test_what_is_beyond_the_script_is_said_plainly() -> None:
    for word in ("script", "no language model", "OPENAI_BASE_URL", "OPENAI_API_KEY", "WEFT_MODEL"):
        assert word in replies.BEYOND


def test_a_fault_is_told_without_ids_and_pointers() -> None:
    assert replies.tell_fault("There is no contact C-201.") == (
        "That did not work. The CRM says: There is no contact with that number."
    )
    assert "/title" not in replies.tell_fault("At /title: the value is too short")


def test_examples_hold_no_figure_and_no_address() -> None:
    fixed = [*replies.COURTESIES.values(), replies.BEYOND, replies.STEERING]
    assert not [text for text in fixed if re.search(r"\d|[$@]", text)]


def test_every_courtesy_says_that_a_script_answers() -> None:
    assert all("script" in text for text in replies.COURTESIES.values())

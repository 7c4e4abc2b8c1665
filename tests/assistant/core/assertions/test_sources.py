"""Where figures come from, as it is told: the nearest and most specific place."""

import pytest

from assistant.core.assertions.reply import read_reply
from assistant.core.assertions.sources import find_sources
from assistant.core.assertions.unsourced_fact import UNSOURCED_FACT
from assistant.core.wire.events import Source, SourcedRecord
from tests.support.catalogs import CATALOG
from tests.support.facts import TURN, make_call, make_round, make_turn, make_widget
from tests.support.sayings import AS_OF, SETTING, say

LANTERN = SourcedRecord("listing", "L-1042", "118 Lantern Street")
ALDER = SourcedRecord("listing", "L-1077", "12 Alder Court")


def trace(text, **changes):
    """The source of the last figure of a text."""
    return find_sources(say(text, **changes))[-1]


def test_a_record_is_told_with_its_field_and_moment():
    assert find_sources(say("It costs $1.95M.")) == (
        Source(
            block=f"{TURN}.0",
            start=9,
            end=15,
            record=LANTERN,
            field="/price",
            as_of=AS_OF.isoformat(),
        ),
    )


def test_a_result_is_told_with_its_handle_and_pointer():
    source = trace("14 homes match.")
    assert (source.handle, source.field, source.as_of) == ("r2", "/count", AS_OF.isoformat())
    source = trace("It costs $875,000.", records=[])
    assert (source.handle, source.field) == ("r2", "/listings/2/price")


def test_a_length_is_told_by_the_pointer_to_its_list():
    results = {"r2": {"homes": [{"a": 1}, {"a": 2}]}}
    source = trace("Two homes match.", records=[], results=results)
    assert (source.handle, source.field) == ("r2", "/homes")


def test_an_id_with_letters_is_the_source_of_nothing_but_a_note_is():
    rows = {"r2": {"rows": [{"id": "QX-3-617", "a": 1}]}}
    assert list(UNSOURCED_FACT.find(say("It scored 617.", records=[], results=rows)))
    rows = {"r2": {"rows": [{"id": "QX-3-618", "note": "It was 617."}]}}
    source = trace("It scored 617.", records=[], results=rows)
    assert (source.handle, source.field) == ("r2", "/rows/0/note")


def test_the_members_words_are_told_by_their_turn():
    source = trace("You said $2M.")
    assert (source.message, source.field, source.as_of) == (TURN, None, SETTING["now"])
    assert trace("He can spend $1.4M.").message == "earlier-0"


def test_the_clock_is_told_as_now():
    assert trace("Today is November 24.").message == "now"


def test_results_of_earlier_turns_are_told_too():
    source = trace("Her birthday is March 9.")
    assert (source.handle, source.field) == ("r1", "/contact/birthday")


def test_the_record_that_a_sentence_names_goes_before_others():
    assert trace("7 Old Mill Road has 3 bedrooms.").record.id == "L-1103"
    assert trace("12 Alder Court has 4 bedrooms.").record == ALDER


def test_a_record_goes_before_a_result_and_a_result_before_the_members_words():
    message = "Is there one for $1,950,000?"
    assert trace("It costs $1,950,000.", message=message).record == LANTERN
    assert trace("It costs $1,950,000.", message=message, records=[]).handle == "r2"
    assert trace("It costs $1,950,000.", message=message, records=[], results={}).message == TURN


def test_a_figure_in_a_note_is_told_by_the_note():
    assert trace("Dues are $350 a month.").field == "/summary"


def test_a_house_number_is_told_by_the_title():
    source = trace("I like 12 Alder Court.")
    assert (source.record, source.field) == (ALDER, "/address")


def test_places_are_counted_as_browsers_count():
    [source] = find_sources(say("🏡🏡 It costs **$1.95M**."))
    assert (source.start, source.end) == (16, 22)


def test_every_figure_is_sourced_or_found_but_not_both():
    text = "It costs $1.95M, not $1.85M."
    reply = say(text)
    assert [text[source.start : source.end] for source in find_sources(reply)] == ["$1.95M"]
    assert [span.start for span in UNSOURCED_FACT.find(reply)] == [21]


def test_nothing_is_told_of_what_a_reply_shows_by_itself():
    text = "Three ideas:\n\n- paint\n- plant\n- wait\n"
    reply = say(text, records=[], results={}, earlier=[], message="Hello")
    assert find_sources(reply) == ()
    assert list(UNSOURCED_FACT.find(reply)) == []


@pytest.mark.parametrize("note", ["Only $7", "Only $1,250"])
def test_strings_of_payloads_are_traced_in_replies_built_from_rounds(note):
    record = {
        "kind": "bike",
        "id": "B-1",
        "title": "Blue Racer",
        "route": "",
        "values": {"name": "Blue Racer", "price": 1_250},
    }
    raw = "It co\n\nWIDGET"
    widget = make_widget(
        number=2, start=7, end=13, payload={"bike": "B-1", "note": note}, records=(record,)
    )
    asked = make_round("One moment: 3", number=1, calls=(make_call(state="failed", fault={}),))
    reply = read_reply(
        TURN,
        [make_turn(asked, make_round(raw, number=2, widgets=(widget,)))],
        catalog=CATALOG,
        tools={},
        is_whole=True,
    )
    sources = [(source.block, source.pointer, source.field) for source in find_sources(reply)]
    found = [(span.passage.block, span.passage.pointer) for span in UNSOURCED_FACT.find(reply)]
    block = f"{TURN}.2"
    assert (block, "/note", "/price") in sources or (block, "/note") in found
    assert ((block, "/note") in found) == (note == "Only $7")


def test_how_many_are_so_is_no_value_of_another_record():
    sources = find_sources(say("Two are active."))
    assert sources == ()
    assert list(UNSOURCED_FACT.find(say("Two are active."))) == []


def test_a_count_stands_behind_what_its_result_lists():
    results = {"r1": {"count": 23, "offers": [{"id": "O-1"}]}}
    source = trace("There are 23 offers.", results=results)
    assert (source.handle, source.field) == ("r1", "/count")
    reply = say("There are 23 fireplaces.", results=results)
    assert len(list(UNSOURCED_FACT.find(reply))) == 1

"""The order of what was found."""

from assistant.core.knowledge.ranking import Candidate, rank


def candidates(*terms: str) -> list[Candidate]:
    return [Candidate(excerpt=index, terms=each.split()) for index, each in enumerate(terms)]


def test_what_covers_more_of_the_question_comes_first():
    found = candidates("split money", "commission split cap", "commission money")
    assert rank(["commission", "split", "cap"], found)[0] == 1


def test_a_rare_term_counts_for_more():
    found = candidates("home paint", "home price", "home gate", "home dog fence")
    assert rank(["home", "dog"], found)[0] == 3


def test_what_covers_alike_stays_as_it_came():
    assert rank(["split"], candidates("split a", "split b", "split c")) == [0, 1, 2]


def test_a_longer_word_counts_for_less():
    assert rank(["fence"], candidates("fencepost", "fence")) == [1, 0]


def test_what_has_little_of_the_question_is_left_out():
    question = ["parking", "permit", "visitor", "weekend", "tow"]
    assert rank(question, candidates("weekend", "parking permit visitor tow")) == [1]


def test_nothing_asked_is_nothing_found():
    assert rank([], candidates("split")) == []
    assert rank(["split"], []) == []

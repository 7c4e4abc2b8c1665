"""The order of what was found."""

from assistant.core.knowledge.ranking import Candidate
from assistant.core.knowledge.ranking import rank as rank_all


def candidates(*terms: str) -> list[Candidate]:
    return [Candidate(excerpt=index, terms=each.split()) for index, each in enumerate(terms)]


def rank(question: list[str], found: list[Candidate]) -> list[int]:
    return [each.excerpt for each in rank_all(question, found)]


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


def test_what_has_little_of_the_question_is_partial():
    question = ["parking", "permit", "visitor", "weekend", "tow"]
    found = rank_all(question, candidates("weekend", "parking permit visitor tow"))
    assert [(each.excerpt, each.partial) for each in found] == [(1, False), (0, True)]


def test_a_word_that_nothing_says_makes_what_is_found_partial():
    [found] = rank_all(["dress", "hat", "shoe", "code"], candidates("code"))
    assert found.partial


def test_nothing_asked_is_nothing_found():
    assert rank([], candidates("split")) == []
    assert rank(["split"], []) == []

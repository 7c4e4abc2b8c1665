"""What a text is found by, and what a question is about."""

import pytest

from assistant.core.knowledge.terms import LONGEST_TERM, MOST_TERMS, find_terms, read_question


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Disclosures", "disclosure"),
        ("COMMISSIONS", "commission"),
        ("comisión", "comision"),
        ("Révélation", "REVELATION"),
        ("seller’s", "seller"),
        ("l'agence", "agence"),
        ("ﬁle", "file"),
        ("straße", "STRASSE"),
    ],
)
def test_spellings_of_one_word_are_one_term(one, other):
    assert find_terms(one) == find_terms(other)


def test_a_question_is_about_what_is_left_of_it():
    assert read_question("What is our commission split?") == find_terms("commission split")
    assert read_question("¿Cuál es la comisión?") == find_terms("comision")
    assert read_question("How long do we keep the earnest money?") == find_terms(
        "keep earnest money"
    )


@pytest.mark.parametrize("asked", ["", "?!", "what is it", "🏡🏡", "\x00", '"*"', "___"])
def test_a_question_may_be_about_nothing(asked):
    assert read_question(asked) == []


def test_a_question_has_so_many_terms_and_no_more():
    terms = read_question(" ".join(f"w{index}ord" for index in range(500)))
    assert len(terms) == MOST_TERMS
    assert len(find_terms("x" * 5000)[0]) <= LONGEST_TERM


def test_terms_are_letters_and_digits():
    hostile = """a" OR NEAR(b, 5) title:c* ^d 'e' \\f & g | !h <-> i :*A -j {k} "x\x00y" {é}"""
    assert all(term.isalnum() for term in find_terms(hostile))

"""Turns text into the terms it is found by: folded, stemmed, without what every text says. No I/O.

Both databases are given these terms, not the words, so that one question finds the same in either.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

MOST_TERMS = 24
"""Terms of a question; who pastes an e-mail is asking about its first lines."""
LONGEST_TERM = 40

_WORD = re.compile(r"[^\W_]+")
# Possessives and elisions: "seller's", "l'agence".
_CLITICS = re.compile(r"(?<=\w)['’](?:s|ll|re|ve|d|m|t)\b|\b(?:[ldcjmnst]|qu)['’](?=\w)")
_ASKED_IN = """
a about after all also am an and any anybody anyone anything are as at be been before being but by
can cannot could did didn do does doesn doing don during each ever every everyone for from get gets
give given go goes got had has have having he her here hers him his how i if in into is isn it its
just know let like long many may me might mine more most much must my need needs no nor not of off
ok okay on one only or our ours out over own please say says shall she should show so some somebody
someone something such tell than thank thanks that the their theirs them then there these they thing
things this those to too under until up upon us use used very want wants was wasn we were what when
where whether which while who whom whose why will with within without won would you your yours
al como con cual cuales cuando cuanta cuantas cuanto cuantos de debe debemos del donde el ella en
entre es esta este estan hacer hay la las le les lo los mas mi mis nuestra nuestras nuestro nuestros
o para pero por porque puede puedo podemos que quien se si sin sobre son su sus tenemos tiene tienen
un una uno unos y ya yo
au aux avec ce ces cette combien comment dans des doit dois du elle elles est et etre faire fait
faut ici il ils j je l ma mes moi mon nos notre nous ou par pas peut peux pour pourquoi quand que
quel quelle quelles quels qui sa ses son sont sur ta te tes toi tu un une vos votre vous
"""
STOP_WORDS = frozenset(_ASKED_IN.split())


def fold(text: str) -> str:
    """The text in one case and without accents: `Révélation` and `revelation` are alike."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if unicodedata.category(char) != "Mn")


def find_terms(text: str) -> list[str]:
    """Every term of a text, in its order, as often as it stands there."""
    return [_stem(word) for word in _find_words(text)]


def read_question(question: str) -> list[str]:
    """What a question is about: its terms, each once, without the words questions are made of."""
    words = (word for word in _find_words(question) if word not in STOP_WORDS)
    return list(dict.fromkeys(map(_stem, words)))[:MOST_TERMS]


def _find_words(text: str) -> Iterator[str]:
    bare = _CLITICS.sub(" ", text.casefold())
    for word in _WORD.finditer(fold(bare)):
        yield word[0][:LONGEST_TERM]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    # A stemmer of its own for each: it holds the word it works on, and threads read at once.
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem

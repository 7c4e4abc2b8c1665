"""Tells words in brackets that stand for something left out from words that mean it. No I/O."""

import re
from typing import Final


def _read_words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_LEADS: Final = _read_words(
    "your insert enter fill put type choose pick tu su votre ihr ihre insertar insérer"
)
_NOUNS: Final = _read_words(
    "name names firstname lastname surname nickname email e-mail mail phone telephone mobile cell "
    "number fax address street city town state zip zipcode postcode country date day month year "
    "time hour price amount budget cost fee rate salary company organization firm office team "
    "title position role signature link url website here recipient sender client customer buyer "
    "seller agent contact person property location topic subject reason detail details info "
    "information value placeholder blank tbd tba tbc xx xxx nom prénom adresse prix téléphone "
    "nombre apellido fecha hora precio teléfono dirección vorname nachname datum preis"
)
# In round brackets these alone are gaps: "(your agent)" is good English.
_PERSONAL: Final = _read_words("name signature number email e-mail here")
_ELEMENTS: Final = _read_words("address time title link details data label summary")
_JOINTS: Final = _read_words("of here and or goes if to for")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NUMBERED = re.compile(r"(?<=[a-z])[ _-]?[0-9]{1,2}$")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")

GENERIC_ADDRESS: Final = re.compile(
    r"(?<![\w.+-])(?=[\w.-]{1,40}@)(?:your[\w.-]{0,30}@[\w.-]{1,60}\.[a-z]{2,10}"
    r"|(?:e-?mail|example|name|user|username|someone|recipient|client|agent|first[._]?last|john\.?doe"
    r"|jane\.?doe|first[._]?name[._]?last[._]?name)@(?:example|domain|email|company)\.[a-z]{2,10}"
    r"|[\w.-]{1,40}@(?:your|my)[\w-]{1,30}\.[a-z]{2,10})\b",
    re.IGNORECASE,
)


def is_fill_in(found: re.Match[str]) -> bool:
    """Whether the words in group 1, which stand in some bracket, ask to be replaced."""
    inside, bracket = found[1], found[0].lstrip("$")[0]
    if bracket == "{" and re.search(r"[_.]", inside):
        return True
    bare = _NUMBERED.sub("", inside.strip())
    words = [word.lower() for word in _WORD.findall(_HUMP.sub(" ", bare))]
    if not words or len(words) > 8 or ":" in inside.rstrip(" :"):
        return False
    match bracket:
        case "(":
            nouns = _NOUNS if words[0] != "your" else _PERSONAL
            return words[-1] in nouns
        case "<" if inside in _ELEMENTS:
            return False  # HTML, as it is written
        case _:
            return words[0] in _LEADS or _names_a_gap(words)


def _names_a_gap(words: list[str]) -> bool:
    last = words[-1].removesuffix("'s").removesuffix("’s")
    if last in _NOUNS:
        return True
    return words[0] in _NOUNS and (len(words) > 1 and words[1] in _JOINTS)

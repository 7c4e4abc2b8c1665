"""Decides whether a figure of the evidence is the one that was written. No I/O.

Written figures are exact. Only behind "about" and its like may one round: to the last digit it
writes, and by no more than a twentieth; "over" and "under" reach as far as that digit on their
side, and no further than a fifth.
"""

from collections.abc import Iterator

from assistant.core.assertions.claims import Claim
from assistant.core.assertions.diary import agree
from assistant.core.assertions.documents import Row, read_name
from assistant.core.assertions.figures.currencies import is_same_currency
from assistant.core.assertions.figures.phones import is_same_phone
from assistant.core.assertions.figures.values import Amount, Email, Moment, Phone
from assistant.core.assertions.following import UNITS, read_after
from assistant.core.assertions.labels import Field, Labels, Sort, read_key, read_word
from assistant.core.assertions.reckoning import is_difference, is_fee
from assistant.core.assertions.told_figures import Said

_COUNT_WORDS = "count total shown number found match size length result"
COUNTS = frozenset(_COUNT_WORDS.split())
"""Words in the names of properties that count."""
_SUM_WORDS = (
    "price amount budget cost value payment sum worth balance revenue income salary offer bid loan "
    "equity spend spent money paid charge sale credit debt profit total subtotal refund discount "
    "earning wage invoice limit"
)
_SUMS = frozenset(_SUM_WORDS.split())
_FEE_WORDS = "fee due tax hoa deposit rent mortgage insurance premium commission utility"
_FEES = frozenset(_FEE_WORDS.split()) | {"maintenance", "repair"}
_SHARE_WORDS = (
    "percent percentage pct rate share ratio change growth yield interest margin discount"
)
_SHARES = frozenset(_SHARE_WORDS.split())
_NEAREST, _FURTHEST = 0.05, 0.2
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


def is_value(claim: Claim, amount: Amount, value: float) -> bool:
    """Whether a number is the one written, as exactly as it was written."""
    return any(low <= value <= high for low, high in reach(claim, amount))


def reach(claim: Claim, amount: Amount) -> Iterator[tuple[float, float]]:
    """From where to where a number may be that an amount was written for."""
    for reading in amount.readings:
        room = 1e-9 * abs(reading)
        low = high = reading
        match claim.hedge:
            case "about":
                half = min(amount.step / 2, _NEAREST * reading)
                low, high = reading - half, reading + half
            case "over":
                high = reading + min(amount.step, _FURTHEST * reading)
            case "under":
                low = reading - min(amount.step, _FURTHEST * reading)
            case _:
                pass
        yield low - room, high + room


def read_year(claim: Claim) -> int | None:
    """The year that a plain number may be."""
    value = claim.figure.value
    if not isinstance(value, Amount) or value.sort != "number" or claim.is_plural:
        return None
    year = value.readings[0]
    return int(year) if _FIRST_YEAR <= year < _LAST_YEAR and year == int(year) else None


def fits_key(claim: Claim, row: Row, label: tuple[Field, ...], labels: Labels) -> bool:
    """Whether what is written can be the value that stands there, by its name.

    `label` are the fields the words around it name.
    """
    key = read_name(row)
    words, sorts = read_key(key), labels.sorts(key)
    if claim.sort == "money":
        return _fits_money(claim, row, sorts)
    if claim.sort == "percent":
        return "percent" in sorts or (not sorts and bool(words & _SHARES))
    if label:
        return any(key == field.path[-1] or _shares(words, field) for field in label)
    if claim.unit:
        return claim.unit in {UNITS.get(word) for word in words}
    if not claim.counts_things or read_year(claim):
        return not (sorts and claim.is_plural)
    return not sorts and bool(words & (claim.words_around | COUNTS))


def _fits_money(claim: Claim, row: Row, sorts: frozenset[Sort]) -> bool:
    if not is_same_currency(claim.currency, row[0].currency):
        return False
    if is_fee(claim):
        return bool(_read_names(row) & _FEES)
    if sorts and is_difference(claim):
        return False
    return "money" in sorts or may_be_sum(row)


def may_be_sum(row: Row) -> bool:
    """Whether the name of a place, or of what holds it, speaks of money."""
    return not _read_names(row).isdisjoint(_SUMS | _FEES)


def _read_names(row: Row) -> frozenset[str]:
    return read_key(read_name(row)) | read_key(row[0].key)


def _shares(words: frozenset[str], field: Field) -> bool:
    return any(words & set(phrase.split()) for phrase in field.phrases)


def fits_text(claim: Claim, said: Said, label: tuple[Field, ...], *, is_said: bool) -> bool:
    """Whether a figure in a text of the evidence is the one written, of the same thing.

    `is_said` of what the member said, who may call the same thing otherwise and leaves out signs.
    """
    written, known = claim.figure.value, said.figure.value
    match written, known:
        case Phone(), Phone():
            same = is_same_phone(written.digits, known.digits)
            return same and written.extension in ("", known.extension)
        case Email(), Email():
            return written == known
        case Moment(), Moment():
            return agree(written, known)
        case Amount(), Amount():
            return any(is_value(claim, written, value) for value in known.readings) and (
                _is_alike(claim, said, label, is_said=is_said)
            )
        case _:
            return False


def _is_alike(claim: Claim, said: Said, label: tuple[Field, ...], *, is_said: bool) -> bool:
    written, other = claim.figure.value, said.figure.value
    if not isinstance(written, Amount) or not isinstance(other, Amount):
        return False
    known = other.sort
    if claim.sort == known == "money":
        return is_same_currency(written.currency, other.currency)
    if "percent" in (claim.sort, known):
        return claim.sort == known
    after = [read_word(word) for word in read_after(said.text, said.figure.end)]
    unit = UNITS.get(after[0]) if after else None
    if claim.sort == "money":
        return unit is None and (other.scale > 1 or is_said)
    if known == "money":
        return claim.unit is None and not label
    if label and after:
        return any(_has_phrase(after, field) for field in label)
    if claim.unit or unit:
        return claim.unit == unit or not after
    if not claim.nouns:
        # "Two are pending" is not the 2 of "2 bedrooms".
        return not claim.is_plural or (is_said and not after)
    return bool(set(claim.nouns) & set(after)) or not claim.counts_things


def _has_phrase(words: list[str], field: Field) -> bool:
    said = f" {' '.join(words)} "
    return any(f" {phrase} " in said for phrase in field.phrases)

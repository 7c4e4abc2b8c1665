"""Reads money, percentages, counts and measures. No I/O."""

import re
from typing import Literal

from assistant.core.assertions.figures.currencies import CODES, SIGNS, read_currency
from assistant.core.assertions.figures.days import MONTHS
from assistant.core.assertions.figures.numerals import (
    SCALES,
    SPELT,
    VULGAR,
    read_digits,
    read_spelt,
)
from assistant.core.assertions.figures.values import Amount, Figure

Sort = Literal["money", "percent", "number"]

_SCALE_WORDS = {**SCALES, "k": 1e3, "m": 1e6, "mm": 1e6, "mil": 1e6, "mill": 1e6, "mio": 1e6}
_SCALE_WORDS |= {"millions": 1e6, "bn": 1e9, "b": 1e9, "mrd": 1e9, "tsd": 1e3, "thousands": 1e3}
_SCALE_WORDS |= dict.fromkeys(["millones", "millón", "millon", "millionen", "milliones"], 1e6)
_SCALE_WORDS |= {"milliarden": 1e9, "tausend": 1e3, "mil millones": 1e9}
_MONEY_WORDS = (
    r"dollars?|d[oó]lar(?:es)?|bucks|euros?|pounds? sterling|pounds?(?! of\b|s)|francs?|yen|rupees|"
    r"pesos"
)
_BEFORE = re.compile(
    rf"(?:(?:US|CA|AU|NZ|HK|SG|[CARS])?[{SIGNS}]|(?:{'|'.join(CODES)})(?![^\W\d_])[{SIGNS}]?)\s?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?:[\s-]?(?P<scale>{'|'.join(sorted(_SCALE_WORDS, key=len, reverse=True))})\.?"
    r"(?![^\W\d_]))?"
    rf"(?P<money>(?:\sde)?\s?[{SIGNS}](?!\s?\d)|(?:\sd')?(?:\sde)?[\s-]?(?:{'|'.join(CODES)}|{_MONEY_WORDS}|(?P<cents>cents?))(?!\w))?"
    r"(?P<percent>\s?%|[\s-]?per\s?cent\b|\s?pct\b)?",
    re.IGNORECASE,
)
_BELONGING_WORDS = (
    "dólar dólares dolar dolares "
    "dollar dollars bucks euro euros pound pounds franc francs yen rupees pesos cent cents percent "
    "per pct am pm a p o of day and to exchange degree degrees"
)
_BELONGING = frozenset([*_SCALE_WORDS, *CODES, *MONTHS, *_BELONGING_WORDS.split()])
_SPACED = re.compile(
    rf"\d{{1,3}} \d{{3}}\s?(?:[{SIGNS}]|(?:{'|'.join(CODES)}|{_MONEY_WORDS})\b)", re.IGNORECASE
)
_PLAIN = re.compile(
    r"(?P<sign>(?<![^\W_])[$€£])?(?P<digits>[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,5}|0)"
    r"(?:[\n);!?]|\Z|[.,:](?!\d)|[ -](?P<word>[^\W\d_]+)(?![^\W_]))"
)
_COUNTRY = re.compile(r"(?<![^\W_])(?:US|CA|AU|NZ|HK|SG|[CARS])\Z")
_HALF = re.compile(
    r"(?<!\w)(?:(?P<half>half\s+an?|a\s+half)|(?P<quarter>a\s+quarter(?:\s+of\s+an?)?)|an?)\s+\Z",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:the|these|those|other|any|all|first|last|next|top|only|every|either|another|my|your|"
    r"our|their|his|her|its|this|that|or|no|number|day|of the)\s+\Z|\b\w+-\Z",
    re.IGNORECASE,
)
_IDIOM_AFTER = re.compile(
    r"\s*(?:-way|-wheel|(?:or|to|by|and)\s+(?:one|two|three)\b|more\s+thing)", re.IGNORECASE
)
_SMALL_WORD = 10
_A_MILLION = 1e6
# Many write decimals so: "1,195 Millionen".
_DECIMAL_COMMA = re.compile(r"(\d{1,3}),(\d{3})")
_HUNDREDS = re.compile(r"([1-9]\d\d)k?s\b", re.IGNORECASE)
_DECADE = re.compile(r"((?:1[89]|20)\d0)s(?![^\W_])")
_RANGE_LEAD = re.compile(r"\b(?:low|mid|high|upper)[\s-]+\Z", re.IGNORECASE)
_A_HUNDRED_THOUSAND = 1e5


def read_plain_amount(text: str, at: int) -> Figure | None:
    """The amount at `at` if nothing but its digits, and a sign before them, can belong to it.

    Most are so, and this costs a quarter of looking for all that might be.
    """
    found = _PLAIN.match(text, at)
    if found is None or (found["word"] or "").lower() in _BELONGING:
        return None
    digits = found["digits"].replace(",", "")
    value = int(digits)
    significant = digits.rstrip("0")
    step = 10.0 ** (len(digits) - len(significant)) if significant else 1.0
    sort: Sort = "money" if found["sign"] else "number"
    currency = read_currency(found["sign"]) if found["sign"] else ""
    return Figure(at, found.end("digits"), Amount(sort, (value,), step, currency=currency))


def read_amount(text: str, at: int) -> Figure | None:
    """The amount in digits at `at`, where a sign or code of a currency may stand before it."""
    money = _BEFORE.match(text, at)
    start = money.end() if money else at
    spaced = bool(money or _SPACED.match(text, start))
    numeral = read_digits(text, start, spaced=spaced)
    if numeral is None:
        return _read_vulgar(text, start)
    tail = _TAIL.match(text, numeral.end)
    assert tail is not None
    scale, end = _read_scale(tail, numeral.end, is_money=bool(money or tail["money"]))
    if tail["money"] or tail["percent"]:
        end = tail.end()
    if money and (country := _COUNTRY.search(text, max(0, at - 2), at)):
        at = country.start()
    readings = numeral.readings
    if scale >= _A_MILLION and (found := _DECIMAL_COMMA.fullmatch(text, start, numeral.end)):
        readings = (*readings, float(f"{found[1]}.{found[2]}"))
    amount = Amount(
        _sort(tail, is_money=money is not None),
        tuple(_multiply(value, scale) for value in readings),
        numeral.step * scale,
        scale,
        currency=read_currency(text[at:start] or tail["money"] or ""),
    )
    return Figure(at, end, amount)


def read_hundreds(text: str, at: int) -> Figure | None:
    """ "the low 900s", which are thousands."""
    found = _HUNDREDS.match(text, at)
    if found is None or not _RANGE_LEAD.search(text, max(0, at - 8), at):
        return None
    amount = Amount("money", (int(found[1]) * 1e3,), _A_HUNDRED_THOUSAND, 1e3)
    return Figure(at, found.end(), amount)


def read_decade(text: str, at: int) -> Figure | None:
    """ "the 1960s", by its first year; weak, for a decade is seldom more than a manner."""
    found = _DECADE.match(text, at)
    if found is None:
        return None
    return Figure(at, found.end(), Amount("number", (float(found[1]),), 10, weak=True))


def read_spelt_amount(text: str, at: int) -> Figure | None:
    """The amount spelt out at `at`; one as likely no count is weak."""
    found = SPELT.match(text, at)
    if found is None:
        return None
    value, scale = read_spelt(found[0])
    before = _HALF.search(text, max(0, at - 16), at)
    if found[0].lower() in SCALES:
        if before is None:
            return None
        at = before.start()
        value *= 0.5 if before["half"] else 0.25 if before["quarter"] else 1
    end = at + len(text[at : found.end()].rstrip(" -\xa0\n\r\t"))
    tail = _TAIL.match(text, end)
    assert tail is not None
    is_weak = value <= _SMALL_WORD and (
        value <= 1
        or bool(_WEAK.search(text, max(0, at - 12), at))
        or bool(_IDIOM_AFTER.match(text, end))
    )
    if tail["money"] or tail["percent"]:
        is_weak, end = False, tail.end()
    if tail["cents"]:
        value /= 100
    sort = _sort(tail, is_money=found[0].lower().endswith("grand"))
    currency = read_currency(tail["money"] or "")
    return Figure(at, end, Amount(sort, (value,), max(scale, 1), scale, is_weak, currency))


def _read_scale(tail: re.Match[str], end: int, *, is_money: bool) -> tuple[float, int]:
    word = tail["scale"]
    if tail["cents"]:
        return 0.01, end
    if not word:
        return 1, end
    close = tail.start("scale") == end
    # "500 m" and "2b" are more likely metres and a flat's number.
    if word in ("m", "b") and not is_money and not (close and "." in tail.string[end - 3 : end]):
        return 1, end
    return _SCALE_WORDS[word.lower()], tail.end("scale")


def _multiply(value: float, scale: float) -> float:
    product = value * scale
    whole = round(product)
    # 4.35 * 100 is 434.99999999999994; what is written has six decimals at most.
    return whole if abs(product - whole) < 1e-6 else round(product, 6)


def _sort(tail: re.Match[str], *, is_money: bool) -> Sort:
    if tail["percent"]:
        return "percent"
    is_money = is_money or bool(tail["money"]) or (tail["scale"] or "").lower() == "grand"
    return "money" if is_money else "number"


def _read_vulgar(text: str, at: int) -> Figure | None:
    value = VULGAR.get(text[at : at + 1])
    return Figure(at, at + 1, Amount("number", (value,), value)) if value else None

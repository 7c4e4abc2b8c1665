"""Reads days: dates in every order, weekdays, and days told from today. No I/O."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from assistant.core.assertions.figures.values import NEVER, Clock, Day, Figure, Moment

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
MONTHS = {
    spelt: number
    for number, name in enumerate(_MONTH_NAMES.split(), 1)
    for spelt in (name, name[:3], *(("sept",) if number == 9 else ()))
}
_MONTHS_ABROAD = (
    "janvier januar enero gennaio",
    "février fevrier februar febrero febbraio",
    "märz maerz marzo",
    "avril abril aprile",
    "mai maggio",
    "juin juni junio giugno",
    "juillet juli julio luglio",
    "août aout agosto",
    "septembre septiembre settembre",
    "octobre oktober octubre ottobre",
    "novembre noviembre",
    "décembre decembre dezember diciembre dicembre",
)
_ABROAD = {name: number for number, names in enumerate(_MONTHS_ABROAD, 1) for name in names.split()}
_ORDINAL_NAMES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {name: number for number, name in enumerate(_ORDINAL_NAMES.split(), 1)}
ORDINALS |= {f"twenty-{name}": 20 + number for name, number in list(ORDINALS.items())[:9]}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31}

MONTH_WORDS = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>{MONTH_WORDS})\b\.?"
_YEAR = r"(?:(?:,\s?|\s|[ -]of\s|-|\s')(?P<year>(?:1[89]|20|21)\d{2})(?!\d|[.,]\d))?"
_SPELT = rf"(?P<spelt>{'|'.join(sorted(ORDINALS, key=len, reverse=True)).replace('-', '[ -]')})\b"
_NUMBER = r"(?P<day>[0-3]?\d)(?:st\b|nd\b|rd\b|th\b)?"
_MONTH_DAY = re.compile(
    rf"{_MONTH}[\s-]+(?:the\s+)?(?:{_NUMBER}(?![\d:%]|,\d{{3}}|\.\d|\s?[ap]\.?m\b)|{_SPELT}){_YEAR}",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"(?:{_NUMBER}|{_SPELT})(?:\s+day)?(?:\s+of)?[\s-]+{_MONTH}{_YEAR}", re.IGNORECASE
)
_MONTH_YEAR = re.compile(
    rf"{_MONTH},?\s+(?:of\s+)?(?P<year>(?:19|20|21)\d{{2}})(?![\d,])", re.IGNORECASE
)
_DAY_ABROAD = re.compile(
    rf"(?P<day>[0-3]?\d)(?:er|º|°)?\.?\s(?:de\s)?(?P<month>{'|'.join(_ABROAD)})\b"
    r"(?:\s(?:de\s)?(?P<year>(?:19|20|21)\d{2})(?!\d|[.,]\d))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d-])")
_ISO_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?(?:Z|UTC)\b|[+-]\d{2}:?\d{2})?"
    r"(?!\s?[ap]\.?m\b)"
)
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[-/.]\d)")
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/%]|[.,]\d)")
_SHORT_LEAD = re.compile(
    r"(?:\b(?:on|by|until|till|due|from|since|before|after|through|for|dated?|"
    r"clos(?:es|ed|ing)|moves?|moved|starts?|ends?|expires?|opens?|listed)|day|"
    r"\b(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?)[,:]?\s+(?:the\s+)?\(?\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)\b(?=\s*(?:[.,;:!?)\n]|\Z|at\b|and\b|or\b|to\b|-))", re.IGNORECASE
)
_ALONE_LEAD = re.compile(
    r"\b(?:on|by|until|till|from|before|after|through)\s+the\s+\Z", re.IGNORECASE
)
_LATE = re.compile(
    r"(1[3-9]|2\d|3[01])(?:st|nd|rd|th)\b(?!\s+(?:floor|street|st|avenue|ave|and\s+\d))",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|The)\s+\Z")
_MONTHS_A_YEAR = 12
_ALWAYS = (24, 7)
_GOING_ON = re.compile(r"\s+[a-z]")


def read_iso_moment(text: str, clock: Clock) -> Moment | None:
    """What an ISO date, or date with time, says in the member's zone; None where it is none."""
    try:
        if len(text) == 10:
            day = date.fromisoformat(text)
            return Moment(((day.year, day.month, day.day),))
        told = datetime.fromisoformat(text.replace(" UTC", "Z").replace(" Z", "Z"))
        if told.tzinfo is not None:
            told = told.astimezone(clock.zone)
    except (ValueError, OverflowError):
        return None
    return Moment(((told.year, told.month, told.day),), (told.hour * 60 + told.minute,))


def read_date(text: str, at: int, clock: Clock) -> Figure | None:
    """The date that begins with digits at `at`."""
    found = _ISO_MOMENT.match(text, at)
    if found and (moment := read_iso_moment(found[0], clock)):
        return Figure(at, found.end(), moment)
    if found := _ISO.match(text, at):
        days = _check_days([(int(found["year"]), int(found["month"]), int(found["day"]))])
        return Figure(at, found.end(), Moment(days or (NEVER,)))
    if (found := _NUMERIC.match(text, at)) and (figure := _read_numeric(found, clock)):
        return figure
    if found := _DAY_MONTH.match(text, at):
        return _name_day(found)
    return _read_short(text, at)


def _read_short(text: str, at: int) -> Figure | None:
    """ "by 11/27" and "on the 27th", where a word before says that it is a day."""
    found = _SHORT.match(text, at)
    one, other = (int(found[1]), int(found[2])) if found else (0, 0)
    # "11/27" is a day wherever it stands, "3/2" only behind "on" and its like, "24/7" never.
    if found and (one, other) == _ALWAYS:
        return None
    is_day = max(one, other) > _MONTHS_A_YEAR
    if found and (is_day or _SHORT_LEAD.search(text, max(0, at - 16), at)):
        days = _check_days([(None, one, other), (None, other, one)])
        return Figure(at, found.end(), Moment(days)) if days else None
    found = _ALONE.match(text, at)
    if not (found and _ALONE_LEAD.search(text, max(0, at - 16), at)):
        # "the 3rd" may be one of a list, and "the 29th" seldom is.
        found = _LATE.match(text, at)
        if not (found and _THE.search(text, max(0, at - 5), at)):
            return None
    return Figure(at, found.end(), Moment(((None, None, int(found[1])),)))


def read_named_date(text: str, at: int) -> Figure | None:
    """The date that begins with a month or a spelt ordinal at `at`; a month alone is none."""
    found = _MONTH_DAY.match(text, at)
    # "may 4 people" has a verb and no month.
    if found and not (found[0].startswith("ma") and _GOING_ON.match(text, found.end())):
        return _name_day(found)
    if found := _MONTH_YEAR.match(text, at):
        month = MONTHS[found["month"].lower()]
        return Figure(at, found.end(), Moment(((int(found["year"]), month, None),)))
    if found := _DAY_MONTH.match(text, at):
        return _name_day(found)
    return None


def read_date_abroad(text: str, at: int) -> Figure | None:
    """ "5 décembre", "5. Dezember 2027"."""
    found = _DAY_ABROAD.match(text, at)
    if found is None:
        return None
    year, month = found["year"], _ABROAD[found["month"].lower()]
    days = _check_days([(int(year) if year else None, month, int(found["day"]))])
    return Figure(at, found.end(), Moment(days or (NEVER,)))


def _read_numeric(found: re.Match[str], clock: Clock) -> Figure | None:
    one, mark, other, tail = int(found[1]), found[2], int(found[3]), found[4]
    if mark != "/" and len(tail) == 2 and not (len(found[1]) == len(found[3]) == 2):
        return None
    century = 1900 if int(tail) > clock.now.year % 100 + 20 else 2000
    year = int(tail) + (century if len(tail) == 2 else 0)
    orders = [(year, other, one)] if mark == "." else [(year, one, other), (year, other, one)]
    days = _check_days(orders)
    if not days and len(tail) == 2:
        return None
    return Figure(found.start(), found.end(), Moment(days or (NEVER,)))


def put_year(moment: Moment, clock: Clock) -> Moment:
    """The moment, its days without a year in the years last and next to when they were said."""
    if all(year is not None or month is None or day is None for year, month, day in moment.days):
        return moment
    days: list[Day] = []
    today = clock.now.date()
    for year, month, day in moment.days:
        if year is not None or month is None or day is None:
            days.append((year, month, day))
            continue
        first = today.year - ((month, day) > (today.month, today.day))
        days += [(first, month, day), (first + 1, month, day)]
    return Moment(tuple(days), moment.minutes, moment.weekday)


def _name_day(found: re.Match[str]) -> Figure:
    spelt, year = found["spelt"], found["year"]
    number = ORDINALS[re.sub(r"[ -]", "-", spelt.lower())] if spelt else int(found["day"])
    month = MONTHS[found["month"].lower()]
    days = _check_days([(int(year) if year else None, month, number)])
    end = found.end() - found[0].endswith(".")
    return Figure(found.start(), end, Moment(days or (NEVER,)))


def _check_days(days: Iterable[tuple[int | None, int, int]]) -> tuple[Day, ...]:
    """Those that are on the calendar, each once."""
    kept: dict[Day, None] = {}
    for year, month, day in days:
        try:
            # A leap year stands for the unknown one.
            date(year or 2000, month, day)
        except ValueError:
            continue
        kept[(year, month, day)] = None
    return tuple(kept)

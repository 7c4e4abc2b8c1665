"""Reads days: dates in every order, weekdays, and days told from today. No I/O."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from assistant.core.assertions.figures.values import Clock, Day, Figure, Moment

NEVER: Day = (0, 0, 0)
"""A day that is on no calendar, as the 31st of June or a date beside the wrong weekday."""

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
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES.split())}
SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3}
SHORT_WEEKDAYS |= {"fri": 4, "sat": 5, "sun": 6}
NEAR_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_ORDINAL_NAMES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {name: number for number, name in enumerate(_ORDINAL_NAMES.split(), 1)}
ORDINALS |= {f"twenty-{name}": 20 + number for name, number in list(ORDINALS.items())[:9]}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31}

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
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
_GOING_ON = re.compile(r"\s+[a-z]")
_TURN = re.compile(r"\b(?:(next|coming)|(last|past|previous)|(this))\s+\Z", re.IGNORECASE)
_DAY_LEAD = re.compile(
    r"\b(?:on|by|this|next|last|until|before|after|every|(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\.?"
    r"\s?(?:/|or|and|to|-))\s?\Z"
)
_BESIDE = re.compile(r"\bday\s+(after|before)\s+\Z", re.IGNORECASE)
_SHORT_AFTER = re.compile(
    rf"\.?,?\s+(?:\d|at\b|noon|the\s+\d|{_MONTH})|\.?\s?(?:/|(?:or|and|to)\s)\s?"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
    re.IGNORECASE,
)


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
    is_day = max(one, other) > _MONTHS_A_YEAR and (one, other) != (24, 7)
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


def read_weekday(text: str, at: int, word: str, clock: Clock) -> Figure | None:
    """A weekday: the last one and the next one, for words seldom say which."""
    end = at + len(word)
    number = WEEKDAYS.get(word.lower())
    if number is None:
        is_day = _SHORT_AFTER.match(text, end) or _DAY_LEAD.search(text, max(0, at - 12), at)
        if word[0].islower() or not is_day:
            return None
        number = SHORT_WEEKDAYS[word.lower()]
        end += text[end : end + 1] == "." and _SHORT_AFTER.match(text, end) is not None
    today = clock.now.date()
    ahead = (number - today.weekday()) % 7
    turn = _TURN.search(text, max(0, at - 12), at)
    steps: tuple[int, ...] = (ahead, ahead - 7)
    if turn and turn[1]:
        steps = (ahead or 7, ahead + 7)
    elif turn and turn[2]:
        steps = (ahead - 7, ahead - 14)
    return Figure(at, end, Moment(tell_days(today, steps), (), number))


def read_date_abroad(text: str, at: int) -> Figure | None:
    """ "5 décembre", "5. Dezember 2027"."""
    found = _DAY_ABROAD.match(text, at)
    if found is None:
        return None
    year, month = found["year"], _ABROAD[found["month"].lower()]
    days = _check_days([(int(year) if year else None, month, int(found["day"]))])
    return Figure(at, found.end(), Moment(days or (NEVER,)))


def read_near_day(text: str, at: int, word: str, clock: Clock) -> Figure:
    """Today and the days around it."""
    step = NEAR_DAYS[word.lower()]
    beside = _BESIDE.search(text, max(0, at - 12), at)
    if beside and step:
        return Figure(
            beside.start(), at + len(word), Moment(tell_days(clock.now.date(), (2 * step,)))
        )
    return Figure(at, at + len(word), Moment(tell_days(clock.now.date(), (step,))))


def tell_days(today: date, steps: Iterable[int]) -> tuple[Day, ...]:
    """The days so many steps from today, as far as there is a calendar."""
    days: list[Day] = []
    for step in steps:
        try:
            day = today + timedelta(days=step)
        except OverflowError:
            continue
        days.append((day.year, day.month, day.day))
    return tuple(days)


def on_weekday(days: Iterable[Day], weekday: int, clock: Clock) -> tuple[Day, ...]:
    """Those of `days` that fall on a weekday, in the years around now where none is said."""
    kept: list[Day] = []
    for year, month, day in days:
        years = range(clock.now.year - 1, clock.now.year + 2) if year is None else (year,)
        for each in years:
            try:
                if date(each, month or 0, day or 0).weekday() == weekday:
                    kept.append((each, month, day))
            except ValueError:
                continue
    return tuple(kept)


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

"""Which currency a sum is in, as far as its sign, code or word says. No I/O."""

SIGNS = "$€£¥₹₩₽₺₪฿₫₴₦₱"
_CODES = "usd eur gbp chf jpy cad aud nzd sek nok dkk inr cny mxn brl sgd hkd zar"
CODES = tuple(_CODES.split())
_COUNTRIES = {"us": "USD", "ca": "CAD", "c": "CAD", "au": "AUD", "a": "AUD", "nz": "NZD"}
_COUNTRIES |= {"hk": "HKD", "sg": "SGD", "s": "SGD", "r": "BRL"}
_SPELT = {"€": "EUR", "£": "GBP", "₹": "INR", "rs": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY"}
_SPELT |= {"₪": "ILS", "฿": "THB", "₫": "VND", "₴": "UAH", "₦": "NGN", "₱": "PHP"}
_SPELT |= {
    "dollar": "$",
    "dólare": "$",
    "dolare": "$",
    "dólar": "$",
    "dolar": "$",
    "buck": "$",
    "cent": "",
    "euro": "EUR",
    "pound": "GBP",
    "franc": "CHF",
}
_SPELT |= {"yen": "JPY", "rupee": "INR", "peso": "", "$": "$", "¥": "¥"}
# A bare sign is that of any of these.
_DOLLARS = "USD CAD AUD NZD SGD HKD MXN BRL"
_SHARED = {"$": frozenset(_DOLLARS.split()), "¥": frozenset(["JPY", "CNY"])}


def read_currency(written: str) -> str:
    """The code of what stands beside a sum, or the sign that several share."""
    word = written.strip(" \xa0-.").lower()
    if word.startswith("d"):
        word = word.removeprefix("de ").removeprefix("d'")
    if word[:3] in CODES:
        return word[:3].upper()
    if word[-1:] in SIGNS and word[:-1] in _COUNTRIES and word[-1:] == "$":
        return _COUNTRIES[word[:-1]]
    return _SPELT.get(word.removesuffix("s") if len(word) > 2 else word, _SPELT.get(word[-1:], ""))


def is_same_currency(one: str, other: str) -> bool:
    """Whether two may be the same; what is not said may be any."""
    one, other = one.upper(), other.upper()
    if not one or not other or one == other:
        return True
    return other in _SHARED.get(one, ()) or one in _SHARED.get(other, ())

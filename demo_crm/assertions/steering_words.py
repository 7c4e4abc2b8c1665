"""The turns of phrase that say who a home is for, in English and a few in French and Spanish."""

import re
from dataclasses import dataclass

_LIFE = (
    r"(?:families(?! of)|family(?![- ](?:room|gather|dinner|movie|game|time|meal|pet|heirloom|photo"
    r"|get|celebration|event|holiday|visit|reunion|use))|couples?|singles?|bachelors?|newly-?weds?"
    r"|empty[- ]nesters?|retirees?|seniors?|(?:young )?professionals|students?|kids(?!')|children"
    r"(?!['’])|(?:young |new |single |expecting )?parents|moms?|dads?|mothers?|adults|women|men"
    r"|ladies|millennials|immigrants|foreigners)"
)
_FAITH = (
    r"(?:christian|catholic|protestant|evangelical|mormon|jewish|orthodox|muslim|islamic|hindu"
    r"|buddhist|sikh|kosher-keeping)"
)
_ORIGIN = (
    r"(?:african[- ]american|asian|hispanic|latin[oax]|caucasian|chinese|korean|japanese|vietnamese"
    r"|filipino|indian|pakistani|mexican|italian|irish|polish|russian|arab|persian|caribbean"
    r"|immigrant|foreign)"
)
_COLOUR = r"(?:white|black|brown)"
_PEOPLE = (
    r"(?:families|family|people|residents|neighbou?rs|couples?|tenants|buyers|owners|population"
    r"|households?|folks)"
)
_PLACE = (
    r"(?:neighbou?rhoods?|area|communit(?:y|ies)|part of town|enclave)(?! (?:cent|college|rug))"
)
_WIDE_PLACE = (
    r"(?:neighbou?rhoods?|areas?|communit(?:y|ies)|parts? of town|streets?|blocks?|towns?)"
)
_GOOD_FOR = (
    r"(?:perfect|ideal|great|best|excellent|wonderful|fantastic|lovely|suitable|suited|tailored"
    r"|made|meant|designed|right|good|geared|perfectly suited)(?:ly)?"
)
_PRAISE = (
    r"(?:great|good|best|better|top|top-rated|excellent|outstanding|fantastic|superb|bad"
    r"|poor|failing|worst)"
)
_FAMILIES_FR = r"(?:jeunes? )?(?:familles?|couples?|célibataires|retraités|étudiants|enfants)"
_FAMILIES_ES = (
    r"(?:familias?|parejas|niños|solteros|jubilados|estudiantes|jóvenes|matrimonios)(?: jóvenes)?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase, and words in lower case of which it holds at least one."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]


def _rule(words: str, pattern: str) -> Rule:
    return Rule(tuple(words.split("|")), re.compile(pattern, re.IGNORECASE))


RULES = (
    _rule(
        " for ",
        rf"\b{_GOOD_FOR}(?: (?:home|house|place|choice|fit|spot|location|starter home))? for "
        rf"(?:an? |the |any |all |every )?(?:(?:young|growing|large|small|big|new|active|older|busy"
        rf"|mature|single|working|retired|healthy|{_FAITH}|{_ORIGIN}) )*{_LIFE}\b",
    ),
    _rule(
        "-friendly|-oriented| friendly",
        rf"\b(?:family|kid|kids|child|children|senior)[- ](?:friendly|oriented) {_WIDE_PLACE}\b",
    ),
    _rule(
        "no |not ",
        r"(?<!has )(?<!have )(?<!had )(?<!having )(?<!with )(?<!are )"
        r"\bno (?:kids|children|infants|teenagers|teens|immigrants|foreigners|wheelchairs)\b"
        r"(?!['’-]| (?:of|yet|in|under))",
    ),
    _rule(
        " will | would |'ll ",
        r"\b(?:families|kids|children|couples|singles|seniors|retirees|students|professionals)"
        r"(?: will| would|['’]ll) (?:all |just |really |surely )?"
        r"(?:love|thrive|enjoy|adore|flourish|feel (?:at home|safe|right))\b",
    ),
    _rule("bachelor", r"\bbachelor pad\b"),
    _rule(
        "no ",
        r"\bno (?:(?:pets?|dogs|cats|smokers|smoking|parties)(?:,|,? or|,? and) ){1,4}"
        r"(?:no )?(?:kids|children|infants|teenagers|teens)\b",
    ),
    _rule(
        "no |not ",
        r"\b(?:children|kids|families) (?:are )?not (?:allowed|welcome|accepted|permitted)\b",
    ),
    _rule(
        "only|preferred",
        rf"\b(?:adults?|singles|couples|famil(?:y|ies)|students|seniors|females?|males?|wom[ae]n"
        rf"|m[ae]n"
        rf"|ladies|gentlemen|{_FAITH}s?|americans|citizens)[- ](?:only|preferred)\b"
        r"|\bonly (?:adults|singles|couples without children|women|men|americans|citizens)\b",
    ),
    _rule(
        "adult|mature|singles",
        r"\b(?<!active )(?<!\+ )(?:adults?|mature|singles)[- ](?:building|complex|community"
        r"|household|persons?|couples?|individuals?)\b",
    ),
    _rule(
        "safe|danger|crime|exclusive|restricted|rough|sketchy|good|bad|respectable|decent"
        "|diverse|integrated",
        rf"\b(?:safe|safer|safest|unsafe|dangerous|crime-free|low-crime|high-crime|exclusive"
        rf"|restricted"
        rf"|integrated|diverse|rough|sketchy|good|bad|respectable|decent)"
        rf"(?:(?:,| and|, and) [a-z-]{{3,16}})? {_WIDE_PLACE}\b"
        r"(?! (?:rug|map|code|of|pool|cent|garden|room|park|event|hall|kitchen|life))",
    ),
    _rule(
        "safe|danger|rough|sketchy|exclusive|diverse|family-|changing|good for",
        rf"\b{_WIDE_PLACE} (?:is|are|feels|seems|was) (?:[a-z]{{2,12}} )?(?:safe|unsafe"
        rf"|dangerous|rough"
        r"|sketchy|exclusive|diverse|family-friendly|changing)\b",
    ),
    _rule(
        "safe",
        r"\b(?:safe|safest|unsafe) (?:place|spot|environment) (?:to live|to raise|to grow|for)\b"
        r"|\b(?:safe|unsafe) for (?:kids|children|women|families)\b",
    ),
    _rule(
        "crime",
        r"\b(?:low|little|no|high|rising)[- ]crime\b|\bcrime(?: rate)? is\b|\bcrime rates?\b",
    ),
    _rule(
        "to raise",
        r"\b(?:to raise|raising) (?:an? |your |their )?(?:family|kids|children)\b",
    ),
    _rule(
        "christian|catholic|protestant|evangelical|mormon|jewish|orthodox|muslim|islamic|hindu"
        "|buddhist|sikh",
        rf"\b{_FAITH} (?:{_PLACE}|{_PEOPLE}|home|values|building)\b",
    ),
    _rule(
        "american|asian|hispanic|latin|caucasian|chinese|korean|japanese|vietnamese|filipino|indian"
        "|pakistani|mexican|italian|irish|polish|russian|arab|persian|caribbean|immigrant|foreign",
        rf"\b{_ORIGIN} (?:{_PLACE}|{_PEOPLE})\b",
    ),
    _rule("white|black|brown", rf"\b{_COLOUR} (?:{_PLACE}|{_PEOPLE})\b"),
    _rule(
        "predominantly|mostly|mainly|largely|heavily|majority|all-",
        rf"\b(?:predominantly|mostly|mainly|largely|heavily|majority|all)[- ](?:{_FAITH}"
        rf"|{_ORIGIN})\b",
    ),
    _rule(
        "people|crowd|element|neighbors|neighbours",
        r"\b(?:right|wrong|your|our) (?:kind|sort|type) of (?:people|crowd|neighbou?rs)\b"
        r"|\bpeople like (?:you|us|them|yourselves)\b|\b(?:wrong|bad|undesirable) element\b",
    ),
    _rule(
        "disab|handicap|wheelchair|elderly|able-bodied|able bodied|healthy|mentally|blind|deaf",
        r"\b(?:not|un)(?: |-)?(?:suitable|suited|ideal|fit|good|meant|right) for (?:the |an? )?"
        r"(?:disabled|handicapped|elderly|blind|deaf|wheelchair users?|people (?:with|in))"
        r"|\bno (?:disabled|handicapped|elderly|mentally ill)\b|\bable[- ]bodied\b"
        r"|\b(?:must be|only) (?:healthy|able to climb|mentally stable)\b",
    ),
    _rule(
        "english",
        r"\b(?:must speak|only speak|speaks?) english\b(?= only|,? please|$|\.)"
        r"|\benglish[- ]speak(?:ers|ing) (?:only|preferred|tenants|neighbou?rs)\b",
    ),
    _rule(
        "school",
        rf"\b{_PRAISE} (?:(?:public|local|elementary|middle|high|private|nearby) )*(?:schools"
        rf"|school districts?)\b",
    ),
    _rule(
        "school",
        r"\bschools(?: here| nearby)? are (?:[a-z]{2,10} )?(?:great|good|excellent|the best|bad"
        r"|poor|failing|outstanding)\b",
    ),
    _rule(
        "idéal|parfait|convient",
        rf"\b(?:idéale?|parfaite?|convient)s? (?:pour|à|aux) (?:les |des |une? |de )?"
        rf"{_FAMILIES_FR}\b",
    ),
    _rule(
        "enfants|adultes",
        r"\b(?:pas d['’]enfants|enfants (?:non admis|interdits|pas admis)|interdit aux enfants"
        r"|adultes (?:seulement|uniquement))\b",
    ),
    _rule(
        "quartier|rue |voisinage",
        r"\b(?:quartier|voisinage|rue) (?:très |plus )?(?:sûre?|dangereu[xs]e?|chrétien|juif"
        r"|musulman|exclusif|familial|blanc|bien fréquenté|mal fréquenté)\b",
    ),
    _rule(
        "ideal|perfect|adecuad",
        rf"\b(?:ideal|perfect[oa]|adecuad[oa]) para (?:las |los |una? )?{_FAMILIES_ES}\b",
    ),
    _rule(
        "niños|adultos",
        r"\b(?:no se admiten niños|sin niños|no niños|s[oó]lo adultos|adultos solamente)\b",
    ),
    _rule(
        "barrio|vecindario|zona|colonia",
        r"\b(?:barrio|vecindario|zona|colonia) (?:muy |más )?(?:segur[oa]|insegur[oa]"
        r"|peligros[oa]|exclusiv[oa]|cristian[oa]|católic[oa]|judí[oa]|familiar|blanc[oa])\b",
    ),
)

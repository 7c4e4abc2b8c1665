"""Every assertion of ours, in one table. No I/O."""

from typing import Final

from assistant.core.assertions.altered_quote import ALTERED_QUOTE
from assistant.core.assertions.altered_value import ALTERED_VALUE
from assistant.core.assertions.empty import EMPTY
from assistant.core.assertions.id_in_prose import ID_IN_PROSE
from assistant.core.assertions.invented_quote import INVENTED_QUOTE
from assistant.core.assertions.placeholder import PLACEHOLDER
from assistant.core.assertions.raw_json import RAW_JSON
from assistant.core.assertions.repeated_details import REPEATED_DETAILS
from assistant.core.assertions.reply import Assertion
from assistant.core.assertions.technical_token import TECHNICAL_TOKEN
from assistant.core.assertions.unretrieved_citation import UNRETRIEVED_CITATION
from assistant.core.assertions.unsourced_fact import UNSOURCED_FACT

ASSERTIONS: Final[tuple[Assertion, ...]] = (
    ID_IN_PROSE,
    PLACEHOLDER,
    RAW_JSON,
    TECHNICAL_TOKEN,
    EMPTY,
    REPEATED_DETAILS,
    ALTERED_VALUE,
    UNSOURCED_FACT,
    ALTERED_QUOTE,
    UNRETRIEVED_CITATION,
    INVENTED_QUOTE,
)

"""What can be wrong with a definition or with a block. No I/O.

WidgetError
├── BadDefinition   a definition file the catalog refuses; found at load, never at run time
└── BlockFault      one widget block of a reply that cannot be shown, with a code and a pointer
"""


class WidgetError(Exception):
    """Anything the widget format refuses."""

    code = "widget_error"
    retryable = False


class BadDefinition(WidgetError):
    """A widget or record definition that breaks the format's rules."""

    code = "bad_definition"

    def __init__(self, source: str, pointer: str, message: str) -> None:
        super().__init__(f"{source}{'#' + pointer if pointer else ''}: {message}")
        self.source = source
        self.pointer = pointer


class BlockFault(WidgetError):
    """Why one block failed.

    `code` is one of bad_opener, unclosed, too_large, too_deep, bad_json, unknown_widget, schema,
    unknown_reference, unknown_figure, bad_record; who asks for the records adds no_records, and who
    bounds a reply adds too_many and interrupted. `pointer` is an RFC 6901 JSON pointer into the
    payload ("" is the whole). `message` is a rule the model can act on in a repair.
    """

    retryable = True

    def __init__(self, code: str, pointer: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.pointer = pointer
        self.message = message

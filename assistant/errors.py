"""What can go wrong, as one tree. Codes are wire words; `docs/protocol.md` lists them.

AssistantError
├── Refusal          a command or request we answer with a code; nothing was changed
│   └── BadFrame     what came over the socket is no command
├── ToolFault        a host's tool could not do it; told to the model, never raised through a turn
├── BadDocument      a file that cannot become knowledge; told by name, the others go on
├── UpstreamFault    the model's endpoint failed; ends or retries a round
└── Fenced           another process owns this turn now; stop touching it
"""


class AssistantError(Exception):
    """Anything of ours that has a code."""

    code = "error"
    retryable = False


class Refusal(AssistantError):
    """A command that is not carried out: `code` for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class BadFrame(Refusal):
    """A frame that cannot be read; `command_id` is the id it has, as far as one can be made out."""

    def __init__(self, message: str, command_id: str | None) -> None:
        super().__init__("bad_frame", message)
        self.command_id = command_id


class ToolFault(AssistantError):
    """Raised by a host's tool: `not_found`, `not_allowed`, `bad_arguments`, or its own code.

    What does not exist and what this member may not see must raise alike.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class BadDocument(AssistantError):
    """A file that cannot become knowledge: `code` for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class UpstreamFault(AssistantError):
    """The model's endpoint failed; `retry_after` is in seconds where the endpoint named it."""

    def __init__(
        self, code: str, message: str, *, retryable: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retryable = retryable
        self.retry_after = retry_after


class Fenced(AssistantError):
    """The turn's fence moved: a sweep or another process has taken the turn from us."""

    code = "fenced"

"""What a chat completions request may hold, checked as OpenAI's endpoint checks it. No I/O."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from demo_crm.offline_model.errors import RequestError

MODEL = "offline-demo-script"
_PATH = re.compile(r" - at `\$\.?(.*)`$")


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of a message whose content is written as a list."""

    type: Literal["text"]
    text: str


@dataclass(frozen=True, slots=True)
class Function:
    """What a tool call asks for; `arguments` is JSON source."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call an assistant message made."""

    id: str
    function: Function


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation, as it was sent."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[Text] | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None

    @property
    def text(self) -> str:
        """The content as one string."""
        match self.content:
            case None:
                return ""
            case str() as text:
                return text
            case list() as texts:
                return "".join(text.text for text in texts)


@dataclass(frozen=True, slots=True)
class NamedFunction:
    """The one field of an offered tool that the script reads."""

    name: str


@dataclass(frozen=True, slots=True)
class OfferedTool:
    """A tool that may be called."""

    type: Literal["function"]
    function: NamedFunction


@dataclass(frozen=True, slots=True)
class StreamOptions:
    """How a stream ends: with the usage, or without."""

    include_usage: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A chat completions request; fields the script has no use for are let pass, as upstream."""

    model: str
    messages: Annotated[list[Message], msgspec.Meta(min_length=1)]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    tools: list[OfferedTool] | None = None
    tool_choice: Literal["none", "auto", "required"] | OfferedTool | None = None
    n: int | None = None

    @property
    def usable_tools(self) -> frozenset[str]:
        """Names of the tools that may be called in this round."""
        offered = frozenset(tool.function.name for tool in self.tools or ())
        match self.tool_choice:
            case "none":
                return frozenset()
            case OfferedTool(function=function):
                return offered & {function.name}
            case "auto" | "required" | None:
                return offered

    @property
    def includes_usage(self) -> bool:
        """Whether the stream is to end with a chunk that counts tokens."""
        return self.stream_options is not None and self.stream_options.include_usage


def read_request(body: bytes) -> Request:
    """Return the request `body` holds; raises RequestError."""
    try:
        request = msgspec.json.decode(body, type=Request)
    except msgspec.ValidationError as error:
        raise _explain(error) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RequestError("We could not parse the JSON body of your request.") from error
    if request.model != MODEL:
        raise RequestError(
            f"The model `{request.model}` does not exist here; this is a script, `{MODEL}`.",
            status=404,
            code="model_not_found",
            param="model",
        )
    if request.n not in (None, 1):
        raise RequestError("The script writes one choice; `n` must be 1.", param="n")
    if request.stream_options is not None and not request.stream:
        raise RequestError("`stream_options` needs `stream`.", param="stream_options")
    _check_tool_messages(request.messages)
    return request


def _explain(error: msgspec.ValidationError) -> RequestError:
    found = _PATH.search(str(error))
    return RequestError(f"Invalid request: {error}.", param=found[1] if found else None)


def _check_tool_messages(messages: list[Message]) -> None:
    """Each call is answered once, right behind the message that made it."""
    due: set[str] = set()
    for index, message in enumerate(messages):
        param = f"messages[{index}]"
        if message.role == "tool":
            if message.tool_call_id not in due:
                raise RequestError("A tool message must answer a preceding call.", param=param)
            due.discard(message.tool_call_id)
        elif due:
            raise RequestError("Every tool call must be answered by a tool message.", param=param)
        else:
            due = {call.id for call in message.tool_calls or ()}
    if due:
        raise RequestError("Every tool call must be answered by a tool message.", param="messages")

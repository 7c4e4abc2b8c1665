"""What a request to the offline model can be refused for. No I/O."""


class RequestError(Exception):
    """A request OpenAI's endpoint would refuse too; `param` names the field that is wrong."""

    def __init__(
        self, message: str, *, status: int = 400, code: str | None = None, param: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code
        self.param = param

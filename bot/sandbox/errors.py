"""The two ways in which the sandbox says no: as Slack would, and to the person who drives it."""


class SlackRefusal(Exception):
    """A Web API answer with ok=false; `messages` go to response_metadata."""

    def __init__(self, code: str, messages: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages


class RateLimited(SlackRefusal):
    """HTTP 429; `retry_after` is whole seconds, as the header carries them."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class ControlRefusal(Exception):
    """The driver asked for something a person in front of Slack could not do; `status` is the HTTP answer."""

    def __init__(self, code: str, detail: str = "", *, status: int = 409) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.status = status

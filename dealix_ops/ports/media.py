"""Where customers' files come from."""

from typing import Protocol

from dealix_ops.vocabulary import MediaFault


class MediaFailed(Exception):
    """This file will not come, whoever asks again."""

    def __init__(self, fault: MediaFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class MediaSource(Protocol):
    """Where customers' files lie."""

    def fetch(self, external_id: str, *, limit: int, sha256: str | None) -> bytes:
        """At most `limit` bytes, of the hash that the webhook told. Raises NotAccepted or MediaFailed."""

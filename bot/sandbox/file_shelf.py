"""Files on their way to Slack: asked for, sent, completed (contracts/slack.md section 8)."""

import secrets
from dataclasses import dataclass

from bot.sandbox.errors import SlackRefusal


@dataclass(kw_only=True)
class UploadedFile:
    """`content` is None until its bytes came; only a completed file can be shown."""

    id: str
    key: str
    filename: str
    length: int
    alt_text: str
    content: bytes | None = None
    title: str = ""
    complete: bool = False


class FileShelf:
    """By the key of the upload address, and by the file's id."""

    def __init__(self) -> None:
        self.files: dict[str, UploadedFile] = {}

    def ask(self, *, filename: str, length: int, alt_text: str) -> UploadedFile:
        """Length 0 fails, as does a file without a name."""
        if not filename or length <= 0:
            raise SlackRefusal("invalid_arguments")
        made = UploadedFile(
            id=f"F0{secrets.token_hex(5).upper()}",
            key=secrets.token_urlsafe(16),
            filename=filename,
            length=length,
            alt_text=alt_text,
        )
        self.files[made.id] = made
        return made

    def at(self, key: str) -> UploadedFile | None:
        """The file whose bytes are to be sent to this address."""
        return next((file for file in self.files.values() if file.key == key), None)

    def complete(self, file_id: str, title: str) -> UploadedFile:
        """Refused where its bytes never came."""
        file = self.files.get(file_id)
        if file is None or file.content is None:
            raise SlackRefusal("file_not_found")
        file.title, file.complete = title or file.filename, True
        return file

    def can_show(self, file_id: str) -> bool:
        """Say whether an image block may name it."""
        file = self.files.get(file_id)
        return file is not None and file.complete

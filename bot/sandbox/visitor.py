"""The driver's hands of those who do not write on WhatsApp: the website's visitor and the mail's sender."""

from typing import Any

Json = dict[str, Any]


class Visitor:
    """Part of `SandboxDriver`, which gives it the way to the sandbox."""

    def _post(self, path: str, body: Json, *, wait_s: float = 0.0) -> Json:
        raise NotImplementedError

    def fill_form(self, *, encoded: bool = False, **fields: Any) -> Json:
        """Submit the website form, as JSON or as a browser encodes it."""
        return self._post("/form", {"fields": fields, "encoded": encoded})

    def send_mail(self, text: str, **more: Any) -> Json:
        """Send a signed mail; more: subject, sender, message_id, headers, files (names), date, timestamp."""
        return self._post("/mail", {"text": text, **more})

    def mail_raw(self, raw: str) -> Json:
        """Sign and post any message."""
        return self._post("/mail", {"raw": raw})

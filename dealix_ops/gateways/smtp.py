"""Mail to ourselves: one alarm to the few addresses that the settings name, over the company's own server.

The connection is encrypted (implicitly on port 465, by STARTTLS elsewhere), or the server is this machine.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from ipaddress import ip_address

from dealix_ops.ports.paging import Letter
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused
from dealix_ops.settings import Settings

TIMEOUT_S = 10.0
IMPLICIT_TLS = 465
AUTHENTICATION_FAILED = 535


class SmtpMailer:
    """Implements `ports.Mailer`; safe from several threads: each letter has its own connection."""

    def __init__(
        self, *, host: str, port: int, sender: str, user: str | None = None, password: str | None = None
    ) -> None:
        self._host = host
        self._port = port
        self._sender = sender
        self._login = (user, password) if user and password else None

    def send(self, letter: Letter) -> Sequence[int]:
        message = EmailMessage()
        message["From"], message["To"] = self._sender, ", ".join(letter.to)
        message["Subject"] = letter.subject
        message["Message-ID"] = f"<{letter.key}@{self._sender.rpartition('@')[2]}>"
        message["Auto-Submitted"], message["X-Priority"] = "auto-generated", "1"
        message.set_content(letter.text, cte="base64")  # a server need not take eight bits
        with _translated(NotAccepted):
            connection = self._connected()
        try:
            with _translated(OutcomeUnknown):
                refused = connection.send_message(message, to_addrs=list(letter.to))
            with suppress(OSError):
                connection.quit()  # it has the letter: how it says goodbye changes nothing
        finally:
            connection.close()
        return [place for place, address in enumerate(letter.to, 1) if address in refused]

    def _connected(self) -> smtplib.SMTP:
        tls = ssl.create_default_context()
        if self._port == IMPLICIT_TLS:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=TIMEOUT_S, context=tls
            )
        else:
            connection = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_S)
        try:
            if self._port != IMPLICIT_TLS and not _is_here(self._host):
                connection.starttls(context=tls)
            if self._login is not None:
                connection.login(*self._login)
        except BaseException:
            connection.close()
            raise
        return connection


def mailer(settings: Settings) -> SmtpMailer | None:
    """None where it is off."""
    if not settings.paging_mail_to or settings.smtp_host is None or settings.smtp_from is None:
        return None
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
    return SmtpMailer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_from,
        user=settings.smtp_user,
        password=password,
    )


@contextmanager
def _translated(otherwise: Callable[[str], Exception]) -> Iterator[None]:
    """Every failure as one of three facts; `otherwise` is what a broken connection means here."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        raise _of_code(max(code for code, _ in error.recipients.values())) from error
    except smtplib.SMTPResponseException as error:
        raise _of_code(error.smtp_code) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Refused("the mail server offers no encryption, or no sign-in") from error
    except ssl.SSLCertVerificationError as error:
        raise Refused("the mail server's certificate is not valid") from error
    except OSError as error:  # smtplib's other errors are OSErrors too
        raise otherwise(f"mail: {type(error).__name__}") from error


def _of_code(code: int) -> Exception:
    if code == AUTHENTICATION_FAILED:
        return Refused("the mail server refuses our name or password")
    return Refused(f"the mail server answered {code}") if code >= 500 else NotAccepted(f"mail: {code}")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

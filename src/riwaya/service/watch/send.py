"""Sends messages of the outbox, by mail and to webhooks; whatever goes wrong says so and whether a further try makes sense."""

from __future__ import annotations

import hashlib
import hmac
import json
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import httpx

from riwaya.acquire.web import Settings, World
from riwaya.acquire.web.values import UnfetchedError
from riwaya.acquire.web.wire import request
from riwaya.service.watch.plan import Mail, Plan, Webhook
from riwaya.store.watching import Alert

Words = Callable[[Mapping[str, Any]], tuple[str, str]]  # what an alert says -> subject and text of a mail
_SECONDS = 30.0
_FOR_GOOD = 500  # SMTP: from here on the server will not change its mind


class UnsentError(Exception):
    """Why a message could not be sent; `again` tells whether a further try makes sense."""

    def __init__(self, detail: str, *, again: bool = True) -> None:
        super().__init__(detail)
        self.again = again


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends by a plan; `words` puts an alert into the plan's language, `settings` say how webhooks are asked."""

    plan: Plan
    words: Words
    settings: Settings
    world: World
    context: ssl.SSLContext = field(default_factory=httpx.create_ssl_context)

    async def webhook(self, alert: Alert) -> None:
        """Post an alert. Raises UnsentError. A receiver knows an alert that comes again by the header Idempotency-Key."""
        hook = self.plan.webhooks.get(alert.target)
        if hook is None:
            raise UnsentError(f"the plan has no [webhooks.{alert.target}] any more", again=False)
        body = alert.body.encode()
        try:
            answer = await request(hook.url, _headers(alert, hook, body), self.settings, self.world, self.context, body)
        except UnfetchedError as error:
            raise UnsentError(error.detail, again=error.again) from error
        if answer.response.status >= 300:
            raise UnsentError(f"the server answered {answer.response.status}; redirects are not followed", again=False)

    def mail(self, alert: Alert) -> None:
        """Send an alert by mail; blocks. Raises UnsentError. A receiver knows a mail that comes again by its Message-ID."""
        if self.plan.mail is None:
            raise UnsentError("the plan has no [mail] any more", again=False)
        message = composed(alert, self.plan.mail, self.words)
        with _said(), _server(self.plan.mail) as server:
            server.send_message(message, self.plan.mail.sender, [alert.target])


def _headers(alert: Alert, hook: Webhook, body: bytes) -> dict[str, str]:
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": alert.id}
    if hook.secret_file:
        secret = hook.secret_file.read_bytes().strip()
        headers["Riwaya-Signature"] = f"sha256={hmac.new(secret, body, hashlib.sha256).hexdigest()}"
    return headers


def composed(alert: Alert, mail: Mail, words: Words) -> EmailMessage:
    """Return the mail of an alert; made twice it is the same mail."""
    subject, text = words(json.loads(alert.body))
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mail.sender, alert.target, " ".join(subject.split())
    message["Date"] = format_datetime(datetime.fromisoformat(alert.made))
    message["Message-ID"] = f"<{alert.id}@{mail.sender.rpartition('@')[2].strip('> ') or 'riwaya.invalid'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


@contextmanager
def _said() -> Iterator[None]:
    """Turn whatever a mail server or the way to it does wrong into an error that says whether to try again."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        raise UnsentError(f"the receiver was refused: {error}", again=min(codes, default=0) < _FOR_GOOD) from error
    except smtplib.SMTPResponseException as error:
        raise UnsentError(f"the mail server answered {error.smtp_code} {error.smtp_error!r}", again=error.smtp_code < _FOR_GOOD) from error
    except (OSError, smtplib.SMTPException) as error:
        raise UnsentError(f"no mail server: {error}") from error


@contextmanager
def _server(mail: Mail) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=_SECONDS)
    with server:
        if mail.security == "starttls":
            server.starttls(context=context)
        if mail.user and mail.password_file:
            server.login(mail.user, mail.password_file.read_text(encoding="utf-8").strip())
        yield server

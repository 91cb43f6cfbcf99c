"""E-mail over the SMTP server of the settings."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate
from typing import Final
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, PackageLoader, select_autoescape

from server.integrations.news import Destination, News, NotSent, PerhapsSent

MOST_SHOWN: Final = 25
SECONDS: Final = 20.0
_templates = Environment(
    loader=PackageLoader("server", "templates/mail"), autoescape=select_autoescape(), trim_blocks=True
)


def send_email(news: News, to: Destination) -> None:
    """One e-mail with a plain and an HTML part. Without an SMTP server it waits until there is one."""
    if not to.smtp_url:
        raise NotSent("no SMTP server is set (SHIRUBE_SMTP_URL)")
    message = email_of(news, to)
    try:
        server = _connect(to.smtp_url)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"no connection to the SMTP server: {error}") from error
    try:
        with server:
            server.send_message(message)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        raise NotSent(f"refused: {error}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise PerhapsSent(f"the connection broke: {error}") from error


def email_of(news: News, to: Destination) -> EmailMessage:
    """The message; its `Message-ID` stays the same when it is sent again."""
    shown, rest = news.items[:MOST_SHOWN], max(len(news.items) - MOST_SHOWN, 0)
    more = news.words["more"] % {"count": rest} if rest else ""
    message = EmailMessage()
    message["Subject"] = f"{news.title} · {news.environment}".replace("\n", " ")
    message["From"], message["To"] = to.mail_from, to.address
    message["Date"] = formatdate(news.at.timestamp())
    message["Message-ID"] = f"<{news.id}@{to.mail_from.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    for kind in ("txt", "html"):
        text = _templates.get_template(f"findings.{kind}").render(news=news, items=shown, more=more)
        message.set_content(text) if kind == "txt" else message.add_alternative(text, subtype="html")
    return message


def _connect(smtp_url: str) -> smtplib.SMTP:
    url = urlsplit(smtp_url)
    host, safely = url.hostname or "localhost", ssl.create_default_context()
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, url.port or 465, timeout=SECONDS, context=safely)
    else:
        server = smtplib.SMTP(host, url.port or 25, timeout=SECONDS)
        if server.ehlo() and server.has_extn("starttls"):
            server.starttls(context=safely)
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server

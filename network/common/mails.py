"""Making a mail in our look: subject, text and HTML, one link or one code, and why it came in the foot."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.translation import get_language


@dataclass(frozen=True)
class MailWords:
    """The parts of a mail that differ from mail to mail."""

    subject: str
    paragraphs: list[str]
    button: str = ""


def absolute(path: str) -> str:
    """The public address of a path."""
    return path if "://" in path else f"{settings.BASE_URL.rstrip('/')}{path}"


def words_from(template: str, arguments: dict[str, Any]) -> MailWords:
    """Read a text template with the partials `subject`, `body` and `button`, in the active language.

    Raises:
        TemplateDoesNotExist: there is no such template.

    """
    return MailWords(
        subject=one_line(_part(template, "subject", arguments)),
        paragraphs=paragraphs_of(_part(template, "body", arguments)),
        button=one_line(_part(template, "button", arguments)),
    )


def paragraphs_of(text: str) -> list[str]:
    """Paragraphs of a text, each on one line."""
    return [one_line(paragraph) for paragraph in text.strip().split("\n\n") if paragraph.strip()]


def one_line(text: str) -> str:
    """The text without line breaks; no-break spaces stay."""
    return " ".join(part for part in re.split(r"[ \t\r\n]+", text) if part)


def build_message(
    *, address: str, words: MailWords, link: str = "", code: str = "", unsubscribe: str = ""
) -> EmailMultiAlternatives:
    """The message, in the active language; `unsubscribe` adds the way out of RFC 8058 to foot and headers."""
    context = {
        "subject": words.subject,
        "paragraphs": words.paragraphs,
        "button": words.button,
        "link": absolute(link) if link else "",
        "code": code,
        "address": address,
        "unsubscribe": unsubscribe,
        "language": get_language(),
    }
    plain: Any = get_template("mail/layout.txt")
    text = plain.template.render(Context(context, autoescape=False))
    message = EmailMultiAlternatives(words.subject, text.strip() + "\n", to=[address])
    message.attach_alternative(render_to_string("mail/layout.html", context), "text/html")
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    if unsubscribe:
        message.extra_headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def _part(template: str, name: str, arguments: dict[str, Any]) -> str:
    found: Any = get_template(f"{template}#{name}")
    return found.template.render(Context(arguments, autoescape=False))

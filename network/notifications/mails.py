"""Making a mail: subject, text and HTML in the reader's language, one link, a way out in the foot."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from network.notifications.kinds import notification_kinds
from network.notifications.models import Mail

UNSUBSCRIBE_SALT = "network.notifications.unsubscribe"


@dataclass(frozen=True)
class Words:
    """The parts of a mail that differ from mail to mail."""

    subject: str
    paragraphs: list[str]
    button: str


def absolute(path: str) -> str:
    """The public address of a path."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def unsubscribe_token(user_id: int, kind: str) -> str:
    """Signed, without an end: a mail may be opened years later."""
    return signing.dumps([user_id, kind], salt=UNSUBSCRIBE_SALT, compress=True)


def read_unsubscribe_token(token: str) -> tuple[int, str]:
    """Person and kind.

    Raises:
        signing.BadSignature: somebody changed it.

    """
    user_id, kind = signing.loads(token, salt=UNSUBSCRIBE_SALT)
    return user_id, kind


def compose(mail: Mail) -> EmailMultiAlternatives:
    """The message as it will be sent, in the reader's language."""
    with translation.override(mail.language):
        words = _words_of(mail)
        unsubscribe = _unsubscribe_address(mail)
        context = {
            "subject": words.subject,
            "paragraphs": words.paragraphs,
            "button": words.button,
            "link": absolute(mail.url),
            "address": mail.address,
            "unsubscribe": unsubscribe,
            "language": mail.language,
        }
        text = get_template("mail/layout.txt").template.render(Context(context, autoescape=False))  # type: ignore[attr-defined]
        message = EmailMultiAlternatives(words.subject, text.strip() + "\n", to=[mail.address])
        message.attach_alternative(render_to_string("mail/layout.html", context), "text/html")
    if unsubscribe:
        message.extra_headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    return message


def _unsubscribe_address(mail: Mail) -> str:
    if mail.user_id is None or mail.template not in notification_kinds:
        return ""
    return absolute(reverse("notifications:unsubscribe", args=[unsubscribe_token(mail.user_id, mail.template)]))


def _words_of(mail: Mail) -> Words:
    """From `templates/mail/<name>.txt` (partials subject, body and button) when present, else from the kind."""
    try:
        return Words(
            subject=" ".join(_part(mail, "subject").split()),
            paragraphs=_paragraphs(_part(mail, "body")),
            button=_part(mail, "button").strip(),
        )
    except TemplateDoesNotExist:
        kind = notification_kinds[mail.template]
        subject = " ".join(kind.subject_for(mail.arguments).split())
        return Words(
            subject=subject, paragraphs=_paragraphs(kind.body_for(mail.arguments)), button=_("Open in Comptoir")
        )


def _part(mail: Mail, name: str) -> str:
    template: Any = get_template(f"mail/{mail.template}.txt#{name}")
    return template.template.render(Context(mail.arguments, autoescape=False))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n") if paragraph.strip()]

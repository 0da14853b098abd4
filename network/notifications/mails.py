"""The words of a queued mail, in the reader's language, with the signed way out of its kind."""

from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from network.common.mails import MailWords, absolute, build_message, one_line, paragraphs_of, words_from
from network.notifications.kinds import notification_kinds
from network.notifications.models import Mail

UNSUBSCRIBE_SALT = "network.notifications.unsubscribe"


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
    """The message as it will be sent."""
    with translation.override(mail.language):
        return build_message(
            address=mail.address, words=_words_of(mail), link=mail.url, unsubscribe=_unsubscribe_address(mail)
        )


def _unsubscribe_address(mail: Mail) -> str:
    if mail.user_id is None or mail.template not in notification_kinds:
        return ""
    return absolute(reverse("notifications:unsubscribe", args=[unsubscribe_token(mail.user_id, mail.template)]))


def _words_of(mail: Mail) -> MailWords:
    """From `templates/mail/<name>.txt` when present, else from the kind."""
    try:
        return words_from(f"mail/{mail.template}.txt", mail.arguments)
    except TemplateDoesNotExist:
        kind = notification_kinds[mail.template]
        return MailWords(
            subject=one_line(kind.subject_for(mail.arguments)),
            paragraphs=paragraphs_of(kind.body_for(mail.arguments)),
            button=_("Open in Comptoir"),
        )

"""What somebody without an account says about a page: correct it, or remove it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.choices import NoticeKind, NoticeState
from companies.models.company import Company


class PageNotice(models.Model):
    """A request to the operator about one page; no account is needed to write it."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="page_notices")
    kind = models.CharField(_("request"), max_length=10, choices=NoticeKind)
    email = models.EmailField(_("your e-mail address"))
    message = models.TextField(_("message"), max_length=2000)
    language = models.CharField(max_length=5, default="fr")
    state = models.CharField(_("state"), max_length=10, choices=NoticeState, default=NoticeState.OPEN)
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("request about a page")
        verbose_name_plural = _("requests about pages")
        ordering = ["created_at"]
        indexes = [models.Index(fields=["state", "created_at"], name="page_notice_queue")]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_kind_display()}"

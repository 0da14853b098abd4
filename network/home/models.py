"""Editorial pages: the base page model of the site, chosen before the first migration, and the visitor's home."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import AbstractPage
from wagtail.models.pages import DefaultBasePageMixin

MOST_TYPED = 100
"""Characters of a search among texts; more is cut."""

TEXTS_A_PAGE = 20


class SitePage(AbstractPage, DefaultBasePageMixin):
    """The base of every editorial page (WAGTAIL_PAGE_MODEL), with a title and a description for search engines."""

    search_fields = AbstractPage.search_fields + DefaultBasePageMixin.search_fields
    promote_panels = DefaultBasePageMixin.promote_panels


class StepBlock(blocks.StructBlock):
    """One step of three: what to do, and what it means."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.CharBlock(label=_("Text"), max_length=200)

    class Meta:
        label = _("Step")
        icon = "list-ol"


class HomePage(SitePage):
    """The visitor's home: two doors, one for who looks for a provider, one for who sells."""

    claim = models.CharField(pgettext_lazy("home page", "claim"), max_length=80)
    promise = models.TextField(_("promise"), max_length=400)
    common_searches = models.TextField(
        _("often looked for"), blank=True, help_text=_("One search a line; each becomes a link to its results.")
    )
    buying_title = models.CharField(_("buyers: title"), max_length=60)
    buying_note = models.CharField(_("buyers: price"), max_length=60)
    buying_steps = StreamField([("step", StepBlock())], verbose_name=_("buyers: steps"), max_num=4)
    selling_title = models.CharField(_("sellers: title"), max_length=60)
    selling_note = models.CharField(_("sellers: price"), max_length=60)
    selling_steps = StreamField([("step", StepBlock())], verbose_name=_("sellers: steps"), max_num=4)
    evidence_title = models.CharField(_("evidence: title"), max_length=60)
    evidence_text = models.TextField(_("evidence: text"), max_length=400)

    max_count_per_parent = 1
    parent_page_types = ["home.SitePage"]
    subpage_types = ["home.TextPage", "home.TextListPage"]
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel([FieldPanel("claim"), FieldPanel("promise"), FieldPanel("common_searches")], _("Opening")),
        MultiFieldPanel(
            [FieldPanel("buying_title"), FieldPanel("buying_note"), FieldPanel("buying_steps")], _("Buyers")
        ),
        MultiFieldPanel(
            [FieldPanel("selling_title"), FieldPanel("selling_note"), FieldPanel("selling_steps")], _("Sellers")
        ),
        MultiFieldPanel([FieldPanel("evidence_title"), FieldPanel("evidence_text")], _("Evidence")),
    ]

    class Meta:
        verbose_name = _("home page")


class TextPage(SitePage):
    """A page of text under the home: how it works, legal notice."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=400)
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])

    parent_page_types = ["home.HomePage", "home.TextListPage"]
    subpage_types: list[str] = []
    content_panels = [*SitePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    class Meta:
        verbose_name = _("text page")


class TextListPage(SitePage):
    """A list of text pages with a search of its own: help, articles."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=400)
    newest_first = models.BooleanField(
        _("newest first"), default=False, help_text=_("For articles. Otherwise the order of the editors is kept.")
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.TextPage"]
    content_panels = [*SitePage.content_panels, FieldPanel("introduction"), FieldPanel("newest_first")]

    class Meta:
        verbose_name = _("list of texts")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`typed`: what is looked for; `texts`: a page of what was found."""
        typed = request.GET.get("q", "").strip()[:MOST_TYPED]
        order = ("-first_published_at", "-pk") if self.newest_first else ("path",)
        texts = TextPage.objects.child_of(self).live().order_by(*order)
        for word in typed.split():
            texts = texts.filter(
                models.Q(title__icontains=word)
                | models.Q(introduction__icontains=word)
                | models.Q(body__icontains=word)
            )
        page = Paginator(texts, TEXTS_A_PAGE).get_page(request.GET.get("page"))
        found = {"typed": typed, "texts": page}
        if page.has_previous():
            found["previous_url"] = _address(typed, page.previous_page_number())
        if page.has_next():
            found["next_url"] = _address(typed, page.next_page_number())
        return super().get_context(request, *args, **kwargs) | found


def _address(typed: str, number: int) -> str:
    return "?" + urlencode({"q": typed, "page": number} if typed else {"page": number})

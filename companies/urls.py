"""Addresses of companies."""

from django.urls import include, path

from companies.views import (
    categories,
    claims,
    drafts,
    editing,
    founding,
    history,
    identity,
    page,
    page_history,
    presence,
    sharing,
)

app_name = "companies"
urlpatterns: list = [
    path("companies/start/", founding.start, name="start"),
    path("companies/found/", founding.found, name="found"),
    path("companies/<slug:slug>/", page.page, name="page"),
    path("companies/<slug:slug>/card.png", sharing.card, name="card"),
    path("companies/<slug:slug>/badge/", sharing.badge, name="badge"),
    path("companies/<slug:slug>/badge.svg", sharing.badge_picture, name="badge_picture"),
    path("companies/<slug:slug>/evidence/", page.evidence, name="evidence"),
    path("companies/<slug:slug>/notice/", page.page_notice, name="page_notice"),
    path("companies/<slug:slug>/claim/", claims.claim, name="claim"),
    path("companies/<slug:slug>/claim/draft/", claims.draft, name="claim_draft"),
    path("companies/<slug:slug>/claim/withdraw/", claims.withdraw, name="claim_withdraw"),
    path("page/", editing.overview, name="overview"),
    path("page/badge/", sharing.share, name="share"),
    path("page/history/", page_history.states, name="page_history"),
    path("page/history/<int:revision>/", page_history.look, name="page_then"),
    path("page/history/<int:revision>/restore/", page_history.restore, name="page_restore"),
    path("page/category/", categories.category, name="category"),
    path("page/logo/", identity.logo, name="logo"),
    path("page/edit/<slug:section>/", editing.edit, name="edit"),
    path("page/edit/<slug:section>/draft/", drafts.keep, name="draft"),
    path("page/edit/<slug:section>/draft/change/", drafts.change, name="draft_change"),
    path("page/edit/<slug:section>/presence/", presence.report, name="presence"),
    path("page/edit/<slug:section>/confirm/", editing.confirm, name="confirm"),
    path("page/edit/<slug:section>/versions/", history.versions, name="versions"),
    path("page/edit/<slug:section>/versions/compare/", history.compare, name="compare"),
    path("page/edit/<slug:section>/versions/<int:version>/", history.revision, name="revision"),
    path("", include("companies.staff_urls")),
]

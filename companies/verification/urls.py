"""Addresses of verification."""

from django.urls import path

from companies.verification import views

app_name = "verification"

urlpatterns = [
    path("", views.proofs, name="proofs"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("site/<slug:method>/", views.site, name="site"),
    path("paper/mandate/sheet/", views.mandate_sheet, name="mandate_sheet"),
    path("paper/<slug:kind>/", views.paper, name="paper"),
    path("paper/<int:paper_id>/withdraw/", views.withdraw, name="withdraw_paper"),
]

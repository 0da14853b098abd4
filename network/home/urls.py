"""Addresses of the editorial part: only the view that serves Wagtail's pages, open to everybody."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail import views as wagtail_views
from wagtail.urls import serve_pattern

from network.common.access import public

# Wagtail sends readers of a private page to this name; there is one way to sign in.
sign_in = public(RedirectView.as_view(pattern_name="account_login", query_string=True))

urlpatterns = [
    path("sign-in/", sign_in, name="wagtailcore_login"),
    re_path(serve_pattern, public(wagtail_views.serve), name="wagtail_serve"),
]

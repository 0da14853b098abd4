"""Addresses of planned texts and preview links."""

from django.urls import path

from companies.publication.views import planned, previews

app_name = "publication"

urlpatterns = [
    path("page/planned/", planned.planned, name="planned"),
    path("page/planned/<int:pk>/", planned.look, name="look"),
    path("page/planned/<int:pk>/change/", planned.change, name="change"),
    path("page/planned/<int:pk>/compare/", planned.compare, name="compare"),
    path("page/planned/<int:pk>/call-off/", planned.call_off, name="call_off"),
    path("page/planned/<int:pk>/now/", planned.publish_now, name="publish_now"),
    path("page/edit/<slug:section>/plan/", planned.plan, name="plan"),
    path("page/previews/", previews.make, name="make_link"),
    path("page/previews/<int:pk>/close/", previews.close, name="close_link"),
    path("preview/<str:token>/", previews.preview, name="preview"),
]

"""Addresses of invoices."""

from django.urls import path

from premium.invoices import views

app_name = "invoices"
urlpatterns = [
    path("", views.archive, name="archive"),
    path("<int:year>.csv", views.year_table, name="year_table"),
    path("<str:number>.pdf", views.download, name="download"),
    path("<str:number>.xml", views.download_xml, name="download_xml"),
]

"""Addresses of the staff's life cycle."""

from django.urls import path

from companies.staffing.views import roles

app_name = "staffing"
urlpatterns = [
    path("page/staff/roles/add/", roles.add_role, name="add_role"),
    path("page/staff/roles/ceilings/", roles.ceilings, name="ceilings"),
    path("page/staff/roles/<int:role_id>/", roles.change_role, name="change_role"),
    path("page/staff/roles/<int:role_id>/delete/", roles.delete_role, name="delete_role"),
]

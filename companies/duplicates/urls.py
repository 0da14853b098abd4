"""What the staff reads of a merge."""

from django.urls import path

from companies.duplicates.views import staff

app_name = "duplicates"
urlpatterns = [path("page/merged/<int:merge_id>/", staff.merged, name="merged")]

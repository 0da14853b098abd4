"""The back office in the house's colours."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def brand_colours() -> SafeString:
    """Bottle green and zinc instead of Wagtail's own."""
    return format_html('<link rel="stylesheet" href="{}">', static("network/css/back-office.css"))

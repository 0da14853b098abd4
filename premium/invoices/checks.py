"""Says when this machine cannot print invoices, and which packages it needs."""

from typing import Any

from django.core.checks import Info, Tags, register

from premium.invoices.document import HINT, has_pango


@register(Tags.compatibility)
def pango(app_configs: Any, **_: Any) -> list[Info]:
    """Everything else runs without Pango; invoices keep their numbers and wait for their files."""
    return [] if has_pango() else [Info("Invoices wait for their files.", hint=HINT, id="comptoir.I001")]

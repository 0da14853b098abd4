"""Files that nobody gets by their address: outside the folder that the web server gives to everybody."""

import os
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible(path="companies.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """A folder beside the public one; files of it have no address."""

    @property
    def base_location(self) -> Path:  # type: ignore[override]
        return Path(settings.MEDIA_ROOT).parent / "private"

    @property
    def location(self) -> str:  # type: ignore[override]
        return os.path.abspath(self.base_location)  # noqa: PTH100 - the very function Django's own storage uses

    def url(self, name: str | None) -> str:
        raise ValueError("a private file has no address; serve it through a view that asks who reads")

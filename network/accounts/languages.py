"""The same page in another language: the language of a page is the first part of its address."""

from django.conf import settings


def address_in(path: str, language: str) -> str:
    """`path` moved under `language`; a path outside the languages stays as it is."""
    beginning, slash, rest = path.removeprefix("/").partition("/")
    if beginning not in dict(settings.LANGUAGES):
        return path
    return f"/{language}{slash}{rest}"

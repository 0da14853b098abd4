"""The languages companies work in, each named in itself: whoever speaks one recognises it."""

WORKING_LANGUAGES = [
    ("fr", "français"),
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "español"),
    ("it", "italiano"),
    ("nl", "Nederlands"),
    ("pt", "português"),
    ("pl", "polski"),
    ("sv", "svenska"),
    ("da", "dansk"),
    ("cs", "čeština"),
    ("ro", "română"),
    ("el", "ελληνικά"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("zh", "中文"),
    ("ja", "日本語"),
]


def language_names(codes: list[str]) -> list[str]:
    """The names of languages, in the order of the codes."""
    names = dict(WORKING_LANGUAGES)
    return [names.get(code, code) for code in codes]

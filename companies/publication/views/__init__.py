"""Views of publication: planned texts, preview links."""

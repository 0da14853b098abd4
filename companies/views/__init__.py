"""Views of companies: the page, its editing, founding, claims."""

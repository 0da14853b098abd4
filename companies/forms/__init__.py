"""Forms of companies: the shape of what people type."""

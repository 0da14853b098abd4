"""What members do with planned texts and preview links."""

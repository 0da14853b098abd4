"""What changes rights and money."""

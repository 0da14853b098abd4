"""What can be done in listings, one function per use case."""

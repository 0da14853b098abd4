"""What operators do with bank statements."""

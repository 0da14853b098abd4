"""Pages of merging: of the operator, and of the staff."""

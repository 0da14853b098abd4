"""What buyers and operators type."""

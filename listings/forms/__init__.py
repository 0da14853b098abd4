"""The shape of what people and operators type."""

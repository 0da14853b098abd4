"""The demonstration network: invented companies, made through the same actions as real ones."""

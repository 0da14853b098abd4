"""The pages of packs, and those of the operator."""

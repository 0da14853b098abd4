"""Import of companies from files of other registers: read, match, write."""

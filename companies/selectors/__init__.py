"""What one page of companies shows, read from several tables, as frozen values."""

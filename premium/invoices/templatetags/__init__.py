"""Tags of invoices."""

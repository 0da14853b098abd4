"""What issues invoices and writes their files and their evidence."""

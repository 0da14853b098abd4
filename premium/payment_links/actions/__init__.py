"""What buyers and payers do with payment links."""

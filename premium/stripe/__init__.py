"""Card and SEPA debit through Stripe: the gateway, what is asked of it, what is read from it, and its events."""

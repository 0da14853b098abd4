"""A Stripe of our own beside the tests: just the calls the product makes, with state, a clock and faults that can be switched."""

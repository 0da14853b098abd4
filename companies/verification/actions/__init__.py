"""What members, operators and the clock do with proofs."""

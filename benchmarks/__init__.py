"""Measurements of our own design beside the peers', one JSON line each."""

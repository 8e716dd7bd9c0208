"""Collation → statements about it, each with the places that prove it; one module per kind."""

"""Versions → Collation: which units tell the same, in what order, and which words of them differ."""

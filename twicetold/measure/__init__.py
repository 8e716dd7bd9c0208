"""Collation → numbers, each with its formula in the docstring."""

"""Bytes → Source. One module per format; parsers are imported nowhere else."""

from twicetold.ingest.decode import decode

__all__ = ["decode"]

"""Bytes → Source. One module per format, all of them named in ``registry``; parsers are imported nowhere else."""

from twicetold.ingest.reading import Found, read_file, warm

__all__ = ["Found", "read_file", "warm"]

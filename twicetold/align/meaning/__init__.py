"""Meaning, beside the words: a measure that a person brings along may propose links; it never makes or unmakes one."""

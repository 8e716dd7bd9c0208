"""Commands that are more than a line of options; one module each."""

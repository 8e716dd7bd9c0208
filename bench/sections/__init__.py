"""The sections of the bench: each measures one thing, says what is asked beside it, and can be run alone."""

"""Source → Version: paragraphs, units, tokens, and what is story and what is furniture."""

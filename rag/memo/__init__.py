"""Check the citations in a memo."""

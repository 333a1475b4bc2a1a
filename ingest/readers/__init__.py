"""Readers of the documents that users bring: bytes in, paragraphs out."""

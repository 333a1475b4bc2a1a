"""Tests are sentences, cases are rows."""

"""Measure Pincite against what a user would pick instead."""

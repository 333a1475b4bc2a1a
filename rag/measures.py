"""Name the measures, and say which way each is better."""

from __future__ import annotations

FOUND = ("hit@1", "hit@5", "MRR@10", "pinpoint@1")
SAID = ("first citation", "first pinpoint", "citation precision", "must", "must not")
REFUSED_RIGHTLY, REFUSED_WRONGLY = "refused rightly", "refused wrongly"
PROMISES = ("non-existing", "non-verbatim")
"""Counts of broken promises: every one is too many."""
WORDS, ELAPSED = "words", "elapsed_ms"
NOT_QUALITY = frozenset({WORDS, ELAPSED})
LOWER_IS_BETTER = frozenset({"must not", REFUSED_WRONGLY, *PROMISES, *NOT_QUALITY})

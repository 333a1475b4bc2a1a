"""Let a language model write an answer, on a short leash."""

"""Turn a question into an answer whose citations have been checked."""

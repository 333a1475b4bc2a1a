"""Name what can go wrong between a question and its answer."""


class RagError(Exception):
    """Root of every error that this package raises on purpose."""


class IndexMissing(RagError):
    """There is no index in this home yet."""


class IndexStale(RagError):
    """The index was built from another corpus or with another embedder."""


class EmbedderUnavailable(RagError):
    """The embedding model could not be loaded."""


class QuestionsInvalid(RagError):
    """A file of questions is not written as it should be."""


class WordsInvalid(RagError):
    """The file of everyday words is not written as it should be."""

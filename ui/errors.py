"""Name what can go wrong between the user and the answer."""


class UiError(Exception):
    """Root of every error that this package raises on purpose."""


class WrongUse(UiError):
    """The command line does not say what to do."""


class NotFound(UiError):
    """Nothing in the corpus has that id or label."""


class BatchInvalid(UiError):
    """A file of questions to answer is not written as it should be."""


class PortTaken(UiError):
    """Another program already listens where the page should be."""


class PageSilent(UiError):
    """The page was started but does not answer."""

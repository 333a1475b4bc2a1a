"""Name what can go wrong between a published text and its provisions."""


class IngestError(Exception):
    """Root of every error that this package raises on purpose."""


class CatalogueInvalid(IngestError):
    """The catalogue or a note is not written as it should be."""


class HeadnotesInvalid(IngestError):
    """A file of headnotes is not written as it should be."""


class SourceUnavailable(IngestError):
    """A route could not deliver the text; the next route may."""


class SourceRejected(IngestError):
    """A route delivered something that is not the text asked for."""


class SourceNotPublic(SourceRejected):
    """An address leads to this machine or into a private network."""


class ParseFailed(IngestError):
    """The bytes are not the format that they were said to be."""


class CheckFailed(IngestError):
    """The parsed text breaks a rule that the published text keeps."""


class StoreBroken(IngestError):
    """The stored corpus cannot be read or written."""

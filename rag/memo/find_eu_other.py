"""Tell the numbered paragraphs of another document, such as a brief, from those of an article."""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"(?:^|\n[^\S\n]*(?:[-*•>#]+|\(?\d{1,3}[.)]|\|)?|[.!?;][\"”’»)\]]*)\s*[*_“\"(]{0,3}$"
)
_ARGUES = re.compile(
    r"[^.;\n]{0,40}?\s(?:(?:mis)?(?:cites?|quotes?)|invok\w+|submits?|argues?|alleges?|asserts?"
    r"|contends?|claims?|attributes?|repeats?|relies|rely|puts? the words?|complains?|pleads?)\b"
)
_ENOUGH = 2


class OtherDocument:
    """What a memo shows, as it is read, of a document whose paragraphs it cites by number.

    "Para. 12 quotes Article 15" is of a brief: no law quotes. Where paragraphs of the memo begin
    so, behind no article that the number could belong to, all sentences that begin so are of it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._loose = 0

    def has(self, start: int, end: int, is_below: bool) -> bool:
        """Tell whether "paragraph 3" at a place is the document's.

        `is_below` says whether a citation stands before it to which the number could belong.
        """
        text = self._text
        if not text[start].isupper() or not _OPENS.search(text, max(0, start - 30), start):
            return False
        self._loose += not is_below
        return self._loose >= _ENOUGH or _ARGUES.match(text, end) is not None

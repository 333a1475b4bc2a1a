"""A topic of the Kettle Act, as a file of topics holds it."""

from pathlib import Path

from ingest.headnotes import hash_of
from ingest.model import Corpus

ACT = "32099R0001"
OPENING = """
title = { en = "Boil-overs", de = "Überkochen" }
words = ["boil-overs", "reporting of boil-overs"]
"""


def entry(anchor: str, column: str, line: str, sha256: str = "", **more: list[str]) -> str:
    """Return the table of one entry."""
    lists = "\n".join(f"{name} = {value!r}".replace("'", '"') for name, value in more.items())
    where = f'anchor = "{anchor}"\ntext_sha256 = "{sha256}"\n' if anchor else ""
    return f'[[entry]]\nact = "{ACT}"\ncolumn = "{column}"\nline = "{line}"\n{where}{lists}\n'


def boil_overs(corpus: Corpus) -> str:
    """Return a file on boil-overs whose lines are written for the texts of a corpus."""

    def stamped(anchor: str, column: str, line: str, **more: list[str]) -> str:
        provision = corpus.provisions[f"{ACT}#{anchor}"]
        return entry(anchor, column, line, hash_of(provision), **more)

    return OPENING + "\n".join((
        stamped("art_5.par_1", "who", "Makers.", quotes=["Makers shall notify"]),
        stamped("art_5.par_1", "what", "Notify every boil-over to the water authority."),
        stamped("art_5.par_2", "when", "Within 72 hours.", quotes=["The notification … 72 hours"]),
        stamped("art_7.par_1", "penalty", "Fines of up to EUR 5 million for Article 3."),
        entry("", "penalty", "No prison.", absent=["prison", "jail"], within=["art_7"]),
    ))  # fmt: skip


def written(folder: Path, text: str, name: str = "boil-overs") -> Path:
    """Write a file of topics as a corpus folder holds it; return the corpus folder."""
    (folder / "topics").mkdir(parents=True, exist_ok=True)
    (folder / "topics" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder

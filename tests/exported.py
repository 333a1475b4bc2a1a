"""Answers that files are made of in tests, and the programs that open the files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.model import Corpus, Provision
from rag.model import Answer, Citation, Hit, Question, Statement, Turn, Withheld
from tests.conftest import corpus, document, provision
from ui.export import Making

MAKING = Making(datetime(2099, 6, 1, 12, 30, tzinfo=UTC))

ACT = document(
    title="Regulation (EU) 2099/1 of 1 May 2099 on kettles",
    status="in force",
    version_date="2099-05-01",
    obtained_from="mirror",
    sha256="ab" * 32,
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32099R0001",
)
STORY = document(
    id="doc:kettle-war",
    work="doc:kettle-war",
    title="The kettle war",
    short_title="The kettle war (brief)",
    kind="article",
    tier="fiction",
    obtained_from="note",
    completeness="a brief in our own words",
)
GERMAN = document(
    id="doc:kessel",
    work="doc:kessel",
    title="Verordnung über Wasserkessel",
    short_title="Kesselverordnung",
    tier="news",
    language="de",
    url="https://example.org/kessel?a=1&b=<2>",
)
LIST = provision(
    "art_5.par_1",
    "The following practices shall be prohibited:\n(a) lids that fall;\n(b) whistles of ≥ 85 dB;",
    label="Article 5(1)",
    applies_from="2099-08-01",
    amended="32099R0044",
    url=f"{ACT.url}#art_5",
)
DUTY = provision("art_6", "Makers shall notify a boil-over within 72 hours.", label="Article 6")
TALE = provision(
    id="doc:kettle-war#par_1",
    document_id=STORY.id,
    text="In the story four points divided the makers.",
    label="Paragraph 1",
    tier="fiction",
)
LETTERS = provision(
    id="doc:kessel#par_1",
    document_id=GERMAN.id,
    text="Größe, Äußerung, Żółć, Ελληνικά ώΰ, Щит и ѝ, ħġċ, ĳ, „Zitat“, «mot», ‘x’, 10² ≥ 5 €.",
    label="§ 1 Größe",
    tier="news",
)
TEXTS = corpus(LIST, DUTY, TALE, LETTERS, documents=(ACT, STORY, GERMAN))


def cite(source: Provision, quote: str = "") -> Citation:
    """Quote words of a provision, all of them by default."""
    quote = quote or source.text
    start = source.text.index(quote)
    return Citation(source, quote, (start, start + len(quote)))


def quoting(*citations: Citation, **more: str) -> Statement:
    """State the quotes themselves."""
    return Statement("\n".join(c.quote for c in citations), citations, "verbatim", **more)


def answered(*statements: Statement, question: str = "What of kettles?", **more: object) -> Answer:
    """Answer from the texts."""
    facts: dict[str, object] = {"as_of": "2099-06-01", "corpus": TEXTS.sha256, **more}
    return Answer(Question(question), question, statements, **facts)  # type: ignore[arg-type]


WHOLE = answered(
    quoting(cite(LIST), stance="No, as far as these words go.", part="Kettle Act"),
    Statement(
        "A boil-over has to be notified in 72 hours, and lids may not fall.",
        (cite(DUTY, "notify a boil-over within 72 hours"), cite(LIST)),
        "checked",
        in_plain_words="Tell them within three days.",
        part="Kettle Act",
    ),
    question="Must a boil-over be notified?",
    withheld=(Withheld("Kettles may whistle at 90 dB.", "90 is not in the source"),),
    notices=("Applies from 1 August 2099. Read on.",),
    mode="chat:ollama:small",
)
MIXED = answered(
    quoting(cite(TALE), attribution="Self-declared fictional:"),
    quoting(cite(LETTERS), attribution="Reported, not corroborated here:"),
    quoting(cite(DUTY)),
    question="Größe der „Kessel“ & Ελληνικά ≥ 5?",
)
FOLLOWED = replace(
    MIXED,
    question=Question("And lids?", history=(Turn("What of kettles?", (LIST.id,)),)),
    asked="And lids of kettles?",
)
REFUSED = answered(
    question="Who may fly?",
    refusal="The texts do not say who may fly.",
    searched=("Kettle Act",),
    nearest=(Hit(DUTY, 0.1, "words"),),
)
ASKED_BACK = replace(
    REFUSED,
    refusal="Who may fly under which act?",
    choices=("Who may fly under the Kettle Act?",),
)
EMPTY = answered(question="")
MARKUP = (
    "<script>alert(1)</script> <b onclick='x'>b</b> </para><font name='x'> &amp; &lt;i&gt; "
    "![i](https://evil.example/x.png) [j](javascript:alert(1)) https://evil.example/ "
    "www.evil.example me@evil.example `code` **bold** [^1] [^1]: x # h | t | $x$ ~~s~~ {{ }} %s {0}"
)
LONG = "kettle " * 2_900
CONTROLS = (
    "a\x00b\x07c\x1bd\u202eevil\u202c\u2066x\u2069 \ud800 \ufffe e\u0301 汉字 😀 \u2028next\r\nend"
)


def hostile(text: str) -> tuple[Answer, Corpus]:
    """Return an answer that has a text wherever an answer may have one, and its corpus."""
    bad = document(
        title=text, short_title=text, status=text, completeness=text, obtained_from=text,
        version_date=text, sha256=text, url="javascript:alert(1)",
    )  # fmt: skip
    source = provision(text=text, label=text, applies_from=text, url="javascript:alert(2)")
    whole = Citation(source, text, (0, len(text)))
    more = {"stance": text, "attribution": text, "part": text, "in_plain_words": text}
    statements = (
        Statement(text, (whole,), "verbatim", **more),
        Statement(f"ours {text}", (whole,), "checked", **more),
    )
    answer = answered(
        *statements,
        question=text,
        withheld=(Withheld(text, text),),
        notices=(text,),
        refusal=text,
        searched=(text,),
        choices=(text,),
        nearest=(Hit(source, 0.1, text),),
        mode=f"chat:{text}",
    )
    return answer, corpus(source, documents=(bad,))


CONVERSATIONS: Mapping[str, tuple[tuple[Answer, ...], Corpus]] = {
    "whole": ((WHOLE,), TEXTS),
    "conversation": ((WHOLE, REFUSED, MIXED, FOLLOWED), TEXTS),
    "refusal": ((REFUSED,), TEXTS),
    "empty": ((EMPTY,), TEXTS),
    "asked back": ((ASKED_BACK,), TEXTS),
    "markup": ((hostile(MARKUP)[0], replace(hostile(MARKUP)[0], choices=())), hostile(MARKUP)[1]),
    "controls": (
        (hostile(CONTROLS)[0], replace(hostile(CONTROLS)[0], choices=())),
        hostile(CONTROLS)[1],
    ),
    "long": (
        (answered(quoting(cite(provision(text=LONG))), question=LONG, notices=(LONG,)),),
        TEXTS,
    ),
    "unbroken": ((answered(quoting(cite(provision(text="k&" * 10_000)))),), TEXTS),
}
"""What is exported in tests, by name."""


def program(name: str, package: str) -> str:
    """Return a program that opens a file; without it the test fails."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: apt-get install {package}")
    return found


def run(*command: str) -> str:
    """Return what a program prints, which must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def opened_by_libreoffice(files: list[Path], folder: Path) -> dict[str, str]:
    """Return each Word file as LibreOffice understands it, flat XML, by the name of the file."""
    office = program("soffice", "libreoffice-writer-nogui")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    names = [str(file) for file in files]
    run(office, "--headless", profile, "--convert-to", "fodt", "--outdir", str(folder), *names)
    return {file.stem: (folder / f"{file.stem}.fodt").read_text("utf-8") for file in files}


def plain(text: str) -> str:
    """Return text in one line."""
    return " ".join(text.split())

"""No altered quote passes, and no claim says more than its quotes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Provision
from rag.model import Citation, Statement, Withheld
from rag.verify import Claim, cut, is_verbatim, verify
from tests.conftest import provision

LAW = (
    "Makers shall notify a boil-over within 72 hours.\n"
    "(a) They shall not sell silent kettles after 2 March 2099;\n"
    "(b) the fine is up to EUR 5 000 000 or 3 % of the turnover, "
    "unless the kettle’s volume exceeds 10^25 drops."
)
WHERE = provision("art_5", LAW, label="Article 5")
OTHER = provision("art_6", "Lids shall close tightly.", label="Article 6")
KNOWN = {p.id: p for p in (WHERE, OTHER)}


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("Makers shall notify a boil-over within 48 hours.", id="48 for 72"),
        pytest.param("Makers shall notify a boil-over within 72 days.", id="days for hours"),
        pytest.param("Makers shall notify a boil-over within seventy-two hours.", id="in words"),
        pytest.param("Makers shall not notify a boil-over", id="not added"),
        pytest.param("They shall sell silent kettles", id="not removed"),
        pytest.param("They may not sell silent kettles", id="may for shall"),
        pytest.param("after 2 May 2099", id="month"),
        pytest.param("after 3 March 2099", id="day"),
        pytest.param("after 2 March 2098", id="year"),
        pytest.param("They shall not sell silent kettels", id="letters swapped"),
        pytest.param("they shall not sell", id="small letter"),
        pytest.param("EUR 5 000 00O", id="letter for digit"),
        pytest.param("EUR 500 000", id="zero less"),
        pytest.param("EUR 5000000 or", id="digits joined"),
        pytest.param("3% of the turnover", id="blank removed"),
        pytest.param("10 25 drops", id="superscript lost"),
        pytest.param("1025 drops", id="superscript joined"),
        pytest.param("kettle's volume", id="another apostrophe"),
        pytest.param("unless the volume exceeds", id="word left out"),
        pytest.param("within 72 hours. They shall not sell", id="marker left out"),
        pytest.param("Makers shall notify ... within 72 hours.", id="elision"),
        pytest.param("within 72 hours after 2 March 2099", id="spans joined"),
        pytest.param("Lids shall close tightly.", id="words of another provision"),
        pytest.param("boil-over within 72 hours. Lids shall close", id="two provisions joined"),
        pytest.param(".*", id="pattern"),
        pytest.param("Makers shall (notify|report)", id="another pattern"),
        pytest.param("", id="empty"),
        pytest.param(" \n\t", id="blank"),
    ],
)
def test_an_altered_quote_never_passes(quote: str) -> None:
    assert cut(WHERE, quote) is None
    result = verify(Claim(quote, ((WHERE.id, quote),)), KNOWN)
    assert isinstance(result, Withheld)
    assert result.reason


@pytest.mark.parametrize(
    "quote",
    [
        "Makers shall notify a boil-over within 72 hours.",
        "Makers  shall\nnotify\ta boil-over",
        " within 72 hours. ",
        "within 72 hours. (a) They shall not sell",
        "EUR\u00a05\u00a0000\u00a0000",
        "exceeds 10^25 drops.",
        LAW,
    ],
)
def test_white_space_may_differ_and_the_source_is_shown(quote: str) -> None:
    citation = cut(WHERE, quote)
    assert citation is not None
    assert citation.quote in LAW
    assert citation.quote.split() == quote.split()
    assert is_verbatim(citation)


@pytest.mark.parametrize(
    ("text", "half"),
    [
        pytest.param("Makers shall notify within 72 hours.", "2 hours", id="figure"),
        pytest.param("The fine is up to EUR 35 000 000.", "5 000 000", id="amount"),
        pytest.param("Silent kettles are illegal.", "legal", id="negation"),
        pytest.param("It applies from 12 March 2099.", "2 March 2099", id="date"),
    ],
)
def test_a_word_or_a_figure_is_not_quoted_in_half(text: str, half: str) -> None:
    assert cut(provision(text=text), half) is None


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        pytest.param(
            Claim("Lids shall close tightly.", (("32099R0001#art_99", "Lids shall close"),)),
            "no provision 32099R0001#art_99",
            id="invented provision",
        ),
        pytest.param(Claim("Lids shall close tightly.", ()), "nothing is cited", id="no citation"),
        pytest.param(
            Claim("Lids shall close tightly.", ((WHERE.id, "Lids shall close tightly."),)),
            "Article 5",
            id="wrong provision",
        ),
        pytest.param(
            Claim(
                "Lids shall close tightly within 72 hours.",
                ((OTHER.id, "Lids shall close tightly"),),
            ),
            "says 72 hours, which Article 6 does not say",
            id="figure added",
        ),
        pytest.param(
            Claim("Lids shall not close tightly.", ((OTHER.id, "Lids shall close tightly."),)),
            "says “shall not”; Article 6 says “shall”",
            id="not added",
        ),
        pytest.param(
            Claim("No! Lids shall close tightly.", ((OTHER.id, "Lids shall close tightly."),)),
            "says “No”, which Article 6 does not",
            id="word before",
        ),
        pytest.param(
            Claim(
                "Lids shall close tightly. Buy Steamworks.",
                ((OTHER.id, "Lids shall close tightly."),),
            ),
            "does not speak of “buy”, “steamworks”",
            id="sentence added",
        ),
        pytest.param(
            Claim("Makers may notify a boil-over.", ((WHERE.id, "Makers shall notify"),)),
            "says “may”; Article 5 says “shall”",
            id="may for shall",
        ),
        pytest.param(
            Claim(
                "A boil-over must be notified within two days.", ((WHERE.id, "within 72 hours"),)
            ),
            "says two days; Article 5 says 72 hours",
            id="right quote, wrong period",
        ),
        pytest.param(
            Claim(
                "Under Article 9, lids shall close tightly.",
                ((OTHER.id, "Lids shall close tightly."),),
            ),
            "there is no Article 9",
            id="invented reference",
        ),
        pytest.param(
            Claim(
                "Article 5 says that lids shall close tightly.",
                ((OTHER.id, "Lids shall close tightly."),),
            ),
            "names Article 5, but cites Article 6",
            id="another provision named",
        ),
        pytest.param(
            Claim(
                "Lids shall close tightly.",
                ((OTHER.id, "Lids shall close tightly."), (WHERE.id, "within 48 hours")),
            ),
            "Article 5",
            id="one of two is wrong",
        ),
    ],
)
def test_a_claim_without_support_is_withheld_with_the_reason(claim: Claim, reason: str) -> None:
    result = verify(claim, KNOWN)
    assert isinstance(result, Withheld)
    assert reason in result.reason
    assert result.text == claim.text


def test_a_claim_made_of_its_quotes_passes() -> None:
    claim = Claim(
        "Lids shall close tightly. Makers shall notify a boil-over",
        ((OTHER.id, "Lids shall close tightly."), (WHERE.id, "Makers shall notify a boil-over")),
    )
    result = verify(claim, KNOWN)
    assert isinstance(result, Statement)
    assert result.support == "verbatim"
    assert [c.provision.id for c in result.citations] == [OTHER.id, WHERE.id]
    assert all(is_verbatim(c) for c in result.citations)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Makers must notify a boil-over within seventy-two hours.", "within 72 hours"),
        ("The fine is up to €5 million or 3% of turnover.", "the fine is up to EUR 5 000 000"),
        ("Under Article 5, makers must notify a boil-over.", "Makers shall notify a boil-over"),
        ("Yes. Makers must notify a boil-over.", "Makers shall notify a boil-over"),
        ("Makers must not sell silent kettles after 2 March 2099.", "shall not sell silent"),
    ],
)
def test_plain_words_that_agree_with_the_law_are_checked(text: str, quote: str) -> None:
    result = verify(Claim(text, ((WHERE.id, quote),)), KNOWN)
    assert isinstance(result, Statement), result
    assert result.support == "checked"
    assert all(is_verbatim(citation) for citation in result.citations)


@pytest.mark.parametrize(
    ("quote", "span"),
    [("Lids", (0, 5)), ("Lids", (1, 5)), ("", (0, 0)), ("lids", (0, 4)), ("Lids", (40, 44))],
)
def test_a_citation_whose_span_does_not_hold_its_quote_is_not_verbatim(
    quote: str, span: tuple[int, int]
) -> None:
    assert not is_verbatim(Citation(OTHER, quote, span))


TEXTS = st.text(
    alphabet=st.sampled_from("abcnot 0123456789 \n.;()[]*+?\\^$’‘–%€é"), min_size=1, max_size=80
)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Provision, int, int]:
    """Draw a provision and a span of its text that begins and ends with a word."""
    whole = TEXTS.filter(lambda words: words.strip() and not re.search(r"\d \d{3}", words))
    text = draw(whole)  # a grouped figure is one word, of which no part is a quote
    words = [match.span() for match in re.finditer(r"\S+", text)]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    return provision(text=text), words[first][0], words[last][1]


@given(spans())
def test_whatever_is_cut_is_exactly_what_stands_there(drawn: tuple[Provision, int, int]) -> None:
    source, start, end = drawn
    found = cut(source, source.text[start:end])
    assert found is not None
    assert source.text[slice(*found.span)] == found.quote
    assert found.quote.split() == source.text[start:end].split()
    assert is_verbatim(found)


@given(spans(), st.data())
def test_a_changed_character_passes_only_where_it_is_the_law(
    drawn: tuple[Provision, int, int], data: st.DataObject
) -> None:
    source, start, end = drawn
    at = data.draw(st.integers(start, end - 1))
    letter = data.draw(st.sampled_from("xyzXYZ0123456789nt!"))
    altered = source.text[start:at] + letter + source.text[at + 1 : end]
    found = cut(source, altered)
    if " ".join(altered.split()) not in " ".join(source.text.split()):
        assert found is None
    assert found is None or found.quote.split() == altered.split()

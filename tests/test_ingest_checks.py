"""A parsed act that lacks or garbles something is refused or says what it lacks."""

import pytest

from ingest import checks, cut, oj_html
from ingest.blocks import Block, Parsed, Unit
from ingest.errors import CheckFailed
from tests.conftest import document, provision

LAW = document(id="32099R0001")
WHOLE = Parsed("Kettle Act", (), 0)


def articles(*texts):
    return [provision(f"art_{n}", text, label=f"Article {n}") for n, text in enumerate(texts, 1)]


def check(*provisions, parsed=WHOLE, **counts):
    return checks.check(LAW, counts, parsed, provisions)


def test_an_honest_act_lacks_nothing():
    assert check(*articles("Kettles shall whistle.", "So shall pots."), articles=2) == ()


FAULTS = [
    pytest.param({"text": ""}, "has no text", id="empty"),
    pytest.param({"text": " \n "}, "has no text", id="only blanks"),
    pytest.param({"text": "It shall:"}, "introduces points that are not there", id="no points"),
    pytest.param(
        {"text": "1. Tea.\n2. It shall: "}, "introduces points", id="no points at the end"
    ),
    pytest.param(
        {"anchor": "anx_V.pnt_2", "text": "In the case of point (a):"},
        "introduces points",
        id="no points in an annex",
    ),
    pytest.param({"text": "Over 1025 floating point operations."}, "lost a superscript", id="1025"),
    pytest.param(
        {"text": "Tea.\nOver 10 25 floating-point operations."}, "lost a superscript", id="10 25"
    ),
    pytest.param({"text": "Tea. Done at Brussels, 1 May."}, "final formula", id="signatures"),
    pytest.param(
        {"text": "This Regulation shall be binding in its entirety."}, "final formula", id="formula"
    ),
    pytest.param({"text": "Tea. ELI: http://x.example/oj 3/9"}, "page furniture", id="page foot"),
    pytest.param({"text": "OJ N/12 EN tea"}, "page furniture", id="page number"),
    pytest.param({"text": "Tea <a id=x>"}, "page furniture", id="markup"),
    pytest.param({"text": "function (x) { return tea }"}, "page furniture", id="script"),
    pytest.param({"text": "Tea. CHAPTER II POTS"}, "ends with the next chapter's", id="heading"),
    pytest.param({"text": "Tea. SECTION 2 Lids"}, "ends with the next chapter's", id="section"),
]


@pytest.mark.parametrize(("changes", "fault"), FAULTS)
def test_a_faulty_provision_is_named(changes, fault):
    broken = provision(**{"anchor": "art_7", "label": "Article 7", **changes})
    with pytest.raises(CheckFailed) as raised:
        check(*articles("Boil."), broken)
    assert str(raised.value).startswith(f"32099R0001#{broken.anchor} (Article 7): ")
    assert fault in str(raised.value)
    assert "use another route" in str(raised.value)


FINE = [
    pytest.param({"text": "Article 1025 lists 10 25-litre pots."}, id="figures"),
    pytest.param({"text": "10^25 floating point operations"}, id="superscript kept"),
    pytest.param({"text": "It is floating, see (10 25)."}, id="figures in a parenthesis"),
    pytest.param({"text": "See CHAPTER II; tea is hot."}, id="a chapter named inside"),
    pytest.param({"text": "As said in CHAPTER II", "kind": "paragraph"}, id="not an article"),
    pytest.param(
        {"text": "It shall be binding in its entirety.", "kind": "recital"},
        id="recital on formulas",
    ),
    pytest.param({"text": "It shall:\n(a) boil."}, id="points are there"),
    pytest.param({"text": "Signed by:\n(name) (signature):", "kind": "annex"}, id="a form"),
]


@pytest.mark.parametrize("changes", FINE)
def test_what_only_looks_faulty_passes(changes):
    assert check(provision(**changes)) == ()


def test_the_form_in_a_real_annex_passes(mirror):
    parsed = oj_html.parse((mirror / "da/32024R2847.da.html").read_bytes())
    found = cut.provisions(LAW, parsed.units)
    assert next(p for p in found if p.anchor == "anx_V").text.endswith("):")
    counts = {"articles": 71, "recitals": 130, "annexes": 8}
    assert checks.check(LAW, counts, parsed, found) == ()


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        pytest.param({"articles": 3}, "2 articles, the act has 3", id="too few articles"),
        pytest.param({"articles": 1}, "2 articles, the act has 1", id="too many articles"),
        pytest.param({"recitals": 2}, "1 recitals, the act has 2", id="too few recitals"),
        pytest.param({"annexes": 2}, "1 annexes, the act has 2", id="too few annexes"),
    ],
)
def test_a_wrong_count_is_refused(counts, says):
    given = [*articles("Boil.", "Pour."), provision("rct_1"), provision("anx_I")]
    below = [provision("art_1.par_1"), provision("anx_I.pnt_1")]
    with pytest.raises(CheckFailed, match=f"^32099R0001: {says}; use another route$"):
        check(*given, *below, **counts)


def test_an_act_without_any_article_is_refused():
    with pytest.raises(CheckFailed, match="0 articles, the act has 2"):
        check(provision("rct_1"), articles=2)


def test_recitals_and_annexes_that_are_all_missing_are_reported():
    lacks = check(*articles("Boil."), articles=1, recitals=180, annexes=13)
    assert lacks == ("no recitals (the act has 180)", "no annexes (the act has 13)")


def test_counts_that_are_not_known_are_not_checked():
    assert check(*articles("Boil."), articles=0, recitals=0) == ()


def definitions(*numbers, unit="art_3"):
    return [provision(f"{unit}.pnt_{n}", "‘tea’ means tea.") for n in numbers]


@pytest.mark.parametrize(
    ("numbers", "lacks"),
    [
        pytest.param([1, 2, 3, 4], (), id="all"),
        pytest.param([1, 2], ("definitions 3 to 4",), id="cut"),
    ],
)
def test_definitions_that_are_missing_are_reported(numbers, lacks):
    points = [provision("art_2.pnt_1"), provision("art_4.pnt_1"), provision("art_4.pnt_7")]
    assert check(*definitions(*numbers), *points, definitions=4) == lacks


@pytest.mark.parametrize("numbers", [[1, 2, 4], [1, 3, 2, 4]])
def test_a_gap_in_the_definitions_is_refused(numbers):
    with pytest.raises(CheckFailed, match=r"32099R0001: definition \d is missing"):
        check(*definitions(*numbers), definitions=4)


@pytest.mark.parametrize("numbers", [[], [2, 3]])
def test_an_act_without_its_definitions_is_refused(numbers):
    with pytest.raises(CheckFailed, match="no definitions were found"):
        check(*definitions(*numbers), definitions=4)


def test_what_a_copy_says_it_lacks_is_reported_once():
    cut_short = provision("art_9", label="Article 9", completeness="cut after paragraph 2")
    below = provision("art_9.par_1", label="Article 9(1)", completeness="cut")
    assert check(cut_short, below) == ("Article 9: cut after paragraph 2",)


def parsed_with(kept, source):
    """Return an act of which `kept` of `source` characters were kept."""
    return Parsed("", (Unit("article", "1", blocks=(Block("x" * kept),)),), source)


@pytest.mark.parametrize(
    ("kept", "share"), [(100, 1.0), (98, 0.98), (120, 1.0), (97, 0.97), (0, 0.0)]
)
def test_the_share_of_text_that_was_kept_is_measured(kept, share):
    parsed = parsed_with(kept, 100)
    assert checks.retention(parsed) == share
    if share < 0.98:
        with pytest.raises(
            CheckFailed, match=rf"32099R0001: only {share:.1%} of the source's text"
        ):
            check(parsed=parsed)
    else:
        assert check(parsed=parsed) == ()


def test_blanks_do_not_count_as_text_and_recital_numbers_do():
    units = (Unit("recital", "12", blocks=(Block("a b  c"), Block("d", "(i)"))),)
    assert checks.retention(Parsed("", units, 11)) == 1.0
    assert checks.retention(Parsed("", units, 22)) == 0.5

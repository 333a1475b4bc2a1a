"""What is claimed agrees with the law in figures, dates, strength, actors and references."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from ingest.figures import figures
from ingest.model import Corpus, Provision
from ingest.store import read_corpus
from rag.actors import actors, addressed, bound, mentioned, subjects
from rag.bounds import bounds
from rag.cited import act_name, without_references
from rag.closest import PLAIN, sentences, split
from rag.coverage import MIN_COVERED, coverage
from rag.hard_tokens import disagreements
from rag.judge import judge
from rag.model import Withheld
from rag.strength import differences
from rag.verify import Claim, verify
from tests.conftest import provision
from tests.labelled_claims import PAIRS

SOFT = {"wrong claim", "figure of something else"}
"""Kinds of error that no single token gives away."""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within seventy-two hours", [("period", "72 hour")]),
        ("within 15 or 30 days", [("period", "15 day"), ("period", "30 day")]),
        ("two years", [("period", "24 month")]),
        ("on 2 August 2026", [("date", "2026-08-02")]),
        ("on August 2, 2026", [("date", "2026-08-02")]),
        ("on 2026-08-02", [("date", "2026-08-02")]),
        ("from 2 August", [("date", "????-08-02")]),
        ("by May 2026", [("date", "2026-05")]),
        ("they may 2", [("number", "2")]),
        ("€15\u202fmillion", [("amount", "EUR 15000000")]),
        ("20 000 000 EUR", [("amount", "EUR 20000000")]),
        ("USD 5,000", [("amount", "USD 5000")]),
        ("1.5 %", [("percentage", "1.5")]),
        ("above 10²⁵", [("number", "10^25")]),
        ("one of them", []),
        ("half of it", [("number", "half")]),
    ],
)
def test_each_figure_is_read_once_as_what_it_is(text, found):
    assert [(figure.kind, figure.value) for figure in figures(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least 4 lids", {"least"}),
        ("no less than 4 lids", {"least"}),
        ("more than 4 lids", {"least"}),
        ("4 lids or more", {"least"}),
        ("not more than 4 lids", {"most"}),
        ("up to 4 lids", {"most"}),
        ("no later than 2 May 2099", {"until"}),
        ("from 2 May 2099", {"from"}),
        ("due from makers by 2 May 2099", {"until"}),
        ("some, 4 lids", set()),
    ],
)
def test_a_limit_has_a_direction(text, found):
    [figure] = figures(text)
    assert bounds(text, figure) == found


@pytest.mark.parametrize(
    ("said", "law", "differs"),
    [
        ("Makers must act.", "Makers shall act.", False),
        ("Makers must act.", "Makers may act.", True),
        ("Makers must act.", "Makers shall not act.", True),
        ("Makers may act.", "Makers shall act.", True),
        ("Makers may act.", "Makers shall have the right to act.", False),
        ("Makers may act only with a licence.", "Makers shall not act without licence.", False),
        ("Makers must not act.", "Makers may not act.", False),
        ("Makers must not act.", "Makers shall act without undue delay.", True),
        ("Makers need not act.", "Makers shall act.", True),
        ("Makers need not act.", "Makers shall not be required to act.", False),
        ("Acting is allowed.", "Acting shall be prohibited.", True),
        ("Acting is banned.", "Acting shall be prohibited.", False),
        ("The Act applies to toys.", "This Act does not apply to toys.", True),
        ("The Act does not apply to toys.", "This Act applies to toys.", True),
        ("Makers should act.", "Makers shall act.", True),
        ("Makers act from 2 May 2099.", "Makers shall act from 2 May 2099.", False),
        ("Makers act as best they can.", "Makers shall act.", False),
        ("Makers must say how leaks may arise.", "Makers shall tell how leaks arise.", False),
        (
            "Makers cannot sell before a test.",
            "Makers shall see that no lid is sold before a test.",
            False,
        ),
        ("Lids must not break.", "Makers shall ensure that lids do not break.", False),
        ("Makers must end leaks.", "It shall require makers to end leaks, which it may do.", False),
        ("Makers are exempt.", "Makers shall be exempt.", False),
        ("Makers must act.", "Makers shall be exempt.", True),
        ("Makers may not act.", "Makers shall refrain from acts.", False),
        ("Makers have to act.", "Makers may act.", True),
        ("The term can be renewed.", "The term shall be renewable.", False),
        ("The licence may last at most a year.", "The licence shall not exceed a year.", False),
        ("It does not shed its duty.", "It keeps its duty.", False),
        (
            "Makers can be fined up to EUR 5.",
            "Makers shall be subject to fines up to EUR 5.",
            False,
        ),
    ],
)
def test_a_claim_is_as_strong_as_the_law_it_speaks_of(said, law, differs):
    assert bool(list(differences(said, [law], PLAIN))) is differs


def test_each_verb_is_compared_with_the_verb_of_the_same_rule():
    law = ["Makers shall fit a whistle.", "Importers may sell spare lids."]
    assert list(differences("Importers may sell spare lids.", law, PLAIN)) == []
    assert list(differences("Makers may fit a whistle.", law, PLAIN)) == [("may", "shall")]


def test_actors_are_those_that_the_rule_is_put_on():
    law = "The provider shall inform the deployer of the processor."
    assert list(actors(law)) == ["provider", "deployer", "processor"]
    assert list(bound(law)) == ["provider"]
    assert list(subjects("A report to the Commission must be made.")) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Providers, importers or deployers must act.", ["provider", "importer", "deployer"]),
        ("The duties of providers, importers or deployers must end.", []),
        ("An importer may not be fined.", []),
    ],
)
def test_subjects_are_who_must_act(said, found):
    assert list(subjects(said)) == found


def test_a_law_binds_whom_it_has_act_in_the_passive():
    assert list(bound("Access shall be granted by providers or, on request, importers.")) == [
        "provider",
        "importer",
    ]
    assert list(addressed("They notify it to the supervisory authority.")) == [
        "supervisory authority"
    ]
    assert mentioned("Cloud providers and deployers act.").keys() == {"deployer"}


def test_provisions_and_acts_are_no_figures():
    text = "Article 5(1), points (a) to (d), of Regulation (EU) 2016/679 sets 3 days."
    assert [figure.value for figure in figures(without_references(text))] == ["3 day"]


@pytest.mark.parametrize(
    ("document", "name"),
    [("32016R0679", "GDPR"), ("32024R1689+32026R1744", "AI Act"), ("doc:tale", "")],
)
def test_an_act_is_called_what_people_call_it(document, name):
    assert act_name(document) == name


def test_a_point_comes_with_the_words_that_lead_up_to_it():
    text = "Makers shall:\n(a) whistle;\n(b) pour.\nLids close. Spouts pour."
    found = [(s.lead, s.own) for s in sentences(provision(text=text), {})]
    assert found[1:3] == [("Makers shall:", "(a) whistle;"), ("Makers shall:", "(b) pour.")]
    assert found[3:] == [("", "Lids close."), ("", "Spouts pour.")]


def test_a_number_or_an_abbreviation_ends_no_sentence():
    assert len(split("See e.g. Annex I. The fine is 1.5 % of it.")) == 2


LAW = provision(
    "art_5.par_1",
    "Makers shall notify a boil-over within 72 hours, unless nobody was scalded.\n"
    "Importers may sell spare lids for at least 5 years.",
    label="Article 5(1)",
)


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Makers must notify a boil-over within 72 hours.", set()),
        ("Makers must notify a boil-over within 48 hours.", {"figure"}),
        ("Makers must notify a boil-over within 5 years.", {"figure"}),
        ("Makers must always notify a boil-over.", {"exception"}),
        ("Importers may sell spare lids for at most 5 years.", {"bound"}),
        ("Makers must notify a boil-over monthly.", {"figure"}),
        ("Article 7 says makers must notify a boil-over.", {"reference"}),
        ("The GDPR says makers must notify a boil-over.", {"reference"}),
    ],
)
def test_what_differs_is_named_by_its_kind(said, kinds):
    assert {d.kind for d in disagreements(said, [LAW], {LAW.id: LAW}, PLAIN)} == kinds


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        ("Makers notify boil-overs.", True),
        ("Yes.", True),
        ("Steamworks pays its lawyers in gold coins.", False),
        ("Makers notify boil-overs. Steamworks pays lawyers in gold.", False),
        ("Gold coins.", False),
        ("Makers notify boil-overs, and lawyers collect antique coins.", False),
        ("The Kettle Act has makers notify boil-overs.", True),
    ],
)
def test_every_sentence_of_a_claim_needs_words_of_what_it_cites(said, covered):
    found = coverage(said, [LAW], {LAW.id: LAW}, PLAIN)
    assert (found.share >= MIN_COVERED) is covered
    assert covered or found.strange


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Makers must notify a boil-over within 72 hours.", "supported"),
        ("Makers must notify a boil-over within 48 hours.", "contradicted"),
        ("Makers must not notify a boil-over.", "contradicted"),
        ("Makers must notify a boil-over to 3 offices.", "not_supported"),
        ("Steamworks pays lawyers in gold coins.", "not_supported"),
        ("It is so.", "not_checked"),
    ],
)
def test_a_claim_of_a_memo_is_judged_with_care(said, kind):
    verdict = judge(said, LAW)
    assert verdict.kind == kind
    assert verdict.reason or kind == "supported"


def test_what_is_not_here_is_not_checked():
    cut = provision(text="Makers shall", completeness="cut")
    note = provision(text="Makers must act.", kind="note")
    said = "Makers must notify a boil-over within 48 hours."
    assert {judge(said, one).kind for one in (cut, note)} == {"not_checked"}


@pytest.fixture(scope="module")
def real(real_home: Path) -> Corpus:
    return read_corpus(real_home)


def _withheld(text: str, cited: Provision, corpus: Corpus) -> bool:
    quote = " ".join(cited.text.split()[:6])
    result = verify(Claim(text, ((cited.id, quote),)), corpus.provisions)
    return isinstance(result, Withheld)


@pytest.mark.slow
def test_planted_errors_are_withheld_and_right_statements_are_not(real):
    alarms, missed, planted = [], defaultdict(list), Counter()
    for identifier, right, kind, wrong in PAIRS:
        cited = real.provisions[identifier]
        planted[kind] += 1
        if _withheld(right, cited, real):
            alarms.append(right)
        if not _withheld(wrong, cited, real):
            missed[kind].append(wrong)
    hard = sum(count for kind, count in planted.items() if kind not in SOFT)
    caught = hard - sum(len(found) for kind, found in missed.items() if kind not in SOFT)
    assert len(alarms) <= 0.03 * len(PAIRS), alarms
    assert caught >= 0.98 * hard, missed
    assert not missed["invented provision"]
    assert not missed["wrong pinpoint"]


@pytest.mark.slow
def test_a_memo_is_hardly_ever_told_that_a_right_statement_is_contradicted(real):
    right = [judge(r, real.provisions[i], real.provisions) for i, r, _, _ in PAIRS]
    wrong = [judge(w, real.provisions[i], real.provisions) for i, _, _, w in PAIRS]
    assert sum(verdict.kind == "contradicted" for verdict in right) <= 0.02 * len(PAIRS)
    assert sum(verdict.kind == "contradicted" for verdict in wrong) >= 0.6 * len(PAIRS)

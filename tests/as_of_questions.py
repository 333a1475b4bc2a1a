"""Thirty questions asked on two days each, with what the law of either day says.

What is expected was read in the acts: the AI Act as published, Article 1 of Regulation
(EU) 2026/1744 (in force from 27 July 2026) and the last articles of the other acts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

AI, OMNIBUS = "32024R1689", "32026R1744"
AMENDED = f"{AI}+{OMNIBUS}"
CRA, DORA, NIS2, GDPR = "32024R2847", "32022R2554", "32022L2555", "32016R0679"
NOT_YET = "Not yet applicable"
INSERTED = ("was put into the AI Act from 27 July 2026", "on 1 July 2026 there was no such")


@dataclass(frozen=True, slots=True)
class Then:
    """What must be true of the answer from the law of one day."""

    day: str
    """ISO date."""
    cites: str = ""
    """Id of the provision cited first, or of one above it; "" for a refusal."""
    says: tuple[str, ...] = ()
    """Words in the statements."""
    told: tuple[str, ...] = ()
    """Words in the notices, or in the refusal."""
    never: tuple[str, ...] = ()
    """Words that stand nowhere in the answer."""
    words: str = ""
    """How the question itself names the day; "" when the day is given beside it."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """A question and what is true of its answer on two days."""

    name: str
    text: str
    """Has {} where the day is named."""
    first: Then
    second: Then
    act: str = AI

    def asked(self) -> Iterator[tuple[str, Then]]:
        """Yield the question as asked on either day."""
        for then in (self.first, self.second):
            yield " ".join(self.text.format(then.words).replace(" ?", "?").split()), then


AI_ACT = (
    AsOf(
        "sandboxes look-up",
        "What does Article 57(1) of the AI Act say?",
        Then("2026-07-01", f"{AI}#art_57.par_1", ("by 2 August 2026",), (NOT_YET,)),
        Then("2026-08-02", f"{AMENDED}#art_57.par_1", ("by 2 August 2027",), never=(NOT_YET,)),
    ),
    AsOf(
        "sandboxes deadline",
        "By when must each Member State have an AI regulatory sandbox in operation?",
        Then("2026-07-26", f"{AI}#art_57.par_1", ("2 August 2026",), never=("2 August 2027",)),
        Then("2026-08-15", f"{AMENDED}#art_57.par_1", ("2 August 2027",)),
    ),
    AsOf(
        "article inserted",
        "What does Article 4a say?",
        Then("2026-07-01", told=INSERTED),
        Then("2026-07-27", f"{AMENDED}#art_4a", ("special categories",), never=(NOT_YET,)),
    ),
    AsOf(
        "paragraph deleted and moved",
        "What does Article 10(5) of the AI Act say?",
        Then("2026-07-26", f"{AI}#art_10.par_5", ("bias detection",), (NOT_YET, "2 August 2026")),
        Then(
            "2026-07-27",
            f"{AMENDED}#art_4a.par_1",
            ("bias detection",),
            ("deleted from 27 July 2026", "Article 4a(1)"),
        ),
    ),
    AsOf(
        "point inserted",
        "What does Article 5(1)(ba) say?",
        Then("2026-07-01", told=INSERTED),
        Then(
            "2026-09-01",
            f"{AMENDED}#art_5.par_1.pnt_ba",
            ("intimate parts",),
            (NOT_YET, "2 December 2026"),
        ),
    ),
    AsOf(
        "paragraph inserted",
        "What does Article 99(6a) of the AI Act say?",
        Then("2026-07-01", told=INSERTED),
        Then("2026-09-01", f"{AMENDED}#art_99.par_6a", ("SMCs", "lower"), never=(NOT_YET,)),
    ),
    AsOf(
        "annex inserted",
        "What does Annex XIV of the AI Act say?",
        Then("2026-07-01", told=INSERTED),
        Then("2026-09-01", f"{AMENDED}#anx_XIV", ("AIP 0102",)),
    ),
    AsOf(
        "literacy duty",
        "Must providers and deployers ensure AI literacy of their staff?",
        Then(
            "2026-07-01",
            f"{AI}#art_4",
            ("to their best extent",),
            ("2 February 2025",),
            ("guarantee",),
        ),
        Then(
            "2026-09-01",
            f"{AMENDED}#art_4.par_1",
            ("support the development",),
            never=("to their best extent", NOT_YET),
        ),
    ),
    AsOf(
        "definition inserted",
        "What does Article 3(14b) of the AI Act say?",
        Then("2026-07-01", told=INSERTED),
        Then("2026-09-01", f"{AMENDED}#art_3.pnt_14b", ("SMC",), never=(NOT_YET,)),
    ),
    AsOf(
        "high-risk dates of Annex III",
        "When do the rules for high-risk AI systems listed in Annex III apply?",
        Then(
            "2026-07-01",
            f"{AI}#art_113.par_2",
            ("2 August 2026",),
            never=("2 December 2027",),
        ),
        Then("2026-09-01", f"{AMENDED}#art_113.par_3.pnt_c.pnt_i", ("2 December 2027",)),
    ),
    AsOf(
        "classification as a product",
        "What does Article 6(1) of the AI Act say?",
        Then("2026-07-01", f"{AI}#art_6.par_1", told=(NOT_YET, "2 August 2027")),
        Then("2027-12-15", f"{AI}#art_6.par_1", told=(NOT_YET, "2 August 2028")),
    ),
    AsOf(
        "general-purpose models",
        "Must a provider of a general-purpose AI model publish a summary of the training content?",
        Then(
            "2025-03-01",
            f"{AI}#art_53.par_1.pnt_d",
            ("summary",),
            (NOT_YET, "2 August 2025"),
        ),
        Then(
            "2025-08-02",
            f"{AI}#art_53.par_1.pnt_d",
            ("summary",),
            ("2 August 2027",),
            (NOT_YET,),
        ),
    ),
    AsOf(
        "registration look-up",
        "What does Article 49(1) of the AI Act say?",
        Then("2026-07-01", f"{AI}#art_49.par_1", ("register",), (NOT_YET, "2 August 2026")),
        Then("2026-09-01", f"{AI}#art_49.par_1", ("register",), never=(NOT_YET,)),
    ),
    AsOf(
        "grace period inserted",
        "What does Article 111(4) of the AI Act say?",
        Then("2026-07-01", told=INSERTED),
        Then("2026-09-01", f"{AMENDED}#art_111.par_4", ("2 December 2026",)),
    ),
    AsOf(
        "prohibited practices",
        "Which AI practices were prohibited {}?",
        Then(
            "2025-03-01",
            f"{AI}#art_5.par_1",
            ("shall be prohibited",),
            ("2 February 2025",),
            (NOT_YET, "2011/93/EU"),
            words="on 1 March 2025",
        ),
        Then(
            "2024-07-20",
            f"{AI}#art_5.par_1",
            told=(NOT_YET, "2 February 2025"),
            never=("the law on 20 July 2024",),  # in force from 1 August 2024
            words="as of 20 July 2024",
        ),
    ),
    AsOf(
        "literacy, day in the question",
        "What did Article 4 of the AI Act say {}?",
        Then(
            "2026-07-01",
            f"{AI}#art_4",
            ("to their best extent",),
            never=("guarantee",),
            words="as of July 2026",
        ),
        Then(
            "2026-08-01",
            f"{AMENDED}#art_4",
            ("support the development",),
            never=("to their best extent",),
            words="as of 1 August 2026",
        ),
    ),
    AsOf(
        "application of Article 6(1)",
        "From when does Article 6(1) of the AI Act apply {}?",
        Then(
            "2026-07-26",
            f"{AI}#art_113.par_3.pnt_c",
            ("2 August 2027",),
            never=("since amended",),
            words="under the original text",
        ),
        Then(
            "2026-09-01",
            f"{AMENDED}#art_113.par_3.pnt_c.pnt_ii",
            ("2 August 2028",),
            words="under the rules of 1 September 2026",
        ),
    ),
    AsOf(
        "intimate images",
        "Is it prohibited to generate realistic intimate images of a person without consent {}?",
        Then(
            "2026-09-01",
            f"{AMENDED}#art_5.par_1.pnt_ba",
            ("consent",),
            (NOT_YET, "2 December 2026"),
            words="as of September 2026",
        ),
        Then(
            "2026-12-02",
            f"{AMENDED}#art_5.par_1.pnt_ba",
            ("consent",),
            ("2 December 2026",),
            (NOT_YET,),
            words="as of 2 December 2026",
        ),
    ),
)
OTHER_ACTS = (
    AsOf(
        "CRA reporting look-up",
        "What does Article 14(1) of the Cyber Resilience Act say?",
        Then("2026-07-01", f"{CRA}#art_14.par_1", ("ENISA",), (NOT_YET, "11 September 2026")),
        Then("2026-10-01", f"{CRA}#art_14.par_1", ("ENISA",), ("11 September 2026",), (NOT_YET,)),
        CRA,
    ),
    AsOf(
        "CRA reporting duty",
        "Must a manufacturer report an actively exploited vulnerability under the Cyber "
        "Resilience Act?",
        Then("2026-09-10", f"{CRA}#art_14.par_1", ("vulnerability",), (NOT_YET,)),
        Then("2026-09-11", f"{CRA}#art_14.par_1", ("vulnerability",), never=(NOT_YET,)),
        CRA,
    ),
    AsOf(
        "CRA application",
        "From when does the Cyber Resilience Act apply?",
        Then("2025-01-01", f"{CRA}#art_71.par_2", ("11 December 2027", "11 September 2026")),
        Then("2028-01-01", f"{CRA}#art_71.par_2", ("11 December 2027",), never=(NOT_YET,)),
        CRA,
    ),
    AsOf(
        "CRA before it was published",
        "What does Article 13(1) of the Cyber Resilience Act say?",
        Then("2024-11-01", f"{CRA}#art_13.par_1", told=("10 December 2024",)),
        Then("2027-12-11", f"{CRA}#art_13.par_1", ("Part I of Annex I",), never=(NOT_YET,)),
        CRA,
    ),
    AsOf(
        "DORA application",
        "From when does DORA apply?",
        Then("2024-12-01", f"{DORA}#art_64.par_2", ("17 January 2025",)),
        Then("2025-02-01", f"{DORA}#art_64.par_2", ("17 January 2025",), never=(NOT_YET,)),
        DORA,
    ),
    AsOf(
        "DORA reporting look-up",
        "What does Article 19(1) of DORA say {}?",
        Then(
            "2025-01-01",
            f"{DORA}#art_19.par_1",
            told=(NOT_YET, "17 January 2025"),
            words="as of 1 January 2025",
        ),
        Then(
            "2025-01-17",
            f"{DORA}#art_19.par_1",
            told=("17 January 2025",),
            never=(NOT_YET,),
            words="as of 17 January 2025",
        ),
        DORA,
    ),
    AsOf(
        "DORA incident process",
        "What does Article 17(1) of DORA require?",
        Then("2025-01-16", f"{DORA}#art_17.par_1", told=(NOT_YET, "17 January 2025")),
        Then("2025-01-17", f"{DORA}#art_17.par_1", never=(NOT_YET,)),
        DORA,
    ),
    AsOf(
        "NIS2 transposition",
        "By when must Member States transpose NIS2?",
        # The duty to transpose bound the Member States from the entry into force.
        Then("2024-06-01", f"{NIS2}#art_41.par_1", ("17 October 2024",), never=(NOT_YET,)),
        Then("2024-11-01", f"{NIS2}#art_41.par_1", ("17 October 2024",), never=(NOT_YET,)),
        NIS2,
    ),
    AsOf(
        "NIS2 reporting look-up",
        "What does Article 23(4) of NIS2 say?",
        Then("2024-10-17", f"{NIS2}#art_23.par_4", ("72 hours",), (NOT_YET, "18 October 2024")),
        Then("2024-10-18", f"{NIS2}#art_23.par_4", ("72 hours",), never=(NOT_YET,)),
        NIS2,
    ),
    AsOf(
        "NIS2 early warning",
        "How soon must an essential entity give an early warning of a significant incident "
        "under NIS2?",
        Then("2024-06-01", f"{NIS2}#art_23.par_4.pnt_a", ("24 hours",), (NOT_YET,)),
        Then("2025-06-01", f"{NIS2}#art_23.par_4.pnt_a", ("24 hours",), never=(NOT_YET,)),
        NIS2,
    ),
    AsOf(
        "GDPR breach look-up",
        "What does Article 33(1) GDPR say {}?",
        Then(
            "2018-05-01",
            f"{GDPR}#art_33.par_1",
            ("72 hours",),
            (NOT_YET, "25 May 2018"),
            words="as of May 2018",
        ),
        Then(
            "2019-01-01",
            f"{GDPR}#art_33.par_1",
            ("72 hours",),
            never=(NOT_YET,),
            words="as of 2019",
        ),
        GDPR,
    ),
    AsOf(
        "GDPR breach deadline",
        "Within how many hours must a personal data breach be notified under the GDPR?",
        Then("2018-05-24", f"{GDPR}#art_33.par_1", ("72 hours",), (NOT_YET, "25 May 2018")),
        Then("2018-05-25", f"{GDPR}#art_33.par_1", ("72 hours",), never=(NOT_YET,)),
        GDPR,
    ),
)
HARD = (
    AsOf(
        "fines for small mid-caps",
        "Are fines lower for small mid-cap enterprises under the AI Act?",
        Then("2026-07-01"),
        Then("2026-09-01", f"{AMENDED}#art_99.par_6a", ("whichever is lower",)),
    ),
    AsOf(
        "registration",
        "Must a provider register a high-risk AI system before placing it on the market?",
        Then("2026-07-01", f"{AI}#art_49.par_1", ("register",), (NOT_YET, "2 August 2026")),
        Then("2026-09-01", f"{AI}#art_49.par_1", ("register",), ("2 August 2026",), (NOT_YET,)),
    ),
    AsOf(
        "marking by generators on the market",
        "By when must providers of generative AI systems already on the market mark their output "
        "as AI-generated?",
        Then(
            "2026-07-01",
            f"{AI}#art_50.par_2",
            told=(NOT_YET, "2 August 2026"),
            never=("2 December 2026",),
        ),
        Then("2026-09-01", f"{AMENDED}#art_111.par_4", ("2 December 2026",)),
    ),
    AsOf(
        "intimate images before the ban",
        "Is it prohibited to generate realistic intimate images of a person without consent {}?",
        Then("2026-07-26", words="before the omnibus"),
        Then(
            "2026-12-02",
            f"{AMENDED}#art_5.par_1.pnt_ba",
            ("consent",),
            ("2 December 2026",),
            (NOT_YET,),
            words="as of 2 December 2026",
        ),
    ),
    AsOf(
        "DORA reporting duty",
        "Must financial entities report major ICT-related incidents?",
        Then("2025-01-16", f"{DORA}#art_19.par_1", told=(NOT_YET, "17 January 2025")),
        Then("2025-01-17", f"{DORA}#art_19.par_1", never=(NOT_YET,)),
        DORA,
    ),
)
"""Questions on which another provision than the right one is found: the law is that of the day."""
QUESTIONS = (*AI_ACT, *OTHER_ACTS)

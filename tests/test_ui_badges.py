"""Badges tell in few words what a reader must know of a source, and explain themselves."""

import html
import re
from dataclasses import replace

import pytest

from tests.browser import KETTLE_ACT, KETTLES, TALE, WHISTLE
from tests.conftest import corpus
from ui.badges import TIERS, badge, badges, partial, tier_words
from ui.places import View
from ui.wording import GERMAN, read_wording

TAG = re.compile(r"<[^>]+>")
VIEW = View(KETTLES.documents, "2026-11-22")


def shown(changes, act=None, **view):
    documents = {KETTLE_ACT.id: replace(KETTLE_ACT, **(act or {}))}
    return badges(replace(WHISTLE, **changes), replace(VIEW, documents=documents, **view))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "law in force", id="in force"),
        pytest.param({"applies_from": "2026-11-22"}, "applies since 22 Nov 2026", id="applies"),
        pytest.param({"applies_from": "2026-11-23"}, "applies from 23 Nov 2026", id="to come"),
        pytest.param({"applies_from": "2026-11-23"}, "not yet applicable", id="not yet"),
        pytest.param({"amended": "32026R1744"}, "amended by 2026/1744", id="amended"),
        pytest.param(
            {"changed_by": ("32026R1744#art_1.pnt_5", "32026R1744#art_1.pnt_6")},
            "as amended by 2026/1744",
            id="as amended",
        ),
        pytest.param({"completeness": "cut"}, "partial copy: cut", id="partial"),
        pytest.param({"tier": "note"}, "our own words, not the law&#x27;s", id="note"),
        pytest.param({"tier": "fiction"}, "self-declared fiction", id="fiction"),
        pytest.param({"tier": "news"}, "reported", id="news"),
        pytest.param({"tier": "rumour"}, "rumour", id="of a tier nobody knows"),
        pytest.param({"valid_to": "2026-11-21"}, "no longer law", id="no longer law"),
    ],
)
def test_badges_tell_what_a_reader_must_know(changes, words):
    assert badges(replace(WHISTLE, **changes), VIEW).count(f">{words}</span>") == 1


@pytest.mark.parametrize(
    ("act", "words"),
    [
        pytest.param(
            {"tier": "consolidated", "status": "computed by Pincite, not official"},
            "computed by Pincite, not official",
            id="computed",
        ),
        pytest.param(
            {"tier": "consolidated", "status": "in force, consolidated text of the publisher"},
            "official consolidation",
            id="consolidated by the publisher",
        ),
        pytest.param({"status": "repealed by 2100/5"}, "repealed by 2100/5", id="repealed"),
        pytest.param({"in_force_from": "2026-12-01"}, "not yet in force", id="to come"),
        pytest.param({"status": "to be transposed"}, "to be transposed", id="in other words"),
    ],
)
def test_badges_tell_the_state_of_the_act(act, words):
    assert f">{words}</span>" in shown({"tier": act.get("tier", "law")}, act)


@pytest.mark.parametrize(
    ("changes", "act"),
    [
        pytest.param({"valid_to": "2026-11-21"}, {}, id="words that were replaced"),
        pytest.param({}, {"status": "repealed"}, id="a repealed act"),
        pytest.param({}, {"in_force_from": "2026-11-23"}, id="an act that is to come"),
    ],
)
def test_what_is_no_law_on_the_day_is_not_called_law(changes, act):
    assert "law in force" not in shown(changes, act)


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-21"])
def test_words_are_law_up_to_their_last_day(day):
    assert ">law in force</span>" in shown({"valid_to": "2026-11-21"}, as_of=day)


def test_a_rule_that_applies_is_not_called_one_that_does_not():
    assert "not yet" not in shown({"applies_from": "2026-11-22"})


def labels_of_dates(*provisions, day="2026-11-22"):
    """Return the labels on dates of the first of the provisions, which are in the corpus."""
    texts = corpus(*provisions, documents=(KETTLE_ACT,))
    html = badges(provisions[0], View(texts.documents, day, corpus=texts))
    return [
        TAG.sub("", found) for found in re.findall(r'"badge date"[^>]*>(.+?)<span class=', html)
    ]


PAST, TODAY, NEXT = "2026-01-01", "2026-11-22", "2026-12-02"


@pytest.mark.parametrize(
    ("own", "part", "said"),
    [
        pytest.param(
            PAST,
            NEXT,
            ["applies since 1 Jan 2026", "parts apply from 2 Dec 2026, not yet applicable"],
            id="parts later",
        ),
        pytest.param(
            NEXT,
            PAST,
            ["parts apply since 1 Jan 2026", "the rest applies from 2 Dec 2026"],
            id="parts already",
        ),
        pytest.param(PAST, TODAY, ["applies since 1 Jan 2026"], id="all of it today"),
        pytest.param(
            NEXT, NEXT, ["applies from 2 Dec 2026", "not yet applicable"], id="all of it later"
        ),
    ],
)
def test_an_article_says_that_parts_of_it_have_another_date(own, part, said):
    article = replace(WHISTLE, applies_from=own)
    point = replace(article, id=f"{article.id}.pnt_a", applies_from=part, order=1)
    assert labels_of_dates(article, point) == said


def test_what_sets_dates_is_not_called_not_yet_applicable():
    article = replace(
        WHISTLE,
        id=f"{KETTLE_ACT.id}#art_9",
        kind="article",
        headings=("Entry into force and application",),
        text="It shall apply from 2 December 2026.",
        applies_from=NEXT,
    )
    assert labels_of_dates(article) == []
    assert labels_of_dates(article, day=NEXT) == ["applies since 2 Dec 2026"]


def test_an_annex_without_a_date_has_that_of_the_article_it_is_named_with():
    note = "Applies from 2 December 2026 for pots under Article 6(2) and Annex III."
    act = KETTLE_ACT.id
    annex = replace(WHISTLE, id=f"{act}#anx_III", kind="annex", applies_from="")
    paragraph = replace(
        WHISTLE,
        id=f"{act}#art_6.par_2",
        label="Article 6(2)",
        applies_from=NEXT,
        applies_note=note,
    )
    assert labels_of_dates(annex, paragraph) == ["applies with Article 6(2) from 2 Dec 2026"]
    assert labels_of_dates(annex, paragraph, day=NEXT) == [
        "applies with Article 6(2) since 2 Dec 2026"
    ]


def test_a_badge_explains_itself_to_the_pointer_and_to_screen_readers():
    label = shown({"valid_to": "2026-11-21"})
    means = "These words were law until 21 Nov 2026."
    assert f'<span class="badge gone" title="{means}">' in label
    assert f'<span class="sr-only"> ({means})</span>' in label


def test_every_badge_but_a_plain_status_explains_itself():
    changes = {"amended": "32026R1744", "completeness": "cut", "applies_from": "2099-01-01"}
    labels = re.findall(r'<span class="badge ([^"]*)"( title=)?', shown(changes))
    assert [kind for kind, title in labels if not title] == []
    assert len(labels) == 5


def test_a_copy_of_what_is_no_law_is_never_called_partial():
    assert partial("news", "a brief") == ""
    assert "partial copy" not in badges(replace(TALE, completeness="a brief"), VIEW)


def test_a_status_that_is_not_known_leaves_no_empty_badge():
    german = replace(VIEW, words=read_wording(GERMAN))
    for view in (VIEW, german):
        assert re.findall(r"<span[^>]*>\s*</span>", badges(TALE, view)) == []


def test_german_badges_keep_what_only_english_sources_say():
    german = replace(VIEW, words=read_wording(GERMAN))
    label = badges(replace(WHISTLE, completeness="points (d) to (f)"), german)
    assert 'unvollständige Kopie: <span lang="en">points (d) to (f)</span>' in label
    assert ">geltendes Recht</span>" in label
    assert ">gilt seit 2. Feb. 2025</span>" in label
    assert "law in force" not in label


def test_every_tier_has_a_name_of_its_own_in_each_language():
    for words in (VIEW.words, read_wording(GERMAN)):
        assert len({tier_words(tier, words) for tier in TIERS}) == len(TIERS)
    assert tier_words("rumour", VIEW.words) == "rumour"


def test_what_a_badge_says_stays_text():
    label = badge("<b>", "law", '"><script>')
    assert "<b>" not in label
    assert "<script>" not in label
    assert html.unescape(re.sub("<[^>]+>", "", label)) == '<b> ("><script>)'

"""What a provision refers to and what refers to it."""

import pytest

from rag.reference_graph import FROM, MOST, TO, around
from tests.conftest import corpus, document, provision

ACT = document(in_force_to="2099-02-28")
AMENDED = document(
    id="32099R0001+32099R0009",
    tier="consolidated",
    version_date="2099-03-01",
    in_force_from="2099-03-01",
)


def at(anchor, *refs, act="32099R0001", **changes):
    """Build a provision that refers to others of the Kettle Act, or of the act named."""
    ids = tuple(ref if "#" in ref else f"{act}#{ref}" for ref in refs)
    return provision(id=f"{act}#{anchor}", document_id=act, label=anchor, refs=ids, **changes)


def names(graph, side, step=1):
    return [node.provision.anchor for node in graph.side(side, step)]


SMALL = corpus(
    at("art_1", "art_2.par_1"),
    at("art_1.par_1", "art_2.par_1"),
    at("art_2", "art_3"),
    at("art_2.par_1", "art_3", "art_2.par_2"),
    at("art_2.par_2"),
    at("art_3", "art_4"),
    at("art_4"),
    at("rct_7", "art_2", kind="recital"),
)


@pytest.mark.parametrize("asked", ["art_2", "art_2.par_1", "art_2.par_2"])
def test_the_whole_article_counts_whatever_part_of_it_is_asked_for(asked):
    graph = around(SMALL.provisions[f"32099R0001#{asked}"], SMALL, "2099-01-01")
    assert graph.centre.anchor == "art_2"
    assert names(graph, FROM) == ["art_1", "rct_7"]
    assert names(graph, TO) == ["art_3"]
    assert graph.left_out == 0


def test_a_reference_is_told_from_the_smallest_provision_to_the_one_it_names():
    graph = around(SMALL.provisions["32099R0001#art_2"], SMALL, "2099-01-01")
    (link,) = graph.side(FROM)[0].links
    assert (link.source.anchor, link.target.anchor) == ("art_1.par_1", "art_2.par_1")


def test_two_steps_go_on_in_both_directions():
    graph = around(SMALL.provisions["32099R0001#art_3"], SMALL, "2099-01-01", steps=2)
    assert (names(graph, FROM), names(graph, FROM, 2)) == (["art_2"], ["art_1", "rct_7"])
    assert (names(graph, TO), names(graph, TO, 2)) == (["art_4"], [])


@pytest.mark.parametrize(
    ("pointing", "named", "steps"), [(40, 0, 1), (0, 40, 1), (40, 40, 1), (5, 40, 1), (40, 40, 2)]
)
def test_a_crowd_is_cut_and_the_rest_is_counted(pointing, named, steps):
    known = corpus(
        at("art_1", *(f"art_{n}" for n in range(100, 100 + named))),
        *(at(f"art_{n}") for n in range(100, 100 + named)),
        *(at(f"art_{n}", "art_1") for n in range(200, 200 + pointing)),
    )
    graph = around(known.provisions["32099R0001#art_1"], known, "2099-01-01", steps)
    assert len(graph.nodes) == MOST - 1
    assert graph.left_out == pointing + named - (MOST - 1)
    assert (graph.total(FROM), graph.total(TO)) == (pointing, named)
    if pointing and named:
        assert min(len(graph.side(FROM)), len(graph.side(TO))) >= min(5, pointing)


def test_a_further_step_has_room_even_in_a_crowd():
    known = corpus(
        at("art_1", *(f"art_{n}" for n in range(100, 140))),
        *(at(f"art_{n}", f"art_{n + 100}") for n in range(100, 140)),
        *(at(f"art_{n}") for n in range(200, 240)),
    )
    graph = around(known.provisions["32099R0001#art_1"], known, "2099-01-01", steps=2)
    assert len(graph.side(TO, 2)) > 3
    assert len(graph.nodes) == MOST - 1


def amended():
    """The Kettle Act as published and as amended: Article 2 was taken out, Article 3 stays."""
    new = {"act": AMENDED.id}
    return corpus(
        at("art_1", "art_3"),
        at("art_2", "art_1", "art_3"),
        at("art_3"),
        at("rct_7", "art_1", "art_2", kind="recital"),
        at("art_1", "art_3", **new),
        at("art_3", **new),
        documents=(ACT, AMENDED),
    )


def test_only_the_law_of_the_day_refers():
    known = amended()
    asked = known.provisions["32099R0001#art_3"]
    before, after = around(asked, known, "2099-01-01"), around(asked, known, "2099-04-01")
    assert names(before, FROM) == ["art_1", "art_2"]
    assert [n.provision.id for n in after.side(FROM)] == [f"{AMENDED.id}#art_1"]
    assert after.centre.document_id == AMENDED.id


def test_an_amending_article_refers_to_the_act_that_it_amends():
    changing = document(id="32099R0009", work="32099R0009")
    order = at(
        "art_1",
        "art_3",
        act=changing.id,
        headings=("Amendments to Regulation (EU) 2099/1",),
        text="Article 3 is replaced. After it Article 3a is inserted.",
    )
    known = corpus(
        order,
        at("art_3", act=changing.id),
        at("art_3"),
        at("art_3", act=AMENDED.id),
        at("art_3a", act=AMENDED.id),
        documents=(ACT, AMENDED, changing),
    )
    graph = around(order, known, "2099-04-01")
    named = [node.provision.id for node in graph.side(TO)]
    assert named == [f"{AMENDED.id}#art_3", f"{AMENDED.id}#art_3a"]
    before = around(order, known, "2099-01-01")
    assert [node.provision.id for node in before.side(TO)] == ["32099R0001#art_3"]


def test_recitals_stay_and_refer_to_the_text_as_amended():
    known = amended()
    graph = around(known.provisions["32099R0001#art_1"], known, "2099-04-01")
    (node,) = graph.side(FROM)
    assert node.provision.id == "32099R0001#rct_7"
    assert [link.target.id for link in node.links] == [f"{AMENDED.id}#art_1"]

"""Each provider's wire format is spoken, streamed, and verified the same."""

import pytest
from langchain_core.messages import AIMessageChunk

from rag.adapters.chat_wire import pieces_of
from rag.model import Question
from tests.chatting import (
    ASKED,
    CHECKS,
    FURTHER,
    GOOD,
    METRES,
    RULE,
    SAID,
    SECRET,
    assert_verified,
    quoted,
    reasons,
    texts,
    with_server,
    written,
)
from tests.scripted_model import CUT, ERROR, Script, scripted


@pytest.fixture
def ask(kettle, tmp_path, monkeypatch):
    """Ask the model of a provider; return the answer and what the server was sent."""

    def go(provider, script, question=ASKED):
        with scripted(script) as server:
            root = f"http://127.0.0.1:{server.port}"
            monkeypatch.setenv("ANTHROPIC_API_KEY", SECRET)
            monkeypatch.setenv("ANTHROPIC_BASE_URL", root)
            monkeypatch.setenv("OPENAI_API_KEY", SECRET)
            monkeypatch.setenv("OPENAI_BASE_URL", f"{root}/v1")
            monkeypatch.setenv("OLLAMA_HOST", root)
            assistant = with_server(kettle, tmp_path, f"{provider}:scripted", model_budget_s=2)
            answer = assistant.ask(Question(question))
        assert_verified(answer, assistant)
        return answer, server

    return go


def cites(text, number=0, **changes):
    """Return a citation as Anthropic writes it for a plain text document."""
    return {
        "type": "char_location",
        "cited_text": text,
        "document_index": number,
        "document_title": "Article",
        "start_char_index": 0,
        "end_char_index": len(text),
        **changes,
    }


PROVIDERS = {
    "openai": ("/v1/chat/completions", "response_format"),
    "anthropic": ("/v1/messages", "citations"),
    "ollama": ("/api/chat", "format"),
}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_is_asked_once_for_a_stream(ask, provider):
    path, form = PROVIDERS[provider]
    passages = ((SAID, (cites(RULE),)),)
    answer, server = ask(provider, Script(written(GOOD), passages=passages))
    assert texts(answer.statements) == [SAID]
    assert quoted(answer) == {RULE}
    assert (answer.mode, answer.usage.where) == (f"chat:{provider}:scripted", "on this machine")
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (120, 30)
    [request] = server.requests
    assert server.paths == [path]
    assert request["stream"] is True
    assert f'"{form}"' in str(request).replace("'", '"')


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("script", "notice"),
    [
        pytest.param(Script(status=401), "refused the key", id="401"),
        pytest.param(Script(status=404), "no model of this name", id="404"),
        pytest.param(Script(status=429), "rate limit", id="429"),
        pytest.param(Script(status=529), "overloaded", id="529"),
        pytest.param(Script("{", then=CUT), "lost", id="cut"),
        pytest.param(Script("{", then=ERROR), "broke off", id="error event"),
        pytest.param(Script("", stop="length"), "more than an answer", id="length"),
        pytest.param(Script(mute=True), "did not answer within 2", id="mute"),
    ],
)
def test_failures_have_the_same_names_everywhere(ask, provider, script, notice):
    answer, server = ask(provider, script)
    assert any(notice in told for told in answer.notices), answer.notices
    assert texts(answer.statements) == [RULE]
    assert len(server.requests) == 1, "nothing is tried again without a word"


def test_a_sentence_takes_the_citations_of_all_its_passages(ask):
    script = Script(
        passages=(
            ("Under the Act, ", ()),
            ("importers must check that the whistle works", (cites(RULE),)),
            (
                ", and makers must fit a whistle that can be heard at ten metres",
                (cites(METRES, 1),),
            ),
            (". ", ()),
            ("Kettle museums are free of charge for their visitors.", ()),
        )
    )
    answer, server = ask("anthropic", script)
    assert len(answer.statements) == 1
    assert quoted(answer) == {RULE, METRES}
    assert "nothing is cited" in reasons(answer)
    documents = server.requests[0]["messages"][0]["content"][:-1]
    assert {d["type"] for d in documents} == {"document"}
    assert documents[0]["source"]["data"] == RULE
    assert CHECKS in documents[0]["context"]


@pytest.mark.parametrize(
    ("citation", "reason"),
    [
        pytest.param(cites("Importers shall test the whistle."), "word for word", id="altered"),
        pytest.param(cites(METRES), "word for word", id="another document's words"),
        pytest.param(cites(RULE, 99), "there is no provision", id="no such document"),
        pytest.param(cites("CHAPTER III: Duties"), "word for word", id="hidden metadata"),
    ],
)
def test_a_provider_s_own_citation_is_checked_like_any_other(ask, citation, reason):
    answer, _ = ask("anthropic", Script(passages=((SAID, (citation,)),)))
    assert reason in reasons(answer)
    assert texts(answer.statements) == [RULE]


def test_a_place_is_enough_where_the_cited_text_is_not_repeated(ask):
    answer, _ = ask("anthropic", Script(passages=((SAID, (cites(RULE, cited_text=""),)),)))
    assert quoted(answer) == {RULE}


def test_a_statement_beyond_its_citation_is_withheld(ask):
    passages = (("Importers must check the whistle within 30 days.", (cites(RULE),)),)
    answer, _ = ask("anthropic", Script(passages=passages))
    assert "30 days" in reasons(answer)


def test_a_model_that_declines_is_named(ask):
    answer, _ = ask("anthropic", Script("", stop="content_filter"))
    assert any("declined" in told for told in answer.notices)


def test_a_server_without_citations_is_asked_for_a_tool_call(ask):
    script = Script(written(GOOD, FURTHER), tool="give_statements", refuses='"citations": {"en')
    answer, server = ask("anthropic", script)
    assert quoted(answer) == {RULE, METRES}
    assert server.requests[-1]["tool_choice"] == {"type": "tool", "name": "give_statements"}


def test_a_wrong_tool_is_named(ask):
    script = Script(written(GOOD), tool="other", refuses='"citations": {"en')
    answer, _ = ask("anthropic", script)
    assert any("tool that it was not given" in told for told in answer.notices)


def test_prose_without_citations_is_withheld(ask):
    answer, _ = ask("anthropic", Script(SAID))
    assert "nothing is cited" in reasons(answer)
    assert texts(answer.statements) == [RULE]


def test_ollama_is_given_room_for_the_provisions(ask):
    _, server = ask("ollama", Script(written(GOOD)))
    assert server.requests[0]["options"]["num_ctx"] >= 16_000


def test_what_a_provider_reports_of_its_cost_is_kept():
    chunk = AIMessageChunk("", response_metadata={"token_usage": {"cost": 0.25}})
    assert [piece.cost for piece in pieces_of(chunk)][-1] == 0.25


def test_a_bare_string_of_a_citing_model_is_a_passage():
    assert next(p.block for p in pieces_of(AIMessageChunk("Yes."), citing=True)) == 0


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_key_is_sent_to_the_model_and_nowhere_else(ask, provider, caplog):
    echo = f'{{"error": {{"message": "invalid key {SECRET}"}}}}'
    answer, server = ask(provider, Script(status=401, body=echo))
    sent = str(server.headers)
    assert (SECRET in sent) is (provider != "ollama")
    assert SECRET not in f"{answer!r}{caplog.text}{server.requests}"

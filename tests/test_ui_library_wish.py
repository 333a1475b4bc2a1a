"""What a reader asks to be done is read with care: all of it comes from a stranger."""

import pytest

from ingest.user_model import Facts
from ui.errors import UiError
from ui.library_wish import ADD, LONGEST, NOTHING, REFRESH, REMOVE, Wish, read_wish
from ui.wording import LANGUAGES, read_wording

WORDS = read_wording()
PAGE = "https://news.example/kettles?id=1"


@pytest.mark.parametrize(
    ("sent", "wish"),
    [
        pytest.param({"do": "refresh"}, Wish(REFRESH), id="refresh"),
        pytest.param({"do": "remove", "named": "doc:x"}, Wish(REMOVE, "doc:x"), id="remove"),
        pytest.param({"do": "add", "named": f" {PAGE} "}, Wish(ADD, PAGE), id="add"),
        pytest.param(
            {"do": "add", "named": PAGE, "title": " A \n title ", "published": "2099-02-01"},
            Wish(ADD, PAGE, Facts(title="A title", published="2099-02-01")),
            id="facts",
        ),
        pytest.param({"do": "nothing", "named": "x"}, Wish(NOTHING), id="nothing"),
        pytest.param({"do": "format the disk"}, Wish(NOTHING), id="unknown"),
        pytest.param(None, Wish(NOTHING), id="no form"),
        pytest.param(["add"], Wish(NOTHING), id="list"),
    ],
)
def test_a_form_is_read(sent: object, wish: Wish) -> None:
    assert read_wish(sent, WORDS) == wish
    assert read_wish({"do": wish.do, **wish.fields()}, WORDS) == wish


@pytest.mark.parametrize(
    "named",
    ["", "/etc/passwd", "file:///etc/passwd", "ftp://a.example/x", "data:text/html,x", "https://",
     "https:///etc/passwd", "javascript:alert(1)", "http://[bad", "C:\\kettles.txt"],
)  # fmt: skip
def test_only_web_addresses_are_fetched_never_a_file_of_this_machine(named: str) -> None:
    with pytest.raises(UiError, match="is no web address"):
        read_wish({"do": "add", "named": named}, WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "named", ["http://127.0.0.1/", "http://192.168.0.1", "http://localhost:9/", "https://[::1]/x"]
)
def test_a_page_of_this_machine_or_its_network_is_refused_before_anybody_is_asked(
    named: str, language: str
) -> None:
    with pytest.raises(UiError) as caught:
        read_wish({"do": "add", "named": named}, read_wording(language))
    assert named in str(caught.value)
    assert "--" not in str(caught.value)


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        pytest.param({"tier": "law"}, "“law” is no sort of source", id="no law from the page"),
        pytest.param({"published": "2 May"}, "“2 May” is no date", id="date"),
    ],
)
def test_what_cannot_be_stated_is_named(stated: dict[str, str], says: str) -> None:
    with pytest.raises(UiError, match=says):
        read_wish({"do": "add", "named": PAGE, **stated}, WORDS)


def test_nothing_that_is_stated_is_kept_at_any_length() -> None:
    assert len(read_wish({"do": "add", "named": PAGE, "title": "x" * 999}, WORDS).facts.title) == (
        LONGEST
    )

"""A view that cannot be shown says its name, what is wrong and how to go on."""

import pytest

from tests.browser import KETTLES, Scripted
from ui import explore_view
from ui.desk import About, Desk
from ui.views import Parameters, Reading, shown
from ui.wording import LANGUAGES, read_wording


def html(parameters: object, language: str = "en", show=explore_view.show) -> str:
    desk = Desk(Scripted(KETTLES), About("2099-01-05"))
    return shown(show, desk, read_wording(language), parameters)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"act": "32099R0001", "as_of": "abc"}, id="no day"),
        pytest.param({"show": "<b>"}, id="no such picture"),
    ],
)
def test_it_has_a_heading_and_a_link_to_the_start_of_the_view(asked, language):
    page = html({"view": "explore", **asked}, language)
    name = read_wording(language).say("nav.explore")
    heading = f'<h2 class="viewname" tabindex="-1" data-focus>{name}</h2>'
    assert page.index(heading) < page.index('role="alert"') < page.index('href="?view=explore"')
    assert page.count(" data-focus") == page.count('tabindex="-1"') == 1
    assert "<b>" not in page


def test_the_start_of_a_view_does_not_lead_to_itself():
    def breaks(reading: Reading, parameters: Parameters) -> str:
        raise RuntimeError("kettle")

    page = html({"view": "explore"}, show=breaks)
    assert "<h2" in page
    assert "Something went wrong" in page
    assert "href" not in page
    assert "kettle" not in page


@pytest.mark.parametrize("view", ["", '"><script>', "nowhere"])
def test_no_foreign_name_of_a_view_is_shown(view):
    page = html({"view": view, "act": "32099R0001", "as_of": "abc"})
    assert 'role="alert"' in page
    assert "script" not in page
    assert "nowhere" not in page

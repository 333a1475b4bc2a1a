"""Settings work without being set, and refuse what nobody reads."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from rag.settings import Settings, SettingsInvalid, build, from_environment, variable


def test_the_defaults_work_offline_on_one_machine():
    settings = from_environment({})
    assert settings == Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert not settings.names_hub_model


def test_the_catalogue_is_found_beside_the_packages():
    assert Settings().catalog.is_file()
    assert Settings().notes.is_dir()


@pytest.mark.parametrize(
    ("name", "value", "field", "read"),
    [
        ("PINCITE_HOME", "/tmp/h", "home", Path("/tmp/h")),
        ("PINCITE_MIRROR", "m", "mirror", Path("m")),
        ("PINCITE_TOP_K", "5", "top_k", 5),
        ("PINCITE_OFFLINE", "1", "offline", True),
        ("PINCITE_OFFLINE", "", "offline", False),
        ("PINCITE_ACCEPT_LICENCES", "A, B,", "accept_licences", frozenset({"A", "B"})),
        ("PINCITE_STARTUP_BUDGET_S", "2.5", "startup_budget_s", 2.5),
        ("PORT", "8000", "port", 8000),
        ("HOST", "::1", "host", "::1"),
    ],
)
def test_a_variable_sets_its_field(name, value, field, read):
    assert getattr(from_environment({name: value}), field) == read


def test_our_name_outranks_the_plain_one():
    assert from_environment({"PORT": "1", "PINCITE_PORT": "2"}).port == 2


def test_variables_of_others_are_left_alone():
    assert from_environment({"PATH": "/bin", "PINCITE_NO_BROWSER": "1"}) == Settings()


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(SettingsInvalid, match=r"PINCITE_HOEM is not a setting.*PINCITE_HOME"):
        from_environment({"PINCITE_HOEM": "x"})


@pytest.mark.parametrize(
    ("field", "value"),
    [("top_k", 0), ("top_k", 51), ("port", -1), ("connect_timeout_s", 0), ("host", ""), ("x", 1)],
)
def test_a_value_that_cannot_be_used_is_refused(field, value):
    with pytest.raises(SettingsInvalid, match=variable(field)):
        build({field: value})


def test_settings_do_not_change():
    with pytest.raises(ValidationError):
        Settings().top_k = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("embedder", "offline", "hub"),
    [("", False, False), ("some/model", False, True), ("some/model", True, False)],
)
def test_only_a_name_that_is_no_folder_is_a_model_on_the_hub(embedder, offline, hub):
    assert Settings(embedder=embedder, offline=offline).names_hub_model is hub
    assert not Settings(embedder="/").names_hub_model

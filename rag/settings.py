"""What a user can set: one frozen model, with defaults that work offline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from rag.chat.names import read_name
from rag.chat.style import STAFF, STYLES
from rag.errors import RagError
from rag.headnotes import PARTS

_PREFIX = "PINCITE_"
_SECRET = re.compile(r"//[^/@\s]*@")
"""A name and a key in an address, which no error repeats."""
_PLAIN = ("HOST", "PORT")
_NOT_SETTINGS = frozenset({"PINCITE_NO_BROWSER"})  # read by the browser tests


class SettingsInvalid(RagError):
    """A setting has a name that nobody reads or a value that cannot be used."""


def corpus_folder() -> Path:
    """Return the folder of the catalogue and the notes: beside the packages, or in the wheel."""
    root = Path(__file__).resolve().parents[1]
    beside = root / "corpus"
    return beside if (beside / "catalog.toml").is_file() else root / "ingest" / "_corpus"


def _names(value: object) -> object:
    """Return the names in a comma-separated text; leave anything else to pydantic."""
    if not isinstance(value, str):
        return value
    return frozenset(name.strip() for name in value.split(",") if name.strip())


class Settings(BaseModel):
    """The defaults run offline on a laptop. PINCITE_TOP_K=5 overrides top_k, and so on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = Path(".pincite")
    """Where everything generated is kept."""
    mirror: Path | None = None
    """A folder of official files, tried before any publisher."""
    corpus: Path = Field(default_factory=corpus_folder)
    """The folder that holds catalog.toml and notes/."""
    embedder: str = ""
    """"" for the packaged model, else a folder or the name of a model on the hub."""
    accept_licences: Annotated[frozenset[str], BeforeValidator(_names)] = frozenset()
    """Licences accepted beyond the free ones, such as BUSL-1.1."""
    offline: bool = False
    """Ask no publisher and no registry; use the mirror and the notes alone."""
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=7860, ge=0, le=65535)
    connect_timeout_s: float = Field(default=3.0, gt=0, le=120)
    startup_budget_s: float = Field(default=10.0, ge=0, le=3600)
    """What publishers that cannot be reached may cost in all."""
    top_k: int = Field(default=8, ge=1, le=50)
    refresh: bool = False
    """Obtain every text again, also those that are in the home already."""
    headnotes: Annotated[frozenset[str], BeforeValidator(_names)] = frozenset(PARTS)
    """Which parts of our headnotes help to find provisions: note, asks, terms; "none" for none."""
    model: str = ""
    """The language model that writes answers, "" for none; see `chat.names.HOW`."""
    model_budget_s: float = Field(default=60.0, gt=0, le=3600)
    """Seconds that a model may take for one answer; then the texts are quoted without it."""
    model_cache: bool = True
    """Keep what a model wrote in the home, and ask it no question twice."""
    model_condenses: bool = False
    """Let the model restate follow-up questions."""
    model_expands: bool = False
    """Let the model say questions in other words, which are searched for too."""
    style: str = STAFF
    """For whom a model writes: staff, journalist or lawyer."""

    @field_validator("headnotes")
    @classmethod
    def _known_parts(cls, value: frozenset[str]) -> frozenset[str]:
        unknown = value - {*PARTS, "none"}
        if unknown or ("none" in value and len(value) > 1):
            raise ValueError(f"write some of {', '.join(PARTS)} with commas between, or none")
        return value - {"none"}

    @field_validator("model")
    @classmethod
    def _can_be_named(cls, value: str) -> str:
        if value:
            read_name(value)
        return value

    @field_validator("style")
    @classmethod
    def _known_style(cls, value: str) -> str:
        if value not in STYLES:
            raise ValueError(f"write one of {', '.join(STYLES)}")
        return value

    @property
    def catalog(self) -> Path:
        """The file that lists what belongs in the corpus."""
        return self.corpus / "catalog.toml"

    @property
    def notes(self) -> Path:
        """The folder of texts in our own words."""
        return self.corpus / "notes"

    @property
    def headnote_files(self) -> Path:
        """The folder of our headnotes, a file for each work."""
        return self.corpus / "headnotes"

    @property
    def words(self) -> Path:
        """The file of everyday words and what the law says for them."""
        return self.corpus / "words.toml"

    @property
    def names_hub_model(self) -> bool:
        """Whether the embedder is a name on the hub, which may have to be downloaded."""
        return bool(self.embedder) and not self.offline and not Path(self.embedder).exists()


def variable(field: str) -> str:
    """Return the environment variable that sets a field."""
    return _PREFIX + field.upper()


def from_environment(env: Mapping[str, str]) -> Settings:
    """Return the settings that PINCITE_* variables ask for; an empty value means the default."""
    known = {variable(field): field for field in Settings.model_fields}
    unknown = sorted(
        name
        for name in env
        if name.startswith(_PREFIX) and name not in known and name not in _NOT_SETTINGS
    )
    if unknown:
        raise SettingsInvalid(
            f"{', '.join(unknown)} is not a setting; the settings are {', '.join(sorted(known))}"
        )
    plain = {name.lower(): env[name] for name in _PLAIN if env.get(name)}
    ours = {field: env[name] for name, field in known.items() if env.get(name)}
    return build({**plain, **ours})


def build(values: Mapping[str, object]) -> Settings:
    """Return settings with these values, or name the first one that cannot be used."""
    try:
        return Settings.model_validate(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "settings"
        reason = str(first["msg"]).removeprefix("Value error, ")
        given = _SECRET.sub("//…@", repr(first["input"]))
        raise SettingsInvalid(
            f"{variable(field)} cannot be {given}: {reason}; correct or unset it"
        ) from error

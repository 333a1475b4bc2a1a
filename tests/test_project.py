"""The project keeps its own limits, and its documents say what is so."""

import ast
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from rag.settings import Settings, build, variable
from ui.cli import COMMANDS
from ui.parser import build_parser

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("ingest", "rag", "ui")
MODULES = sorted(path for name in (*PACKAGES, "bench") for path in (ROOT / name).rglob("*.py"))
GENERATED = {
    ".git", ".venv", ".pincite", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis",
    ".import_linter_cache", "__pycache__", "dist", "artefacts",
}  # fmt: skip


def name(path):
    return str(path.relative_to(ROOT))


def written():
    """Return the files people wrote; git knows best, an unpacked archive has no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / part.decode() for part in listed.stdout.split(b"\0") if part]
    else:
        found = [p for p in ROOT.rglob("*") if not GENERATED & set(p.relative_to(ROOT).parts)]
    return [path for path in found if path.is_file()]


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def length(function):
    first = min([function.lineno, *(d.lineno for d in function.decorator_list)])
    return function.end_lineno - first + 1


def parameters(function):
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return [a.arg for a in every if a.arg not in ("self", "cls")]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_says_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    purpose = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    assert purpose.endswith("."), "starts with one sentence that ends on its first line"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_are_short_and_take_few_parameters(path):
    found = functions(path)
    assert [f.name for f in found if length(f) > 40] == []
    assert [f.name for f in found if len(parameters(f)) > 5] == []


@pytest.mark.parametrize("path", [p for p in MODULES if "bench" not in p.parts], ids=name)
def test_only_the_entry_point_prints_or_reads_the_environment(path):
    if name(path) == str(Path("ui", "__main__.py")):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    read = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not called & {"print", "os.getenv"}
    assert "os.environ" not in read


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_are_absolute(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    relative = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level]
    assert relative == []


NOT_OURS = {
    "a folder beside the project": re.escape("/".join(("..", "shared"))),
    "a folder of one machine": r"(?<![\w.])" + "/".join(("", "work", "")),
    "a registry": "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("download", "pytorch", "org"),
            ("registry", "npmjs", "org"),
            ("deb", "debian", "org"),
        )
    ),
}


@pytest.mark.parametrize("what", NOT_OURS)
def test_no_file_names_what_is_not_part_of_the_project(what):
    allowed = {ROOT / ".ci" / "run"} if what == "a folder beside the project" else set()
    wrong = re.compile(NOT_OURS[what])
    found = [
        name(path)
        for path in written()
        if path not in allowed and wrong.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_no_tracked_file_is_large():
    assert [name(path) for path in written() if path.stat().st_size > 2 * 1024 * 1024] == []


def documented():
    """Return the command lines of the README, without comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("pincite ")]


def words(line):
    """Return the words of a command line; "#" starts a comment only after a blank."""
    return shlex.split(re.sub(r"\s#.*", "", line))[1:]


@pytest.mark.parametrize("line", documented())
def test_a_documented_command_is_understood(line):
    assert build_parser().parse_args(words(line)).command in COMMANDS


def test_every_command_is_documented():
    assert {words(line)[0] for line in documented()} == set(COMMANDS)


def test_the_table_of_settings_is_complete_and_right():
    rows = re.findall(r"^\| `(PINCITE_\w+)` \|(.*?)\|", README, re.MULTILINE)
    table = {key: value.strip(" `") for key, value in rows}
    assert list(table) == [variable(field) for field in Settings.model_fields]
    unset = Settings()
    for field in set(Settings.model_fields) - {"corpus"}:
        given = table[variable(field)]
        assert getattr(build({field: given} if given else {}), field) == getattr(unset, field)


def test_links_to_files_of_the_project_lead_somewhere():
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    ]
    assert [f"{name(p)}: {link}" for p, link in links if not (p.parent / link).exists()] == []


def test_contributing_fits_two_screens():
    lines = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60


def test_the_wheel_holds_the_packages_and_the_corpus():
    wheel = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert tuple(wheel["packages"]) == PACKAGES
    assert wheel["force-include"] == {"corpus": "ingest/_corpus"}
    assert (ROOT / "corpus" / "catalog.toml").is_file()
    assert not (ROOT / "corpus" / "__init__.py").exists()


def test_it_cannot_be_uploaded_by_accident():
    assert "Private :: Do Not Upload" in PYPROJECT["project"]["classifiers"]


def pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def plain(requirement):
    """Return the name of a requirement in its normal form."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def test_constraints_pin_one_version_each():
    assert [pin for pin in pins() if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []
    names = [plain(pin) for pin in pins()]
    assert len(names) == len(set(names))
    assert "torch==2.13.0" in pins()


def test_every_direct_dependency_is_pinned():
    project = PYPROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {plain(need) for need in wanted} - {plain(pin) for pin in pins()} == set()


def test_make_help_lists_every_target():
    ran = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1]
    assert [t for t in targets.split() if f"make {t} " not in ran.stdout] == []


@pytest.mark.parametrize("script", ["check", ".ci/run"])
def test_scripts_can_be_run(script):
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0

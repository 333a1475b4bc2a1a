"""A run that is killed at any moment leaves an index that answers."""

import io
import json
import multiprocessing
import os
import random
import signal
import time
import traceback
from pathlib import Path

import pytest
import torch

from ingest.store import read_corpus
from rag import wiring
from rag.index import open_index
from tests import kettle_formex as kettle
from tests.kettle_formex import act, alineas, article
from ui.cli import run
from ui.terminal import open_terminal

KILLS = 10
ARTICLES = 60
CATALOG = f"""
[[document]]
id = "32099R0001"
work = "32099R0001"
title = "Regulation (EU) 2099/1 on kettles"
short_title = "Kettle Act"
kind = "regulation"
jurisdiction = "EU"
tier = "law"
counts = {{ articles = {ARTICLES} }}

[[document.route]]
via = "mirror"
format = "formex"
path = "kettle.zip"
"""


def publish(folder, version):
    """Put a version of the act where the run finds it: every text names its version."""
    bodies = (
        article(str(n), f"Kettle {n}", alineas(f"Kettle {n} shall whistle tune v{version}."))
        for n in range(1, ARTICLES + 1)
    )
    (folder / "mirror").mkdir(parents=True, exist_ok=True)
    (folder / "mirror" / "kettle.zip").write_bytes(kettle.formex(act("".join(bodies))))


def ready(folder):
    """Load the model once; return how to run and how to look."""
    embedder = wiring.load_embedder()
    wiring.load_embedder = lambda *_: embedder
    environment = {
        "PINCITE_HOME": str(folder / "home"),
        "PINCITE_CORPUS": str(folder),
        "PINCITE_MIRROR": str(folder / "mirror"),
        "PINCITE_OFFLINE": "1",
    }

    def build():
        terminal = open_terminal(io.StringIO(), io.StringIO())
        return run(["ingest"], environment, terminal) or run(["index"], environment, terminal)

    def look():
        index = open_index(folder / "home", embedder)
        hits = index.keyword("whistle kettle", 5)
        near = index.dense(embedder.embeddings.embed_query("Which kettle whistles?"), 5)
        stored = read_corpus(folder / "home").provisions.values()
        return {
            "indexed": versions(index.corpus.provisions.values()),
            "stored": versions(stored),
            "found": len(hits),
            "near": len(near),
        }

    return build, look


def versions(provisions):
    """Return the version that the texts name, and how many texts there are."""
    texts = [p.text for p in provisions]
    return [sorted({int(t.rpartition("v")[2].rstrip(".")) for t in texts}), len(texts)]


def fork(action):
    """Run an action in a child; return its process id."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            status = action() or 0
        except BaseException:  # noqa: BLE001  a child must not return into the test
            traceback.print_exc()
        finally:
            os._exit(status)
    return child


def wait(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def seen(look, folder):
    """Look at the home in a child, so that this process stays without open stores."""
    answer = folder / "seen.json"
    status = wait(fork(lambda: answer.write_text(json.dumps(look())) and 0))
    return json.loads(answer.read_text()) if status == 0 else {"failed": status}


def drive(folder, answers):
    """Complete one run, then kill ten, then complete the last; report what was seen."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    torch.set_num_threads(1)  # a child has none of the threads of the process that forks
    build, look = ready(folder)
    publish(folder, 0)
    began = time.monotonic()
    first = wait(fork(build))
    whole = time.monotonic() - began
    seconds, killed = random.Random(1689), 0
    answers.put({"status": first, **seen(look, folder)})
    for version in range(1, KILLS + 1):
        publish(folder, version)
        child = fork(build)
        time.sleep(whole * (version - 1 + seconds.random()) / KILLS)
        os.kill(child, signal.SIGKILL)
        killed += wait(child) == -signal.SIGKILL
        answers.put({"killed": killed, **seen(look, folder)})
    answers.put({"status": wait(fork(build)), **seen(look, folder)})


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """What was seen after the first run, after each kill, and after the last run."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "catalog.toml").write_text(CATALOG, encoding="utf-8")
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    driver = context.Process(target=drive, args=(Path(folder), answers))
    driver.start()
    try:
        return [answers.get(timeout=120) for _ in range(KILLS + 2)]
    finally:
        driver.kill()
        driver.join()


def test_runs_were_really_killed(reports):
    assert reports[-2]["killed"] > 0


def test_after_every_kill_a_complete_index_answers(reports):
    before = reports[0]["indexed"]
    for version, report in enumerate(reports[1:-1], 1):
        assert "failed" not in report
        assert report["indexed"] in (before, [[version], ARTICLES])
        assert (report["found"], report["near"]) == (5, 5)
        before = report["indexed"]


def test_after_every_kill_the_stored_texts_are_of_one_version(reports):
    before = reports[0]["stored"]
    for version, report in enumerate(reports[1:-1], 1):
        assert report["stored"] in (before, [[version], ARTICLES])
        before = report["stored"]


def test_the_next_run_completes(reports):
    assert reports[0] == {
        "status": 0,
        "indexed": [[0], ARTICLES],
        "stored": [[0], ARTICLES],
        "found": 5,
        "near": 5,
    }
    assert reports[-1] == {
        **reports[0],
        "indexed": [[KILLS], ARTICLES],
        "stored": [[KILLS], ARTICLES],
    }

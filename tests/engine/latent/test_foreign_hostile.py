"""Files that were made to do harm: none of them is run, none of them costs memory, and each is told in a sentence."""

import builtins
import io
import os
import pickle
import random
import re
import struct
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import torch

from engine.errors import BadInput
from engine.latent.foreign import read_generator
from engine.latent.foreign.tensors import VOCABULARY
from engine.latent.foreign.unpickling import Limits, Refused, read_pickle
from tests.engine.latent import foreign_files as files

PROTO = b"\x80\x02"


def text(value: str) -> bytes:
    return b"X" + struct.pack("<I", len(value.encode())) + value.encode()


def name(module: str, member: str) -> bytes:
    return f"c{module}\n{member}\n".encode()


class Calls:
    """Pickles itself as a call."""

    def __init__(self, function, *arguments, state=None) -> None:
        self.parts = (function, arguments, state) if state is not None else (function, arguments)

    def __reduce__(self):
        return self.parts


def refusal_of(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(BadInput) as refusal:
        read_generator(path)
    assert refusal.value.sentence.startswith(f"{path.name} ")
    assert refusal.value.advice
    return refusal.value.sentence


@pytest.mark.parametrize("wrapped", ["pickle", "zip", "legacy", "inside"])
@pytest.mark.parametrize("function", [os.system, builtins.eval, builtins.exec, builtins.getattr, builtins.compile])
def test_fault_23_a_call_never_runs(tmp_path, monkeypatch, wrapped, function):
    canary = tmp_path / "canary"
    call = Calls(function, f"__import__('pathlib').Path({str(canary)!r}).touch()")
    if wrapped == "pickle":
        content = pickle.dumps({"G_ema": call})
    elif wrapped == "inside":  # in the tensor of a pickle, which torch reads as a file of its own
        content = pickle.dumps({"G_ema": Calls(torch.storage._load_from_bytes, saved({"x": call}, zipped=False))})
    else:
        content = saved({"g_ema": call}, zipped=wrapped == "zip")
    sentence = refusal_of(tmp_path / "evil.pt", content)
    module = "posix" if function is os.system and os.name == "posix" else function.__module__
    assert f"{module}.{function.__name__}" in sentence.replace("__builtin__", "builtins").replace("nt.", "posix.")
    assert not canary.exists()


def saved(value, *, zipped: bool = True) -> bytes:
    stream = io.BytesIO()
    torch.save(value, stream, _use_new_zipfile_serialization=zipped)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PROTO + name("os", "system") + b".", "asks for os.system"),
        (b"\x80\x04\x8c\x02os\x8c\x06system\x93.", "asks for os.system"),
        (b"\x80\x04\x8c\x08builtins\x8c\x0cset.__init__\x93.", r"asks for builtins.set.__init__"),
        (PROTO + name("torch", "load") + b".", "asks for torch.load"),
        (PROTO + name("functools", "partial") + b".", "asks for functools.partial"),
        (PROTO + name("numpy.testing._private.utils", "runstring") + b".", "runstring"),
        (PROTO + name("x" * 90, "y") + b".", r"x\.\.\., which"),
        (PROTO + name("evil\x1b[2J", "y") + b".", r"asks for evil\?"),
        # getattr by other means: attributes of what is allowed, and state for what must not have any
        (PROTO + name("collections", "OrderedDict") + b"}" + text("__init__") + b"Nsb.", "holds no state"),
        (PROTO + name("torch._utils", "_rebuild_tensor_v2") + b"N}" + text("__code__") + b"Ns\x86b.", "holds no state"),
        (PROTO + b"]}b.", "holds no state"),
        # calls of what is no name, and instructions that nothing needs
        (PROTO + text("os.system") + b")R.", "calls something that is no name"),
        (PROTO + b"(ios\nsystem\n.", "INST"),
        (PROTO + b"(" + name("os", "system") + text("ls") + b"o.", "asks for os.system"),
        (PROTO + b"\x82\x01.", "EXT1"),
        (PROTO + b"Pevil\n.", "PERSID"),
        (PROTO + text("x") + b"Q.", "refers to something outside"),
        (PROTO + b"\x97.", "NEXT_BUFFER"),
        (PROTO + b"I1\n.", "INT"),
        (PROTO + b"\xff.", "0xff"),
        (b"\x80\x09N.", "protocol 9"),
        # lengths that nothing stands behind
        (PROTO + b"\x8e" + b"\xff" * 8 + b".", "cut off"),
        (PROTO + b"B\xff\xff\xff\x7f.", "cut off"),
        (PROTO + b"X\xff\xff\xff\x7f.", "a text of 2,147,483,647 bytes"),
        (PROTO + b"\x8d" + b"\xff" * 8 + b".", "a text of"),
        (PROTO + b"\x8b\xff\xff\xff\x7f.", "LONG4"),
        (PROTO + b"\x8a\xff" + b"\xff" * 255 + b".", "a number of 255 bytes"),
        (b"\x80\x04\x95" + b"\xff" * 8 + b"N.", "cut off"),
        # damage
        (PROTO, "damaged or cut off"),
        (PROTO + b".", "damaged or cut off"),
        (PROTO + b"h\x05.", "damaged or cut off"),
        (PROTO + b"t.", "damaged or cut off"),
        (PROTO + b"Na.", "damaged or cut off"),
        (PROTO + b"}Na.", "damaged"),
        (PROTO + b"}(Nu.", "damaged or cut off"),
        (PROTO + b"X\x01\x00\x00\x00\xff.", "damaged or cut off"),
        (PROTO + b"c" + b"x" * 300 + b".", "damaged or cut off"),
        # keys that are made to collide, or cannot be keys
        (PROTO + b"}]Ns.", "a list for a key"),
        (PROTO + b"}\x8a\x08" + b"\xff" * 7 + b"\x1fNs.", "a int for a key"),
        (PROTO + b"})Ns.", "a tuple for a key"),
    ],
)
def test_an_instruction_that_no_weights_need_is_refused_by_name(tmp_path, content, words):
    sentence = refusal_of(tmp_path / "evil.pkl", content)
    assert re.search(words, sentence), sentence


def test_nothing_is_imported(tmp_path):
    before = set(sys.modules)
    refusal_of(tmp_path / "evil.pkl", PROTO + name("antigravity", "fly_is_a_module") + b".")
    refusal_of(tmp_path / "evil.pkl", PROTO + name("collections.OrderedDict.fromkeys", "x") + b".")
    assert "antigravity" not in set(sys.modules) - before


# Bombs


def peak_of(content: bytes, limits: Limits = Limits()) -> int:
    tracemalloc.start()
    try:
        with pytest.raises(Refused):
            read_pickle(memoryview(content), VOCABULARY, limits=limits)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_far_place_in_the_memo_allocates_nothing():
    """Python's own unpickler makes a table as long as the highest number."""
    assert peak_of(PROTO + b"Nr\xff\xff\xff\xff" + b"N" * 3) < 100_000


def test_marks_are_counted():
    with pytest.raises(Refused, match="nested more than 200 deep"):
        read_pickle(memoryview(PROTO + b"(" * 300), VOCABULARY)


def test_what_waits_is_counted():
    with pytest.raises(Refused, match="more than 50 things"):
        read_pickle(memoryview(PROTO + b"N" * 60 + b"."), VOCABULARY, limits=Limits(waiting=50))


def test_steps_are_counted():
    with pytest.raises(Refused, match="more than 100 steps"):
        read_pickle(memoryview(PROTO + b"]N" + b"a]N" * 60), VOCABULARY, limits=Limits(steps=100))


def test_a_billion_laughs_stay_small(tmp_path):
    """Ten times the same list in a list, thirty times over: thirty lists in memory."""
    program = PROTO + b"]q\x00"
    for level in range(30):
        program += b"](" + b"h" + bytes([level]) + (b"h" + bytes([level])) * 9 + b"eq" + bytes([level + 1])
    assert "holds no generator" in refusal_of(tmp_path / "laughs.pkl", program + b".")


def test_deep_nesting_without_marks_is_no_harm(tmp_path):
    assert "holds no generator" in refusal_of(tmp_path / "deep.pkl", PROTO + b"N" + b"\x85" * 60_000 + b".")


def test_what_contains_itself_is_no_harm(tmp_path):
    assert "holds no StyleGAN2" in refusal_of(tmp_path / "self.pkl", PROTO + b"}q\x00" + text("g_ema") + b"h\x00s.")


def module_program(children: bytes) -> bytes:
    """A module of NVlabs' whose _modules are `children`, as items of a dictionary."""
    return (
        name("torch_utils.persistence", "_reconstruct_persistent_obj")
        + b"}(" + text("type") + text("class") + text("version") + b"K\x06"
        + text("class_name") + text("Generator") + text("module_src") + text("x")
        + text("state") + b"}" + text("_modules") + b"}(" + children + b"us" + b"u\x85R"
    )  # fmt: skip


def test_modules_that_share_a_child_are_counted(tmp_path):
    modules = module_program(text("a") + b"N") + b"q\x00"
    for level in range(30):
        child = b"h" + bytes([level])
        modules += module_program(b"".join(text(key) + child for key in "abcdefgh")) + b"q" + bytes([level + 1])
    program = PROTO + b"}(" + text("other") + b"](" + modules + b"e" + text("G_ema") + b"h\x1eu."
    assert "more parts than a StyleGAN2" in refusal_of(tmp_path / "shared.pkl", program)


# Tensors


def tensor_program(shape: tuple[int, ...], strides: tuple[int, ...], offset: int = 0, count: int = 4) -> bytes:
    def numbers(values: tuple[int, ...]) -> bytes:
        return b"(" + b"".join(b"\x8a\x09" + value.to_bytes(9, "little", signed=True) for value in values) + b"t"

    storage = (
        b"(" + text("storage") + name("torch", "FloatStorage") + text("0") + text("cpu")
        + b"\x8a\x09" + count.to_bytes(9, "little", signed=True) + b"tQ"
    )  # fmt: skip
    arguments = b"(" + storage + numbers((offset,))[1:-1] + numbers(shape) + numbers(strides) + b"\x89Nt"
    return (
        PROTO
        + b"}"
        + text("g_ema")
        + b"}"
        + text("x")
        + name("torch._utils", "_rebuild_tensor_v2")
        + arguments
        + b"Rss."
    )


def zipped(program: bytes, numbers: bytes = bytes(16), compression: int = zipfile.ZIP_STORED, **parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as target:
        for part, content in ({"data.pkl": program, "data/0": numbers} | parts).items():
            target.writestr(f"archive/{part}", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"shape": (4,), "strides": (2,)}, "reaches beyond its numbers"),
        ({"shape": (1 << 14, 1 << 14), "strides": (0, 0)}, "repeats its numbers"),
        ({"shape": (2,), "strides": (1,), "offset": 3}, "reaches beyond its numbers"),
        ({"shape": (2,), "strides": (1 << 40,)}, "reaches beyond its numbers"),
        ({"shape": (1 << 30, 1 << 30), "strides": (0, 0)}, "numbers"),
        ({"shape": (-1,), "strides": (1,)}, "length that cannot be"),
        ({"shape": (1,), "strides": (-1,)}, "length that cannot be"),
        ({"shape": (1,), "strides": (1,), "offset": -1}, "length that cannot be"),
        ({"shape": (1,), "strides": ()}, "shape that cannot be"),
        ({"shape": (1,) * 9, "strides": (1,) * 9}, "shape that cannot be"),
        ({"shape": (1,), "strides": (1,), "count": -5}, "length that cannot be"),
        ({"shape": (1 << 62,), "strides": (1,), "count": 1 << 63}, "length that cannot be"),
        ({"shape": (4,), "strides": (1,)}, "no StyleGAN2 generator"),
    ],
)
def test_a_tensor_stays_within_its_numbers(tmp_path, changes, words):
    assert words in refusal_of(tmp_path / "t.pt", zipped(tensor_program(**changes)))


def test_numbers_that_are_not_in_the_file_are_missed(tmp_path):
    state = dict(files.raw_tensors())
    content = (files.write_rosinality(tmp_path / "whole.pt", state)).read_bytes()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in source.infolist():
            short = source.read(entry)[:4] if entry.filename.endswith("/data/0") else source.read(entry)
            target.writestr(entry.filename, short)
    assert "cut off" in refusal_of(tmp_path / "short.pt", stream.getvalue())


# Containers


def test_fault_25_a_compressed_file_is_refused(tmp_path):
    bomb = zipped(tensor_program((4,), (1,)), bytes(1 << 20), zipfile.ZIP_DEFLATED)
    assert len(bomb) < 10_000
    assert "compressed or encrypted" in refusal_of(tmp_path / "bomb.pt", bomb)


def test_fault_24_torchscript_is_refused(tmp_path):
    """As torch.jit.save writes it: with code, and compressed."""
    script = zipped(
        PROTO + b"N.", compression=zipfile.ZIP_DEFLATED, **{"code/__torch__.py": b"x", "constants.pkl": b"x"}
    )
    assert "TorchScript, which is a program" in refusal_of(tmp_path / "s.pt", script)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"byteorder": b"big"}, "big-endian"),
        ({"../data.pkl": b"x"}, "no StyleGAN2"),
    ],
)
def test_odd_parts_of_a_zip_file(tmp_path, parts, words):
    assert words in refusal_of(tmp_path / "z.pt", zipped(tensor_program((4,), (1,)), **parts))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["z.pt"]


def test_a_zip_file_of_something_else_is_refused(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("word/document.xml", "x")
    assert "none of torch's" in refusal_of(tmp_path / "letter.docx", stream.getvalue())


def test_a_pickle_in_a_zip_file_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.latent.foreign.torch_files._LARGEST_PICKLE", 10)
    assert "a pickle of" in refusal_of(tmp_path / "z.pt", zipped(tensor_program((4,), (1,))))


def test_many_parts_and_a_long_table_of_contents_are_refused(tmp_path, monkeypatch):
    content = zipped(tensor_program((4,), (1,)))
    monkeypatch.setattr("engine.latent.foreign.torch_files._MOST_ENTRIES", 1)
    assert "has 2 parts" in refusal_of(tmp_path / "z.pt", content)
    monkeypatch.setattr("engine.latent.foreign.torch_files._LARGEST_DIRECTORY", 10)
    assert "table of contents" in refusal_of(tmp_path / "z.pt", content)


def test_a_large_zip_that_lies_about_its_directory(tmp_path):
    content = bytearray(zipped(tensor_program((4,), (1,))))
    end = content.rindex(b"PK\x05\x06")
    content[end + 12 : end + 16] = b"\xff\xff\xff\x7f"
    assert "damaged or cut off" in refusal_of(tmp_path / "z.pt", bytes(content))


@pytest.mark.parametrize("form", ["zip", "legacy", "nvlabs"])
def test_fault_3_a_truncated_file_is_told(tmp_path, monkeypatch, form):
    files.stand_in(monkeypatch)
    if form == "nvlabs":
        whole = files.write_nvlabs(tmp_path / "w", files.nvlabs_generator()).read_bytes()
    else:
        whole = files.write_rosinality(tmp_path / "w", zipped=form == "zip").read_bytes()
    for percent in range(0, 100, 3):
        refusal_of(tmp_path / "cut", whole[: len(whole) * percent // 100])


@pytest.mark.parametrize("form", ["zip", "legacy", "nvlabs"])
def test_fault_26_mutated_files_are_read_or_refused(tmp_path, monkeypatch, form):
    files.stand_in(monkeypatch)
    if form == "nvlabs":
        whole = files.write_nvlabs(tmp_path / "w", files.nvlabs_generator()).read_bytes()
    else:
        whole = files.write_rosinality(tmp_path / "w", zipped=form == "zip").read_bytes()
    chance, refused = random.Random(4), 0
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(6):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / "mutated").write_bytes(data)
        try:
            read_generator(tmp_path / "mutated")
        except BadInput:
            refused += 1
    assert refused > 5


def test_a_pickle_of_the_tensorflow_version_is_told_how_it_can_be_converted(tmp_path):
    (tmp_path / "ffhq.pkl").write_bytes(b"\x80\x03" + name("dnnlib.tflib.network", "Network") + b")\x81.")
    with pytest.raises(BadInput, match="TensorFlow version") as refusal:
        read_generator(tmp_path / "ffhq.pkl")
    assert "legacy.py" in refusal.value.advice


def test_names_out_of_a_file_are_shown_in_one_short_line(tmp_path):
    odd = dict(files.raw_tensors()) | {f"{'x' * 500}\x1b[2J.blur.kernel": torch.ones(4, 4)}
    sentence = refusal_of(tmp_path / "odd.pt", files.write_rosinality(tmp_path / "w", odd).read_bytes())
    assert len(sentence) < 300
    assert sentence.isprintable()


def test_a_layer_with_an_endless_number_is_no_layer(tmp_path):
    odd = dict(files.raw_tensors()) | {f"style.{'9' * 5000}.weight": torch.ones(4, 4)}
    found, _ = read_generator(files.write_rosinality(tmp_path / "odd.pt", odd))
    assert found.size == 16

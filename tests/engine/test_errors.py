from __future__ import annotations

import cv2
import pytest

from engine import errors


def test_str_gives_sentence_and_advice():
    assert str(errors.EngineError("It broke.", "Mend it.")) == "It broke. Mend it."
    assert str(errors.EngineError("It broke.")) == "It broke."


@pytest.mark.parametrize("kind", [errors.UnsupportedFile, errors.TooLarge, errors.MissingExtra])
def test_bad_files_are_bad_input(kind: type[errors.EngineError]):
    assert issubclass(kind, errors.BadInput)


@pytest.mark.parametrize("kind", [errors.WriteFailed, errors.OutOfMemory, errors.ModelBroken])
def test_failures_are_not_bad_input(kind: type[errors.EngineError]):
    assert issubclass(kind, errors.EngineError)
    assert not issubclass(kind, errors.BadInput)


def test_a_missing_extra_is_named():
    assert errors.MissingExtra("No HEIC.", extra="heic").extra == "heic"


def test_cancelling_is_no_error():
    assert not issubclass(errors.Cancelled, errors.EngineError)


class OutOfMemoryError(RuntimeError):
    """Named like torch's."""


class AcceleratorMemoryError(OutOfMemoryError):
    pass


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OutOfMemoryError("CUDA"),
        AcceleratorMemoryError("XPU"),
        RuntimeError("MPS backend out of memory (MPS allocated: 1 GB)"),
        RuntimeError("[enforce fail at alloc_cpu.cpp:1] DefaultCPUAllocator: can't allocate memory: you tried to"),
        cv2.error("OpenCV(5.0.0) alloc.cpp:73: error: (-4:Insufficient memory) Failed to allocate 9 bytes"),
    ],
)
def test_out_of_memory_is_recognised(error: Exception):
    assert errors.is_out_of_memory(error)


@pytest.mark.parametrize("error", [RuntimeError("shapes differ"), ValueError("out of memory"), KeyError("x")])
def test_other_errors_are_not_out_of_memory(error: Exception):
    assert not errors.is_out_of_memory(error)


class AcceleratorError(RuntimeError):
    """Named like torch's."""


@pytest.mark.parametrize(
    ("error", "lost"),
    [
        (AcceleratorError("unspecified launch failure"), True),
        (RuntimeError("CUDA error: an illegal memory access was encountered"), True),
        (RuntimeError("level_zero backend failed with error: 20 (UR_RESULT_ERROR_DEVICE_LOST)"), True),
        (RuntimeError("CUDA error: out of memory"), False),
        (OutOfMemoryError("CUDA"), False),
        (RuntimeError("shapes differ"), False),
        (ValueError("CUDA error"), False),
    ],
)
def test_a_lost_device_is_recognised(error: Exception, lost: bool):
    assert errors.is_lost_device(error) is lost

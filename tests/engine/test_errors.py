from __future__ import annotations

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

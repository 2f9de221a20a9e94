from __future__ import annotations

import threading
import warnings

import pytest

from engine.photo.quiet import quiet


def test_warnings_are_ignored_inside_and_heard_outside() -> None:
    with quiet():
        warnings.warn("inside", stacklevel=1)
    with pytest.warns(UserWarning, match="outside"):
        warnings.warn("outside", stacklevel=1)


def test_threads_that_overlap_leave_the_filters_as_they_were() -> None:
    """First in, first out: the order in which `warnings.catch_warnings` alone would leave "ignore" behind for good."""
    before, entered, left = list(warnings.filters), threading.Event(), threading.Event()

    def other() -> None:
        with quiet():
            entered.set()
            assert left.wait(10)
            warnings.warn("still inside", stacklevel=1)

    thread = threading.Thread(target=other)
    with quiet():
        thread.start()
        assert entered.wait(10)
    left.set()
    thread.join()
    assert list(warnings.filters) == before

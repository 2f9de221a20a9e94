"""The rules that tests/conftest.py lays on every test."""

from __future__ import annotations

import os
from pathlib import Path

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"


SAMPLES = """
    import logging, os, pathlib, threading, warnings
    import pytest
    from hypothesis import given, strategies

    def test_log_warning():
        logging.getLogger("engine.x").warning("low on luck")

    def test_log_error_of_a_worker():
        worker = threading.Thread(target=logging.getLogger("engine.y").error, args=("oh",))
        worker.start()
        worker.join()

    def test_log_information():
        logging.getLogger("engine.x").info("fine")

    def test_log_that_is_read(caplog):
        logging.getLogger("engine.x").warning("expected")
        assert caplog.messages == ["expected"]

    def test_warning():
        warnings.warn("old")

    @pytest.mark.parametrize("turn", [1, 2])
    def test_home(turn, tmp_path):
        home = pathlib.Path(os.environ["TRATTEGGIO_HOME"])
        assert not list(home.iterdir()) and not list(tmp_path.iterdir())
        (home / "settings.json").touch()

    @given(strategies.integers())
    def test_hypothesis(number):
        assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
"""
SETTINGS = """
    [tool.pytest.ini_options]
    addopts = ["--import-mode=importlib"]
    filterwarnings = ["error"]
    markers = ["e2e", "bench"]
"""


def test_warnings_and_log_lines_fail_and_homes_are_empty(pytester):
    """One run for all the rules, because a run of its own takes seconds."""
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyprojecttoml(SETTINGS)
    pytester.makepyfile(SAMPLES)
    result = pytester.runpytest_subprocess("-rEF", "-p", "no:xvfb", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=7, failed=1, errors=2)  # a log line is found after the test itself has passed
    lines = ["FAILED *::test_warning*", "ERROR *::test_log_warning*", "ERROR *::test_log_error_of_a_worker*"]
    result.stdout.fnmatch_lines_random(lines)


def test_this_very_run_is_isolated(tmp_path, isolated_home):
    assert os.environ["TRATTEGGIO_HOME"] == str(isolated_home)
    assert os.environ["OMP_WAIT_POLICY"] == "PASSIVE"
    assert not isolated_home.is_relative_to(tmp_path)


def test_the_small_photo_is_always_the_same(small_photo):
    assert (small_photo.shape, small_photo.dtype) == ((48, 64, 3), "uint8")
    assert small_photo.std() > 20
    assert small_photo.flags.c_contiguous

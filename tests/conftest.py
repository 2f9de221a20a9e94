"""What every test stands on: no screen, a home of its own, and a log that stays clean."""

from __future__ import annotations

import os

# Both are read once, when Qt and torch load: they have to be set before any test module is imported. The end-to-end
# suite names its own platform (packaging/bootstrap.py sets it together with the display).
os.environ["QT_QPA_PLATFORM"] = os.environ.get("TRATTEGGIO_TEST_PLATFORM", "offscreen")
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"

import itertools
import logging
import random
import sys
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import hypothesis
import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
CORPORA = {"pillow": ROOT / ".cache/corpora/pillow", "gdk-pixbuf": ROOT / ".cache/corpora/gdk-pixbuf"}

hypothesis.settings.register_profile("tratteggio", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("tratteggio")

# How long a wait may last, in milliseconds. Nothing waits longer than it has to: the limit only ends what never comes.
# pytest-qt's own 5 s are now and then not enough on a machine that does much else.
PATIENCE_MS = 60_000


# In seconds: an end-to-end test starts the program several times, and each wait of it may last 90 s.
E2E_TIMEOUT = 900


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for folder in ("e2e", "bench"):
            if item.path.is_relative_to(ROOT / "tests" / folder):
                item.add_marker(folder)
        if item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.timeout(E2E_TIMEOUT))


@pytest.fixture(scope="session", autouse=True)
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that holds every test's home; itself the home of session-wide fixtures."""
    homes = tmp_path_factory.mktemp("homes")
    before = os.environ.get("TRATTEGGIO_HOME")
    os.environ["TRATTEGGIO_HOME"] = str(homes)
    yield homes
    if before is None:
        del os.environ["TRATTEGGIO_HOME"]
    else:
        os.environ["TRATTEGGIO_HOME"] = before


_numbers = itertools.count()


@pytest.fixture(autouse=True)
def isolated_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for settings, recovery files and caches, beside tmp_path so that tmp_path stays empty."""
    home = _homes / str(next(_numbers))
    home.mkdir()
    monkeypatch.setenv("TRATTEGGIO_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def _seeds() -> None:
    """Global random numbers start anew for each test, so that no result depends on which tests ran before."""
    random.seed(0)
    np.random.seed(0)
    # Not imported for this: most tests are quicker without torch, and where it loads later it brings a fixed seed.
    if torch := sys.modules.get("torch"):
        torch.manual_seed(0)


class PatientBot(QtBot):
    """pytest-qt's bot, which waits as long as a slow machine needs, and keeps its widgets until it closes them.

    With weak references alone a test's widgets would go with its last line, and what still comes from a worker then
    would find them gone.
    """

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self._widgets: list[list[QWidget]] = []

    def addWidget(self, widget: QWidget, **options: object) -> None:
        kept = [widget]
        self._widgets.append(kept)
        widget.destroyed.connect(kept.clear)  # what closes for good in a test is not closed once more
        super().addWidget(widget, **options)

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE_MS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE_MS)
    waitCallback = partialmethod(QtBot.waitCallback, timeout=PATIENCE_MS)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse. A test that asks for `caplog` judges its log itself."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    if listener.lines and "caplog" not in request.fixturenames:
        pytest.fail("unexpected log lines:\n" + "\n".join(listener.lines), pytrace=False)


@pytest.fixture
def small_photo() -> np.ndarray:
    """A 48 x 64 RGB picture (uint8, H x W x 3): smooth colour, one hard edge and some grain; always the same."""
    rng = np.random.default_rng(20240229)
    y, x = np.mgrid[0:48, 0:64]
    picture = np.stack([x * 3.0 + 20, y * 4.0 + 15, 200 - x - y], axis=-1)
    picture[12:30, 34:52] = (214, 92, 40)
    picture += rng.normal(0, 4, picture.shape)
    return np.ascontiguousarray(picture.clip(0, 255).astype(np.uint8))


@pytest.fixture(scope="session", params=sorted(CORPORA))
def corpus(request: pytest.FixtureRequest) -> Path:
    """The folder of one public corpus of malformed images; the tests that use it run once for each corpus."""
    folder = CORPORA[request.param]
    if not folder.is_dir():
        reason = f"the {request.param} corpus is not here: run python3 packaging/corpora.py"
        pytest.fail(reason) if "CI" in os.environ else pytest.skip(reason)
    return folder

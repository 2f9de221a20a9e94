"""The public corpora of malformed images: no crash, no foreign error, no hang.

Every file is opened in a process of its own kind, so that a crash in a decoder's C code names the file.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
HANG_SECONDS = 30.0  # files take at most 2 s on an idle machine; this is what no busy one comes near

_WORKER = """
    import json, sys, time, traceback, warnings

    warnings.simplefilter("error")
    from engine.errors import EngineError
    from engine.photo import DisplayTransform, probe, read_photo

    def judge(path):
        info = None
        try:
            info = probe(path)
        except EngineError as error:
            assert error.advice, error
        try:
            photo = read_photo(path)
        except EngineError as error:
            assert error.advice, error
            return type(error).__name__
        assert info is not None, "probe refused what read_photo opened"
        assert (info.size, info.mode, info.depth) == (photo.size, photo.source.mode, photo.source.depth), info
        DisplayTransform(photo.icc).apply(photo.pixels[:8, :8])
        return "opened with warnings" if photo.warnings else "opened"

    for line in sys.stdin:
        start = time.perf_counter()
        try:
            verdict = judge(json.loads(line))
        except BaseException:
            verdict = "FOREIGN " + traceback.format_exc()
        print(json.dumps([verdict, time.perf_counter() - start]), flush=True)
"""


class _Worker:
    def __init__(self) -> None:
        command = [sys.executable, "-c", textwrap.dedent(_WORKER)]
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=null, text=True)
        self.selector = selectors.DefaultSelector()
        assert self.process.stdout is not None
        self.selector.register(self.process.stdout, selectors.EVENT_READ)

    def judge(self, path: Path) -> tuple[str, float]:
        """(verdict, seconds); a dead or silent process is a verdict too."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(str(path)) + "\n")
        self.process.stdin.flush()
        if not self.selector.select(HANG_SECONDS):
            return "FOREIGN hang", HANG_SECONDS
        line = self.process.stdout.readline()
        if not line:
            return f"FOREIGN crash, exit status {self.process.wait()}", 0.0
        verdict, seconds = json.loads(line)
        return verdict, seconds

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
        self.selector.close()


@pytest.mark.corpus
def test_no_file_of_a_corpus_breaks_the_reader(corpus: Path) -> None:
    worker, failures, counts, slow = _Worker(), [], {}, []
    try:
        for path in sorted(entry for entry in corpus.rglob("*") if entry.is_file()):
            verdict, seconds = worker.judge(path)
            counts[verdict.split()[0]] = counts.get(verdict.split()[0], 0) + 1
            if seconds > 2:
                slow.append(f"{path.name} {seconds:.1f} s")
            if verdict.startswith("FOREIGN"):
                failures.append(f"{path}: {verdict}")
            if worker.process.poll() is not None or verdict == "FOREIGN hang":
                worker.close()
                worker = _Worker()
    finally:
        worker.close()
    print(f"{corpus.name}: {counts}; over 2 s: {slow or 'none'}", file=sys.stderr)
    assert not failures, os.linesep.join(failures)
    assert sum(counts.values()) > 300

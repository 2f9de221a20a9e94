from __future__ import annotations

import shutil
import socket
import sys
from pathlib import Path

import pytest
from trouble import Trouble
from virtual_display import virtual_display

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="X displays are for Linux")


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed")
def test_a_display_answers_while_it_is_open_and_is_gone_after():
    with virtual_display("64x64x24") as display:
        address = Path(f"/tmp/.X11-unix/X{display[1:]}")
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(address))
    assert not address.exists()


def test_a_missing_server_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Trouble, match=r"bootstrap\.py setup"), virtual_display():
        pass


def test_a_server_that_ends_at_once_is_trouble(tmp_path, monkeypatch):
    server = tmp_path / "Xvfb"
    server.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    server.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble, match="ended at once"), virtual_display():
        pass

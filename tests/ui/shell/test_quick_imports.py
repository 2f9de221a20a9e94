from __future__ import annotations

import subprocess
import sys

from engine.paths import resources_dir

LISTS = """
import linecache
import ui.app
print(*(name for name in linecache.cache if "main_window" in name or "settings" in name))
"""


def test_no_source_is_read_for_what_the_window_imports() -> None:
    root = resources_dir().parent
    done = subprocess.run([sys.executable, "-c", LISTS], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

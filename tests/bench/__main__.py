"""Every figure in one table: python packaging/bootstrap.py bench [pytest's options]"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

folder = Path(__file__).resolve().parent
sys.exit(pytest.main([str(folder), "-m", "bench", "-s", "-q", *sys.argv[1:]]))

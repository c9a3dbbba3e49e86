"""Real Yjs clients, and the reference server: scripts for Node, installed from a lock file.

Where Node or npm is missing, what needs them is skipped and says so; with REQUIRE_ALL=1 it fails.
"""

import json
import os
import shutil
import subprocess
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "samverka-yjs"
LONGEST_INSTALL = 300  # seconds


def missing() -> str:
    """Why there can be no Node clients here; empty where there can."""
    absent = [name for name in ("node", "npm") if not shutil.which(name)]
    if absent:
        return f"{' and '.join(absent)} not found"
    try:
        folder()
    except (OSError, subprocess.SubprocessError) as trouble:
        return f"the Yjs clients could not be installed: {trouble}"
    return ""


@cache
def folder() -> Path:
    """Where the scripts stand beside what they need; made once for each lock file."""
    lock = (HERE / "package-lock.json").read_bytes()
    home = CACHE / sha256(lock).hexdigest()[:16]
    ready = home / "node_modules" / "y-leveldb"
    if not ready.exists():
        home.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, home)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=home, check=True, capture_output=True, timeout=LONGEST_INSTALL)
    for script in HERE.glob("*.mjs"):
        shutil.copy(script, home)
    return home


def start(script: str, **options: Any) -> subprocess.Popen[str]:
    """Run one; it writes one line of JSON to its standard output when it is done."""
    command = ["node", script, json.dumps(options)]
    return subprocess.Popen(
        command, cwd=folder(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def need_node() -> None:
    """Skip the test where it cannot run, or fail where everything is wanted."""
    why = missing()
    if why and os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(why)
    if why:
        pytest.skip(why)

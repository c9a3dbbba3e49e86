"""The editor that browsers load is what frontend/ says."""

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "samverka/writing/static/writing"


def fingerprint() -> str:
    """As `frontend/build.js` counts it."""
    sum_ = sha256()
    parts = ["build.js", "package-lock.json"]
    parts += sorted(f"src/{path.name}" for path in (FRONTEND / "src").iterdir())
    for part in parts:
        sum_.update(part.encode() + b"\0" + (FRONTEND / part).read_bytes() + b"\0")
    return sum_.hexdigest()


def test_the_built_editor_is_in_step_with_its_sources() -> None:
    head = (BUILT / "editor.js").read_text()[:400]
    assert fingerprint() in head, "frontend/ has changed: run `make editor`"


def test_what_is_in_the_editor_stands_in_the_lock_and_the_licences_without_addresses() -> None:
    lock = (FRONTEND / "package-lock.json").read_text()
    licences = (BUILT / "LICENSES.txt").read_text()
    assert "resolved" not in lock
    assert "://" not in lock, "write it again with scripts/bare_locks.py"
    for name in ("yjs", "prosemirror-view", "y-prosemirror"):
        assert f'"node_modules/{name}"' in lock
        assert re.search(rf"^{name} [\d.]+ \(MIT\)$", licences, re.MULTILINE), name


@pytest.mark.slow
def test_building_again_gives_the_same() -> None:
    if not shutil.which("node") or not (FRONTEND / "node_modules").is_dir():
        pytest.skip("Node or frontend/node_modules is not here: only the fingerprint was compared")
    subprocess.run(["node", "build.js", "--check"], cwd=FRONTEND, check=True)

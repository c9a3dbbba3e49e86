"""The benchmarks can be asked for. What they compare with need not be installed here."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
IMPORT = """
import sys
from importlib import import_module
for name in sys.argv[1:]:
    try:
        import_module(f"bench.{name}")
    except ModuleNotFoundError as error:
        if error.name not in ("bm25s", "matplotlib", "scipy", "sklearn"):
            raise
"""


def measured() -> list[str]:
    """The modules that `python -m bench` imports."""
    tree = ast.parse((ROOT / "bench/__main__.py").read_text())
    from_bench = (
        one for one in tree.body if isinstance(one, ast.ImportFrom) and one.module == "bench"
    )
    return [name.name for one in from_bench for name in one.names]


def test_every_measurement_can_be_asked_for() -> None:
    """In a process of its own: here Django is awake already, and there nothing is."""
    assert "grants" in measured()
    told = subprocess.run(
        [sys.executable, "-c", IMPORT, *measured()], cwd=ROOT, capture_output=True, text=True
    )
    assert (told.returncode, told.stderr) == (0, "")

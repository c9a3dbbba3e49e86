"""What the documents say is what the code does."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENVIRONMENT = re.compile(r'(?:text|words|flag|number|folder|model|live)\(\s*"([A-Z_]+)"')
LOCKS = [
    "requirements-bench.lock",
    "requirements-dev.lock",
    "requirements-model.lock",
    "requirements.lock",
]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


def test_every_setting_is_documented_and_no_other() -> None:
    read = set(ENVIRONMENT.findall((ROOT / "samverka/settings.py").read_text()))
    table = (ROOT / "docs/settings.md").read_text()
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))
    assert documented == read


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_every_decision_has_a_number_and_the_four_parts() -> None:
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in decisions]
    assert numbers == list(range(1, len(decisions) + 1))
    for page in decisions:
        headings = re.findall(r"^## (.+)$", page.read_text(), re.MULTILINE)
        assert headings == ["Context", "Choice", "What it costs", "When to think again"], page.name


def test_the_architecture_page_names_every_room() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    for room in (ROOT / "samverka").iterdir():
        if room.is_dir() and not room.name.startswith("__"):
            assert f"`{room.name}/`" in text, room.name


def test_the_architecture_page_names_every_file_of_matching() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    files = {path.stem for path in (ROOT / "samverka/matching").glob("*.py")} - {"__init__"}
    assert files <= set(re.findall(r"`(\w+)`", text))


def test_lock_files_pin_by_hash_and_name_no_address() -> None:
    locks = sorted(ROOT.glob("requirements*.lock"))
    assert [path.name for path in locks] == LOCKS
    for path in locks:
        lock = path.read_text()
        assert "==" in lock, path.name
        assert "://" not in lock
        for entry in re.split(r"\n(?=\S)", lock):
            if "==" in entry.split("\n")[0]:
                assert "--hash=sha256:" in entry, entry[:60]

"""Take the addresses out of what npm writes: where packages come from is for whoever installs.

`make lock` runs it. Names, versions and hashes stay; `npm ci` needs no more.
"""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCKS = (ROOT / "frontend/package-lock.json", ROOT / "tests/yjs/package-lock.json")
WITH_ADDRESSES = ("resolved", "funding", "deprecated")


def bare(lock: dict[str, Any]) -> dict[str, Any]:
    packages = {
        path: {name: fact for name, fact in facts.items() if name not in WITH_ADDRESSES}
        for path, facts in lock["packages"].items()
    }
    return lock | {"packages": packages}


def main() -> None:
    for path in LOCKS:
        told = json.dumps(bare(json.loads(path.read_text())), indent=2, ensure_ascii=False)
        path.write_text(f"{told}\n")


if __name__ == "__main__":
    main()

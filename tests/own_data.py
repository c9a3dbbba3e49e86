"""Commands that a test starts work on data of their own, whatever database the test uses."""

import os


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | more

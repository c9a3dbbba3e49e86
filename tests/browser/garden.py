"""python -m tests.browser.garden: the market garden's budget, in the demo of SAMVERKA_DATA.

It says the address of the application.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.settings")
django.setup()

from samverka.applications.tests.budget_story import garden  # noqa: E402
from samverka.cast import find_cast  # noqa: E402
from samverka.common.tenancy import scope  # noqa: E402
from samverka.partnership.models import Partnership  # noqa: E402


def main() -> None:
    with scope(Partnership.objects.get(is_default=True).pk):
        cast = find_cast()
        assert cast
        print(garden(cast).application.pk)


if __name__ == "__main__":
    main()

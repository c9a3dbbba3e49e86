from argparse import Namespace

from samverka.command.database import bring_up_to_date


def run(options: Namespace) -> int:
    bring_up_to_date(verbosity=1)
    return 0

from argparse import Namespace

from django.core.management import execute_from_command_line


def run(options: Namespace) -> int:
    execute_from_command_line(["samverka manage", options.name, *options.rest])
    return 0

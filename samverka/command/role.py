"""One part of the work in a process of its own, as `demo` and `serve` start it."""

from argparse import Namespace

from samverka.command.fetch import fetch_sources
from samverka.command.follow import follow_changes
from samverka.command.jobs import do_jobs
from samverka.command.life import leave_with_starter, told_to_stop
from samverka.command.live import serve_live
from samverka.command.pages import serve_pages


def run(options: Namespace) -> int:
    leave_with_starter()
    if options.part == "pages":
        serve_pages(options.host, options.port)  # takes over the signals itself
    elif options.part == "index":
        follow_changes(told_to_stop())
    elif options.part == "live":
        serve_live(options.host, options.port, told_to_stop())
    elif options.part == "sources":
        fetch_sources(told_to_stop())
    else:
        do_jobs(told_to_stop())
    return 0

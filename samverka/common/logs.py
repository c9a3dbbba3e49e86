"""What is written in the log, without the keys that open pages."""

import logging
import re

KEY = re.compile(r"/[\w-]{32}(?![\w-])")


class WithoutKeys(logging.Filter):
    """Who reads the log must not be able to act as the owner of an idea."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = KEY.sub("/…", record.getMessage()), None
        return True

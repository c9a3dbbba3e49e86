"""A small mail server on this machine, which takes letters or refuses them as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class MailServer(socketserver.ThreadingTCPServer):
    """`verdicts` answer each letter in turn (`250`, `451 busy`, `550 unknown`, `hang up`).

    When they have run out, everything is taken.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.verdicts: list[str] = []
        self.taken: list[EmailMessage] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word in (b"EHLO", b"HELO", b"MAIL", b"RSET"):
                self.say("250 yes")
            elif word == b"RCPT":
                verdict = self.server.verdicts.pop(0) if self.server.verdicts else "250 yes"
                if verdict == "hang up":
                    return
                self.say(verdict)
            elif word == b"DATA":
                self.say("354 go on")
                self.take()
                self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 bye")
                return

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def take(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        whole = b"".join(line.removeprefix(b".") for line in lines)
        self.server.taken.append(message_from_bytes(whole, policy=policy.default))


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()

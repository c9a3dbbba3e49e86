"""Projects that got money before, from a bulk file of CORDIS: asked for whole, told in steps."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Final, Self

from samverka.sources import options as option
from samverka.sources.cordis import past_projects
from samverka.sources.record import PastProject
from samverka.sources.source import Memory, Reading

if TYPE_CHECKING:
    from samverka.sources.web import Answer, Web

ARCHIVE: Final = "https://cordis.europa.eu/data/cordis-HORIZONprojects-csv.zip"
AT_ONCE: Final = 500  # projects of a step
MOST_PACKED: Final = 256 * 1024 * 1024  # bytes of the file
PATIENCE: Final = 200.0  # seconds for the file, which is far larger than other answers
DIVIDER: Final = "|"


class CordisProjects:
    """The projects of one bulk file whose calls begin as `topics` say; all that name a call if
    there are none."""

    kind: ClassVar[str] = "cordis"
    publishes: ClassVar[bool] = True
    lists_all: ClassVar[bool] = True

    def __init__(self, address: str = ARCHIVE, topics: tuple[str, ...] = ()) -> None:
        self.address, self.topics = address, topics

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        said = option.word(options, "topics").upper().split(DIVIDER)
        topics = tuple(filter(None, (one.strip() for one in said)))
        return cls(option.address(options, ARCHIVE), topics)

    def read(self, web: "Web", memory: Memory) -> Iterator[Reading]:
        """Where it stopped half-way it goes on, if the file is still the same."""
        half_way = "file" in memory
        etag, modified = ("" if half_way else memory.get(name, "") for name in ("etag", "modified"))
        with replace(web, most_bytes=MOST_PACKED, seconds=PATIENCE) as patient:
            answer = patient.get(self.address, etag=etag, modified=modified)
        if answer.not_modified:
            yield Reading(memory=memory, not_modified=True)
            return
        file = sha256(answer.body).hexdigest()
        read = int(memory["read"]) if half_way and memory["file"] == file else 0
        wanted = filter(self._is_wanted, past_projects(io.BytesIO(answer.body)))
        rest = islice(wanted, read, None)
        while step := tuple(islice(rest, AT_ONCE)):
            read += len(step)
            yield Reading(projects=step, memory={"file": file, "read": str(read)})
        yield Reading(memory=_marks(answer))

    def _is_wanted(self, project: PastProject) -> bool:
        return bool(project.call) and (
            not self.topics or project.call.upper().startswith(self.topics)
        )


def _marks(answer: "Answer") -> dict[str, str]:
    """What the next reading shows, to hear whether there is anything new."""
    headers = {"etag": "etag", "modified": "last-modified"}
    told = {name: answer.headers.get(header, "") for name, header in headers.items()}
    return {name: said for name, said in told.items() if said}

"""Every kind of source there is, by its name."""

from typing import Final

from samverka.sources.eu import EuPortal
from samverka.sources.feed import Feed
from samverka.sources.gdp import Gdp
from samverka.sources.grants_gov import GrantsGov
from samverka.sources.past import CordisProjects
from samverka.sources.source import Source
from samverka.sources.table import TableSource
from samverka.sources.vinnova import Vinnova
from samverka.sources.watch import PageWatch

KINDS: Final[dict[str, type[Source]]] = {
    one.kind: one
    for one in (EuPortal, Vinnova, Gdp, GrantsGov, Feed, PageWatch, TableSource, CordisProjects)
}

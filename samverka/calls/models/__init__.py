"""Calls, and the sources that tell of them."""

from samverka.calls.models.call import Call, CutOff
from samverka.calls.models.sources import CallSource, Record, Run, Twins

__all__ = ["Call", "CallSource", "CutOff", "Record", "Run", "Twins"]

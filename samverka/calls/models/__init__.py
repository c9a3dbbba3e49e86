"""Calls, and the sources that tell of them."""

from samverka.calls.models.call import Call
from samverka.calls.models.past import PastProject
from samverka.calls.models.sources import CallSource, Record, Run, Twins
from samverka.calls.opening import CutOff

__all__ = ["Call", "CallSource", "CutOff", "PastProject", "Record", "Run", "Twins"]

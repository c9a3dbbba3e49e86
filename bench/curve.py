"""A picture of how the slow answers grow with the number of documents."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

OURS, OTHERS = "#0b5d51", (("#8a5a00", "--"), ("#5b5b9a", "-."), ("#6e6e6e", ":"))

Points = Sequence[tuple[int, float]]  # (documents, milliseconds)


def draw(curves: Mapping[str, Points], target: Path) -> None:
    """Write an SVG in which "ours" stands out; the same figures give the same file."""
    with rc_context({"svg.hashsalt": "samverka", "svg.fonttype": "none"}):
        figure = Figure(figsize=(7.2, 4.2), layout="constrained")
        axes = figure.subplots()
        others = cycle(OTHERS)
        for name, points in curves.items():
            colour, dash = (OURS, "-") if name == "ours" else next(others)
            width = 2.6 if name == "ours" else 1.4
            axes.plot(
                *zip(*points, strict=True), dash, color=colour, lw=width, marker="o", label=name
            )
        _frame(axes, sorted({size for points in curves.values() for size, _ in points}))
        figure.legend(loc="outside upper center", ncols=len(curves), frameon=False)
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})


def _frame(axes: Axes, sizes: Sequence[int]) -> None:
    axes.set(
        xscale="log", yscale="log", xlabel="documents", ylabel="p95 of an answer to 150 words, ms"
    )
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.set_xticks([], minor=True)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,g}")
    axes.grid(color="#e3e3e3", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)

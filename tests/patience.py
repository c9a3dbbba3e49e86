"""How long a test looks for odd input."""

from typing import Final

from hypothesis import HealthCheck, settings

USUAL: Final = 100  # examples, as hypothesis has it


def examples(number: int) -> settings:
    """So many in the whole suite, a tenth of them in the fast one.

    What is asked only reads, or puts back what it wrote: one fixture serves all examples.
    """
    share = settings().max_examples / USUAL
    return settings(
        max_examples=max(1, round(number * share)),
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )

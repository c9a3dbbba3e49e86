"""What the pages show of a budget: the table, what breaks a rule, and how to mend it."""

from typing import Any

from samverka.applications.budgeting.amounts import money
from samverka.applications.budgeting.counting import Counted
from samverka.applications.budgeting.sentences import left_out_in_words, said_of, title_of
from samverka.applications.budgeting.tables import By, sheet_of


def facts_of(whole: Counted, by: By = "partner") -> dict[str, Any]:
    breaches = said_of(whole, whole.result.breaches, "breach")
    choices = {one.code: title_of(one.titles) for one in whole.rules.choices}
    return {
        "counted": whole,
        "result": whole.result,
        "rules_title": title_of(whole.rules.titles),
        "hour_value": money(whole.rules.hour_value or 0, whole.rules.currency),
        "by": by,
        "sheet": sheet_of(whole, by, breaches),
        "breaches": breaches,
        "duties": said_of(whole, whole.result.duties, "duty"),
        "unanswered": [choices[code] for code in whole.result.unanswered],
        "left_out": [(one.line, left_out_in_words(one)) for one in whole.left_out],
    }

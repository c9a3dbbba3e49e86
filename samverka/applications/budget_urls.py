"""Addresses of the budget of an application."""

from django.urls import path

from samverka.applications.views import budget, budget_files, costs, shares

urlpatterns = [
    path("", budget.page, name="budget"),
    path("rules/", budget.rules, name="budget_rules"),
    path("choose/", budget.choose, name="budget_choose"),
    path("lock/", budget.lock, name="budget_lock"),
    path("unlock/", budget.unlock, name="budget_unlock"),
    path("history/", budget.history, name="budget_history"),
    path("budget.xlsx", budget_files.workbook, name="budget_workbook"),
    path("import/", budget_files.read, name="budget_import"),
    path("import/<int:kept>/", budget_files.look, name="budget_look"),
    path("partners/<int:member>/", costs.partner, name="budget_partner"),
    path("partners/<int:member>/costs/<slug:mode>/", costs.new_cost, name="budget_new_cost"),
    path("partners/<int:member>/financing/", shares.financing, name="budget_financing"),
    path("partners/<int:member>/terms/", shares.terms, name="budget_terms"),
    path("partners/<int:member>/aid/", shares.new_aid, name="budget_new_aid"),
    path("costs/<int:cost>/", costs.cost, name="budget_cost"),
    path("costs/<int:cost>/remove/", costs.remove_cost, name="budget_remove_cost"),
    path("aid/<int:aid>/remove/", shares.remove_aid, name="budget_remove_aid"),
    path("rates/", shares.rates, name="budget_rates"),
    path("rates/<int:rate>/remove/", shares.remove_rate, name="budget_remove_rate"),
]

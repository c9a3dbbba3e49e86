"""Addresses below plan/."""

from django.urls import path

from samverka.plan.views import activities, parts, public, years

app_name = "plan"
urlpatterns = [
    path("", public.now, name="now"),
    path("plans/new/", parts.new_plan, name="plan_new"),
    path("plans/<int:pk>/", public.plan, name="plan"),
    path("plans/<int:pk>/edit/", parts.edit_plan, name="plan_edit"),
    path("plans/<int:pk>/fields/", parts.new_field, name="field_new"),
    path("fields/<int:pk>/", parts.field, name="field"),
    path("fields/<int:pk>/remove/", parts.field_remove, name="field_remove"),
    path("fields/<int:pk>/goals/", parts.new_goal, name="goal_new"),
    path("goals/<int:pk>/", parts.goal, name="goal"),
    path("goals/<int:pk>/remove/", parts.goal_remove, name="goal_remove"),
    path("goals/<int:pk>/measures/", parts.new_indicator, name="indicator_new"),
    path("measures/<int:pk>/", parts.indicator, name="indicator"),
    path("measures/<int:pk>/remove/", parts.indicator_remove, name="indicator_remove"),
    path("measures/<int:pk>/figures/", parts.figure, name="figure"),
    path("measures/<int:pk>/figures/<int:year>/remove/", parts.figure_remove, name="figure_remove"),
    path("years/", years.begin, name="begin"),
    path("years/<int:year>/", public.year, name="year"),
    path("years/<int:year>/propose/", years.propose, name="propose"),
    path("years/<int:year>/draft/", years.take_back, name="take_back"),
    path("years/<int:year>/decide/", years.decide, name="decide"),
    path("years/<int:year>/words/", years.words, name="words"),
    path("years/<int:year>/copy/", years.copy, name="copy"),
    path("years/<int:year>/add/", activities.new, name="activity_new"),
    path("activities/<int:pk>/", public.activity, name="activity"),
    path("activities/<int:pk>/edit/", activities.edit, name="activity_edit"),
    path("activities/<int:pk>/remove/", activities.remove, name="activity_remove"),
    path("activities/<int:pk>/put-back/", activities.put_back, name="activity_put_back"),
    path("activities/<int:pk>/decide/", activities.decide, name="activity_decide"),
    path("activities/<int:pk>/done/", activities.done, name="done"),
    path("activities/<int:pk>/not-done/", activities.not_done, name="not_done"),
    path("activities/<int:pk>/reopen/", activities.reopen, name="reopen"),
]

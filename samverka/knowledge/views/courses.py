"""Courses, study visits and the like that partners offer."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samverka.common.access import signed_in
from samverka.common.acting import tried
from samverka.common.lists import Narrowing, facet, words_sought
from samverka.knowledge import actions
from samverka.knowledge.forms.courses import CourseForm, NewCourseForm
from samverka.knowledge.models import Course
from samverka.knowledge.rules import Standing
from samverka.knowledge.telling import story_of
from samverka.knowledge.views.doors import find, find_own, for_writers
from samverka.partnership.facets import theme_facet
from samverka.people.models import PersonRequest

A_PAGE = 30


def listing(request: HttpRequest) -> HttpResponse:
    standing, words = Standing(request.user), words_sought(request)
    kinds, themes = facet(request, "kind", _("Kind"), Course.Kind.choices), theme_facet(request)
    rows = standing.readable(Course.objects.all()).with_listing().soonest_first()
    if words:
        rows = rows.saying(words)
    if kinds.chosen:
        rows = rows.filter(kind__in=kinds.chosen)
    if themes.chosen:
        rows = rows.filter(themes__slug__in=themes.chosen).distinct()
    context = {
        "narrowing": Narrowing([kinds, themes], words),
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "standing": standing,
    }
    return render(request, "knowledge/course_list.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    course, standing = find(request, Course, pk), Standing(request.user)
    context = {
        "row": course,
        "standing": standing,
        "may_change": standing.may_change(course),
        "may_show": standing.may_show(course),
        "themes": course.themes.all(),
        "story": story_of(course) if standing.may_change(course) else [],
    }
    return render(request, "knowledge/course.html", context)


@for_writers
def new(request: PersonRequest) -> HttpResponse:
    partners = Standing(request.user).writes_for()
    form = NewCourseForm(organisations=partners)
    if request.method == "POST":
        form = NewCourseForm(request.POST, organisations=partners)
        offered = tried(
            form,
            lambda told: actions.offer_course(
                organisation=told["organisation"],
                offered=form.offered,
                shown=told["shown"],
                by=request.user,
            ),
        )
        if offered:
            messages.success(request, _("Saved. This is how others see it."))
            return redirect(offered)
    return _page(request, form)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    course = find_own(request, Course, pk)
    form = CourseForm(initial=CourseForm.facts(course))
    if request.method == "POST":
        form = CourseForm(request.POST)
        done = tried(
            form,
            lambda told: actions.change_course(
                course=course, offered=form.offered, by=request.user, seen=told["seen"]
            ),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect(course)
        course = find_own(request, Course, pk)
    return _page(request, form, row=course)


def _page(request: PersonRequest, form: CourseForm, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "knowledge/course_edit.html", context | {"form": form}, status=status)

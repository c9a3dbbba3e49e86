"""Addresses of what partners know: experience, problems, courses, and the search over them all."""

from django.urls import URLPattern, path

from samverka.knowledge.views import courses, everything, experience, problems, questions, sharing

app_name = "knowledge"


def shared(address: str, kind: str) -> list[URLPattern]:
    """The buttons that each kind of thing has."""
    views = {
        "show": sharing.show,
        "hide": sharing.hide,
        "withdraw": sharing.withdraw,
        "put-back": sharing.put_back,
    }
    return [
        path(
            f"{address}/<int:pk>/{word}/",
            view,
            {"kind": kind},
            name=f"{kind}_{word.replace('-', '_')}",
        )
        for word, view in views.items()
    ]


of_experience = [
    path("experience/", experience.listing, name="experience_list"),
    path("experience/new/", experience.new, name="experience_new"),
    path("experience/new/themes/", experience.new_themes, name="experience_new_themes"),
    path("experience/<int:pk>/", experience.detail, name="experience"),
    path("experience/<int:pk>/edit/", experience.edit, name="experience_edit"),
    path("experience/<int:pk>/themes/", experience.themes, name="experience_themes"),
    path("experience/<int:pk>/helped/", experience.helped, name="helped"),
    path("experience/<int:pk>/not-helped/", experience.not_helped, name="not_helped"),
    *shared("experience", "experience"),
]
of_problems = [
    path("problems/", problems.listing, name="problem_list"),
    path("problems/new/", problems.new, name="problem_new"),
    path("problems/<int:pk>/", problems.detail, name="problem"),
    path("problems/<int:pk>/edit/", problems.edit, name="problem_edit"),
    path("problems/<int:pk>/too/", problems.too, name="too"),
    path("problems/<int:pk>/not-too/", problems.not_too, name="not_too"),
    *shared("problems", "problem"),
]
of_questions = [
    path("questions/", questions.listing, name="question_list"),
    path("questions/new/", questions.new, name="question_new"),
    path("questions/<int:pk>/", questions.detail, name="question"),
    path("questions/<int:pk>/edit/", questions.edit, name="question_edit"),
    path("questions/<int:pk>/talk/", questions.talk, name="question_talk"),
    path("questions/<int:pk>/tie/", questions.tie, name="question_tie"),
    path("questions/<int:pk>/untie/", questions.untie, name="question_untie"),
    path("questions/<int:pk>/year/", questions.put_on_list, name="question_year"),
    path("questions/<int:pk>/part/", questions.part, name="question_part"),
    path("questions/<int:pk>/together/", questions.together, name="question_together"),
]
of_courses = [
    path("courses/", courses.listing, name="course_list"),
    path("courses/new/", courses.new, name="course_new"),
    path("courses/<int:pk>/", courses.detail, name="course"),
    path("courses/<int:pk>/edit/", courses.edit, name="course_edit"),
    *shared("courses", "course"),
]
urlpatterns = [
    path("", everything.home, name="home"),
    *of_experience,
    *of_problems,
    *of_questions,
    *of_courses,
]
to_follow = [path("knowledge.atom", everything.atom, name="atom")]

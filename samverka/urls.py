"""Where everything is addressed. Pages carry their language first; the rest does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from samverka.api.urls import api_patterns, health_patterns, open_data_files, open_data_pages
from samverka.calendars import urls as calendars
from samverka.calls import urls as calls
from samverka.common import views
from samverka.home.urls import partner_patterns
from samverka.knowledge import urls as knowledge
from samverka.partnership.urls import urlpatterns as partnership_patterns
from samverka.people.views import openid
from samverka.radar import urls as radar
from samverka.talks import urls as talks

# A slug may be any word: what has a name of its own comes first.
call_patterns = [
    *calls.looking_after,
    *calls.of_sources,
    *radar.for_somebody,
    *radar.of_one_call,
    *calls.for_everybody,
]
urlpatterns = [
    *health_patterns,
    path("api/v1/", include(api_patterns)),
    path("open-data/", include(open_data_files)),
    path("", include((calls.to_follow, "call_files"))),
    path("", include((calendars.to_follow, "calendar_files"))),
    path("", include((talks.to_follow, "talk_files"))),
    path("", include((knowledge.to_follow, "knowledge_files"))),
    path(openid.BACK.lstrip("/"), openid.back, name="openid_back"),
    *i18n_patterns(
        path("", include("samverka.home.urls")),
        path("account/", include("samverka.people.urls")),
        path("ideas/", include("samverka.ideas.urls")),
        path("suggest/", include("samverka.suggest.urls")),
        path("support/", include("samverka.support.urls")),
        path("plan/", include("samverka.plan.urls")),
        path("plan/years/<int:year>/report/", include("samverka.annual.urls")),
        path("talks/", include("samverka.talks.urls")),
        path("meetings/", include("samverka.meetings.urls")),
        path("meetings/", include("samverka.minutes.urls")),
        path("", include((calls.to_follow, "call_feeds"))),
        path("", include((calendars.to_follow, "calendar_feeds"))),
        path("", include((talks.to_follow, "talk_feeds"))),
        path("", include((knowledge.to_follow, "knowledge_feeds"))),
        path("", include("samverka.calendars.urls")),
        path("calls/", include((call_patterns, "calls"))),
        path("projects/", include("samverka.projects.urls")),
        path("open-data/", include(open_data_pages)),
        path("collaboration/", include("samverka.collaboration.urls")),
        path("applications/", include("samverka.applications.urls")),
        path("grants/", include("samverka.grants.urls")),
        path("references/", include("samverka.references.urls")),
        path("knowledge/", include("samverka.knowledge.urls")),
        path("effects/", include("samverka.effects.urls")),
        path("tasks/", include("samverka.tasks.urls")),
        path("writing/", include("samverka.writing.urls")),
        path("contact/", include("samverka.contact.urls")),
        path("", include("samverka.pages.urls")),
        path("", include(([*partner_patterns, *partnership_patterns], "partnership"))),
    ),
]
handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error

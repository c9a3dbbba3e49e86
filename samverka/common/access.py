"""Doors: pages for those who are signed in, and pages whose address is the key to them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from samverka.common.views import signed_out_while_writing

View = Callable[..., HttpResponse]


class KeptByNobodyMiddleware:
    """What a page says to somebody signed in stays out of caches, unless its view says otherwise.

    Whoever has a session may be signed in; to ask would cost a query where the view needs none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in answer:
            patch_cache_control(answer, private=True, no_store=True)
        return answer


def signed_in(view: View) -> View:
    """Send others to sign in; what they were writing when their session ended is kept."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if request.user.is_authenticated:
            answer = view(request, *args, **options)
            patch_cache_control(answer, private=True, no_store=True)
            return answer
        if request.method == "POST":
            return signed_out_while_writing(request)
        return redirect_to_login(request.get_full_path())

    return guarded


def only_for(rule: Callable[[Any], bool]) -> Callable[[View], View]:
    """A page for those whom the rule lets in; to others who are signed in it does not exist."""

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            if not rule(request.user):
                raise Http404
            return view(request, *args, **options)

        return signed_in(guarded)

    return door


def closed_door(response: HttpResponse, *, referrer: str = "no-referrer") -> HttpResponse:
    """The address is a key: it is not kept by caches, searched, or told to other sites.

    A page with a form that is guarded by the cross-site check needs `same-origin`: otherwise the
    browser does not say where the form came from.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = referrer
    return response

from django.urls import path

from samverka.contact.views import asking
from samverka.home import demo, desk, handover, letters, partners, themes, views
from samverka.pages.views import public
from samverka.partnership.views import themes as care_of_themes

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("themes/", themes.listing, name="themes"),
    path("themes/new/", care_of_themes.new, name="theme_new"),
    path("themes/<slug:slug>/", themes.detail, name="theme"),
    path("themes/<slug:slug>/edit/", care_of_themes.edit, name="theme_edit"),
    path("themes/<slug:slug>/retire/", care_of_themes.retire, name="theme_retire"),
    path("about/", public.about, name="about"),
    path("contact/", asking.contact, name="contact"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("privacy/", public.privacy, name="privacy"),
    path("desk/", desk.desk, name="desk"),
    path("desk/handover/", handover.handover, name="handover"),
    path("desk/handover/pass-on/", handover.pass_on, name="handover_pass"),
    path("desk/handover/<int:pk>/", handover.write, name="handover_write"),
    path("desk/rhythm/", letters.rhythm, name="rhythm"),
    path("letters/<slug:key>/", letters.stop, name="stop_letters"),
    path("desk/letters/", letters.troubled, name="letters"),
    path("desk/letters/<int:pk>/again/", letters.again, name="letter_again"),
    path("demo/cast/", demo.cast, name="demo_cast"),
    path("demo/sign-in/<int:pk>/", demo.sign_in_as, name="demo_sign_in"),
    path("demo/letters/", demo.letters, name="demo_letters"),
]

# Named `partnership:…` like the page of one partner, since that is where a reader looks for them.
partner_patterns = [
    path("partners/", partners.partner_list, name="partners"),
    path("partners/network/", partners.network, name="network"),
]

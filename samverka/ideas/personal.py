"""What the idea box knows about a person who has an account."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere
from samverka.ideas.models import Idea, Message
from samverka.people.models import Person


def _sent(person: Person) -> list[Facts]:
    theirs = everywhere(Message).filter(voice__in=[Message.Voice.OWNER, Message.Voice.ADDITION])
    ideas = everywhere(Idea).filter(email__iexact=person.email).order_by("pk")
    return [
        {
            "title": idea.title,
            "text": idea.text,
            "sent": idea.sent_at,
            "state": chosen(idea, "state"),
            "may_be_read": idea.may_show,
            "agreed": idea.consent_at,
            "version_of_text": idea.consent_version,
            "additions_and_answers": [
                {"text": message.text, "at": message.at} for message in idea.messages.all()
            ],
        }
        for idea in ideas.prefetch_related(Prefetch("messages", queryset=theirs))
    ]


def _forget_address(person: Person) -> None:
    everywhere(Idea).filter(email__iexact=person.email).update(email="")


def _cared_for(person: Person) -> list[Facts]:
    ideas = everywhere(Idea).filter(responsible=person).order_by("pk")
    return [
        {"title": idea.title, "sent": idea.sent_at, "state": chosen(idea, "state")}
        for idea in ideas
    ]


def _written(person: Person) -> list[Facts]:
    messages = everywhere(Message).filter(author=person).select_related("idea").order_by("pk")
    return [
        {"about": one.idea.title, "text": one.text, "at": one.at, "inside": one.voice == "note"}
        for one in messages
    ]


IDEAS_SENT = PersonalData(
    name="ideas_sent",
    title=_("Ideas sent with your address"),
    models=("ideas.Idea",),
    collect=_sent,
    erase=_forget_address,
    when_erased=_(
        "Your address is taken away from them. The ideas stay: each has a page of its own, where"
        " you can erase it whole. Do it before, if you want that."
    ),
)
IDEAS_CARED_FOR = PersonalData(
    name="ideas_cared_for",
    title=_("Ideas you look after"),
    models=("ideas.Idea",),
    collect=_cared_for,
    when_erased=_("They wait for somebody else to look after them."),
)
MESSAGES = PersonalData(
    name="messages",
    title=_("What you have written about ideas"),
    models=("ideas.Message",),
    collect=_written,
    when_erased=_("It stays with the ideas, as an answer from the partnership, without your name."),
)

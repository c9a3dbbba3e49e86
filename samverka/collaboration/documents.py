"""How searches are found: by partners whom they fit, never by the public interface's own kinds."""

from samverka.collaboration.models import Search
from samverka.common.languages import LANGUAGES, passages
from samverka.matching import Document
from samverka.suggest.company import subject_labels
from samverka.suggest.sources import Card, Source, document_id


def document(search: Search) -> Document:
    subjects = [", ".join(subject_labels(search.subjects, code).values()) for code in LANGUAGES]
    text = (passages(search, "what", "wanted"), *subjects)
    attributes: dict[str, object] = {"closes": search.until}
    if search.municipality:
        attributes["place"] = search.municipality.name
    return Document(
        id=document_id("search", search.pk),
        kind="search",
        title=passages(search, "title"),
        text="\n\n".join(part for part in text if part),
        attributes=attributes,
    )


def card(search: Search) -> Card:
    return Card(
        search.title,
        search.get_absolute_url(),
        line=f"{search.organisation.name}.",
        example=search.example,
        days_left=search.days_left,
        soon=search.is_soon,
    )


SEARCHES = Source(
    kind="search",
    model=Search,
    rows=lambda: Search.objects.open().with_listing(),
    document=document,
    card=card,
)

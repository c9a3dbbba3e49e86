"""Texts of the partnership that are pages of their own, told after its public page."""

from typing import NamedTuple


class Written(NamedTuple):
    """A text in Markdown, in both languages."""

    slug: str
    body_sv: str
    body_en: str


TEXTS = (
    Written(
        "social-innovation",
        "En social innovation är en ny idé, en ny tjänst eller en ny modell som möter behov och "
        "utmaningar i samhället. Det kan gälla integration, folkhälsa eller hållbarhet.\n\n"
        "Den är bra både för den enskilda människan och för samhället, för den hjälper till att "
        "lösa sådana utmaningar.\n\n"
        "## Exempel på teman i Samhällssamtalet\n\n"
        "- Hur bygger vi ökad tillit till välfärden?\n"
        "- Skateboard och odling – kan det vara sociala innovationer?\n"
        "- Hur hjälps vi åt så att fler unga når gymnasieexamen?",
        "A social innovation is a new idea, a new service or a new model that meets needs and "
        "challenges in society. It may be about integration, public health or sustainability.\n\n"
        "It is good both for each person and for society, because it helps to solve such "
        "challenges.\n\n"
        "## Examples of themes in the Community Talks\n\n"
        "- How do we build increased trust in the welfare system?\n"
        "- Skateboard and cultivation – could that be social innovations?\n"
        "- How do we join forces so that more young people finish secondary school?",
    ),
    Written(
        "have-an-idea",
        "Skriv till oss så kan du\n\n"
        "- få tips om rådgivare som passar i innovationsstödsystemet\n"
        "- utveckla idén och skriva projektansökan tillsammans med oss\n"
        "- få veta vilka nationella, europeiska och internationella utlysningar som är öppna\n\n"
        "Parter som driver projekt kan få stöd med ansökan och samordning. Partnerskapet kan vara "
        "regional referensgrupp.",
        "Write to us, and you can\n\n"
        "- get tips on advisors that suit you in the innovation support system\n"
        "- develop the idea and write the project application together with us\n"
        "- hear which national, European and international calls are open\n\n"
        "Partners that run projects can get support with application and coordination. The "
        "partnership can be a regional reference group.",
    ),
)

"""Community Talks (Samhällssamtalet) of the demonstration: two to come and two that were held."""

from typing import NamedTuple


class Talk(NamedTuple):
    """A talk on a theme; `in_days` counts from today and is negative for talks already held.

    `starts` and `ends` are local clock times, "HH:MM".
    """

    slug: str
    theme: str
    title_sv: str
    title_en: str
    summary_sv: str
    summary_en: str
    in_days: int
    starts: str = "14:00"
    ends: str = "16:00"
    place_sv: str = "Plats meddelas"
    place_en: str = "Place to be announced"
    seats: int | None = None  # None for talks that take no registrations
    example: bool = True


TALKS: tuple[Talk, ...] = (
    Talk(
        slug="skateboard-and-cultivation",
        theme="skateboard-and-cultivation",
        title_sv="Skateboard och odling: kan det vara sociala innovationer?",
        title_en="Skateboard and cultivation – could that be social innovations?",
        summary_sv=(
            "Vi talar om platser där människor möts kring något de gör tillsammans: en skatepark, "
            "en odling, ett växthus. Hur kan en kommun eller en förening stödja det utan att ta "
            "över? Kom och lyssna, eller berätta vad du har prövat."
        ),
        summary_en=(
            "We talk about places where people meet around something they do together: a skate "
            "park, a garden, a greenhouse. How can a municipality or an association support it "
            "without taking over? Come and listen, or tell us what you have tried."
        ),
        in_days=15,
        seats=60,
    ),
    Talk(
        slug="work-for-young-people",
        theme="labour-market-for-young-people",
        title_sv="En inkluderande arbetsmarknad för unga som varken arbetar eller studerar",
        title_en="An inclusive labour market for young people who neither work nor study",
        summary_sv=(
            "Vad behöver en ung människa som inte har jobb, praktik eller skola? Vi talar om "
            "arbetsträning, handledare och arbetsgivare som vågar, och om vad unga själva säger "
            "hjälper."
        ),
        summary_en=(
            "What does a young person without a job, a work placement or a school need? We talk "
            "about work training, mentors and employers who dare, and about what young people "
            "themselves say helps."
        ),
        in_days=64,
    ),
    Talk(
        slug="trust-in-welfare",
        theme="trust-in-welfare",
        title_sv="Hur bygger vi ökad tillit till välfärden?",
        title_en="How do we build increased trust in the welfare system?",
        summary_sv=(
            "Samtalet handlade om mötet mellan människor och myndigheter: att bli lyssnad på, att "
            "förstå ett beslut, att veta vart man vänder sig. Vi talade också om hur föreningar "
            "kan följa med på vägen till vård och stöd."
        ),
        summary_en=(
            "The talk was about the meeting between people and authorities: being listened to, "
            "understanding a decision, knowing where to turn. We also talked about how "
            "associations can go along on the way to care and support."
        ),
        in_days=-120,
        place_sv="Platsen visas inte i exemplet",
        place_en="The place is not shown in the example",
    ),
    Talk(
        slug="what-is-social-innovation",
        theme="what-is-social-innovation",
        title_sv="Vad är social innovation?",
        title_en="What is social innovation?",
        summary_sv=(
            "Samtalet var för den som är ny i partnerskapet eller bär på en idé. Vi gick igenom "
            "vad som gör en idé till en social innovation, hur man prövar den i liten skala och "
            "vem som kan ge råd."
        ),
        summary_en=(
            "The talk was for those who are new to the partnership or carry an idea. We went "
            "through what makes an idea a social innovation, how to test it on a small scale and "
            "who can give advice."
        ),
        in_days=-300,
        place_sv="Platsen visas inte i exemplet",
        place_en="The place is not shown in the example",
    ),
)

"""An organisation's own sign-in, with a provider that really runs beside us."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import LazySettings
from django.test import Client

from samverka.cast import Cast
from samverka.common.outgoing import Unreachable, fetch_json, may_be_called
from samverka.common.refusal import Refused
from samverka.common.secrets import unseal
from samverka.common.tenancy import scope
from samverka.partnership.actions.belonging import invite
from samverka.partnership.models import Organisation
from samverka.people import openid
from samverka.people.actions import believe_provider, forget_provider
from samverka.people.models import Person, SignInDomain, SignInProvider
from samverka.people.tests.provider import AtWork, begin, believed, come_back, running_provider
from samverka.people.tests.test_signing_in import who_is_in
from samverka.record.models import Letter

pytestmark = pytest.mark.slow  # starts processes of its own

DOOR = "/en/account/login/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running_provider() as issuer:
        yield issuer


@pytest.fixture
def work(cast: Cast, issuer: str, settings: LazySettings) -> AtWork:
    settings.PRIVATE_HOSTS = ["localhost"]
    work = believed(issuer)
    work.knows("amina", email="amina@example.org", email_verified=True)
    return work


def sign_in(client: Client, work: AtWork, sub: str = "amina", next: str = "") -> Any:
    return come_back(client, work.sign_in(begin(client, work.row, next), sub))


def sentence(answer: Any) -> str:
    """What a page says first."""
    found = re.search(r'<p class="lead">(.*?)</p>', answer.content.decode())
    assert found
    return found[1]


def test_an_address_of_the_organisation_leads_to_its_own_sign_in(
    client: Client, work: AtWork, cast: Cast
) -> None:
    answer = client.post(DOOR, {"email": "Amina@Example.org"})

    page = answer.content.decode()
    assert "form-action 'self';" in f"{answer['Content-Security-Policy']};"
    assert "Go on to Grönskans konto" in page
    assert f'href="/en/account/login/with/{work.row.pk}/"' in page
    assert not Letter.objects.exists()


def test_a_code_can_be_asked_for_all_the_same_and_others_get_one_as_before(
    client: Client, work: AtWork, cast: Cast
) -> None:
    client.post(DOOR, {"email": "amina@example.org", "code": "yes"})
    Client().post(DOOR, {"email": "somebody@elsewhere.example"})

    receivers = sorted(Letter.objects.values_list("to", flat=True))
    assert receivers == ["amina@example.org", "somebody@elsewhere.example"]


def test_somebody_comes_in_by_what_the_provider_says(
    client: Client, work: AtWork, cast: Cast
) -> None:
    answer = sign_in(client, work, next="/en/partners/")

    assert (answer.status_code, answer["Location"]) == (302, "/en/partners/")
    assert who_is_in(client) == str(cast.amina.pk)


def test_the_question_carries_state_nonce_and_proof_and_no_address_in_our_own_log(
    client: Client, work: AtWork, cast: Cast
) -> None:
    client.post(DOOR, {"email": "amina@example.org"})
    asked = parse_qs(urlsplit(begin(client, work.row)).query)

    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/openid/back/"]
    assert asked["login_hint"] == ["amina@example.org"]
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 32 for name in ("state", "nonce", "code_challenge"))


def test_to_another_site_nobody_is_sent(client: Client, work: AtWork, cast: Cast) -> None:
    answer = sign_in(client, work, next="https://elsewhere.example/")

    assert answer["Location"] == "/sv/desk/"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"email": "amina@example.org"}, "has not verified"),
        ({"email": "amina@example.org", "email_verified": False}, "has not verified"),
        ({"email": "olof@elsewhere.example", "email_verified": True}, "has not verified"),
        ({"email": "amina@example.org@elsewhere.example", "email_verified": True}, "not verified"),
        ({"email": "amina@sub.example.org", "email_verified": True}, "has not verified"),
        ({"email_verified": True}, "has not verified"),
        ({"email": "stranger@example.org", "email_verified": True}, "nobody has invited it"),
    ],
)
def test_an_address_that_is_not_proven_opens_nothing(
    client: Client, work: AtWork, cast: Cast, claims: dict[str, Any], reason: str
) -> None:
    work.knows("them", **claims)

    answer = sign_in(client, work, "them")

    assert answer.status_code == 403
    assert reason in sentence(answer)
    assert who_is_in(client) is None
    assert not Person.objects.filter(email="stranger@example.org").exists()


def test_entra_says_it_with_a_word_of_its_own(client: Client, work: AtWork, cast: Cast) -> None:
    work.knows("amina", email="amina@example.org", xms_edov="1")

    sign_in(client, work)

    assert who_is_in(client) == str(cast.amina.pk)


def test_who_has_been_invited_comes_to_the_invitation_also_next_door(
    client: Client, work: AtWork, cast: Cast
) -> None:
    with scope(cast.neighbour.pk):
        there = Organisation.objects.create(slug="dar", name="Där", kind="association")
        invitation = invite(email="new@example.org", to=there, by=cast.olof, language="sv")
    work.knows("new", email="new@example.org", email_verified=True)

    answer = sign_in(client, work, "new")

    assert answer["Location"] == (
        f"http://127.0.0.1:8000/p/grannlanet/en/account/invited/{invitation.key}/"
    )
    assert who_is_in(client) is None


def test_who_has_closed_the_account_stays_outside(client: Client, work: AtWork, cast: Cast) -> None:
    Person.objects.filter(pk=cast.amina.pk).update(is_active=False)

    answer = sign_in(client, work)

    assert (answer["Location"], who_is_in(client)) == ("/en/account/inactive/", None)


def test_who_has_an_app_is_asked_for_its_code_too(client: Client, work: AtWork, cast: Cast) -> None:
    TOTP.activate(cast.amina, generate_totp_secret())

    answer = sign_in(client, work)

    assert answer["Location"].startswith("/en/account/login/second-step/")
    assert who_is_in(client) is None


def test_what_has_been_used_once_is_not_used_again(
    client: Client, work: AtWork, cast: Cast
) -> None:
    back = work.sign_in(begin(client, work.row), "amina")
    come_back(client, back)
    client.post("/en/account/logout/")

    again = come_back(client, back)

    assert again.status_code == 403
    assert "used already, or took too long" in sentence(again)
    assert who_is_in(client) is None


def test_another_browser_cannot_use_it(client: Client, work: AtWork, cast: Cast) -> None:
    back = work.sign_in(begin(client, work.row), "amina")
    other = Client()
    begin(other, work.row)

    assert come_back(other, back).status_code == 403
    assert who_is_in(other) is None


def test_a_sign_in_that_took_too_long_begins_again(
    client: Client, work: AtWork, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = work.sign_in(begin(client, work.row), "amina")
    monkeypatch.setattr(openid, "FLOW_SECONDS", -1)

    assert come_back(client, back).status_code == 403


def test_somebody_who_says_no_there_is_told_so(client: Client, work: AtWork, cast: Cast) -> None:
    back = work.deny(begin(client, work.row))
    state = parse_qs(urlsplit(back).query).get("state")
    address = back if state else f"{back}&state={next(iter(client.session['openid_flows']))}"

    answer = come_back(client, address)

    assert answer.status_code == 403
    assert sentence(answer) == "You said no at Grönskans konto, so nobody is signed in."


def test_when_the_provider_is_down_the_page_says_so(
    client: Client, cast: Cast, settings: LazySettings
) -> None:
    settings.PRIVATE_HOSTS = ["localhost"]
    with running_provider() as issuer:
        work = believed(issuer)
        back = work.sign_in(begin(client, work.row), "amina@example.org")
    before = client.get(f"/en/account/login/with/{work.row.pk}/")
    after = come_back(client, back)

    for answer in (before, after):
        assert answer.status_code == 503
        assert "does not work just now. It is not your fault." in sentence(answer)


def test_another_issuer_is_not_believed(client: Client, work: AtWork, cast: Cast) -> None:
    back = work.sign_in(begin(client, work.row), "amina")

    answer = come_back(client, f"{back}&iss=https%3A%2F%2Fevil.example")

    assert (answer.status_code, who_is_in(client)) == (503, None)


def test_who_calls_itself_something_else_than_its_issuer_is_not_believed(
    client: Client, work: AtWork, cast: Cast
) -> None:
    # The provider says its own name without the path that it was given here.
    SignInProvider.objects.update(issuer=f"{work.issuer}/.well-known/openid-configuration?")

    assert client.get(f"/en/account/login/with/{work.row.pk}/").status_code == 503


# ---- Tokens that do not hold, each with one thing wrong ----


KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ISSUER = "https://id.example"


def token(key: Any = KEY, algorithm: str = "RS256", **wrong: Any) -> str:
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": "samverka",
        "sub": "1",
        "exp": now + 300,
        "iat": now,
        "nonce": "nonce",
        "email": "amina@example.org",
        "email_verified": True,
    }
    told = {name: value for name, value in (claims | wrong).items() if value is not None}
    return jwt.encode(told, key, algorithm=algorithm, headers={"kid": "1"})


@pytest.fixture
def read(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dict[str, Any]]:
    """Read a token as if the provider had shown the key."""
    public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
    keys = {"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]}
    monkeypatch.setattr(openid, "fetch_json", lambda address: keys)
    row = SignInProvider(name="Id", issuer=ISSUER, client_id="samverka")
    flow = openid.begin(row, back="", next="", language="sv") | {"nonce": "nonce"}
    found = {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"}
    return lambda text: openid._read(row, found, flow, text)


def test_a_whole_token_is_read(read: Callable[[str], dict[str, Any]]) -> None:
    assert read(token())["email"] == "amina@example.org"


@pytest.mark.parametrize(
    "text",
    [
        token(iss="https://evil.example"),
        token(aud="somebody-else"),
        token(aud=None),
        token(exp=int(time.time()) - 3600),
        token(exp=None),
        token(iat=int(time.time()) + 3600),
        token(nonce="another"),
        token(nonce=None),
        token(sub=None),
        token(azp="somebody-else"),
        token(key=OTHER),
        token(key="a secret that everybody can read, long enough", algorithm="HS256"),
        token(key=None, algorithm="none"),
        "no token at all",
        "",
    ],
)
def test_a_token_with_one_thing_wrong_is_not_believed(
    read: Callable[[str], dict[str, Any]], text: str
) -> None:
    with pytest.raises(openid.NotBelieved):
        read(text)


# ---- Whom we ask, and what those who run it say ----


@pytest.mark.parametrize(
    "address",
    [
        "http://id.example/",
        "https://",
        "ftp://id.example/",
        "file:///etc/passwd",
        "https://user@id.example/",
        "javascript:alert(1)",
    ],
)
def test_only_https_is_called(address: str, settings: LazySettings) -> None:
    settings.PRIVATE_HOSTS = []
    assert not may_be_called(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "2130706433",
        "100.64.0.1",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[fd00::1]",
    ],
)
def test_machines_inside_are_never_asked(host: str, settings: LazySettings) -> None:
    settings.PRIVATE_HOSTS = []
    with pytest.raises(Unreachable, match="not_allowed"):
        fetch_json(f"https://{host}:9/")


def test_the_secret_is_sealed_and_another_key_cannot_read_it(
    work: AtWork, settings: LazySettings
) -> None:
    row = work.row
    assert "hemligt" not in row.sealed_secret
    assert row.secret == "hemligt & svårt"

    settings.SECRET_KEY = "another key"
    assert unseal(row.sealed_secret) == ""


def test_a_domain_has_one_provider_and_can_be_given_back(work: AtWork) -> None:
    with pytest.raises(Refused, match=r"example\.org belongs to Grönskans konto already"):
        believe_provider(
            name="B", issuer="https://b.example", client_id="b", secret="", domains=["@Example.org"]
        )
    forget_provider(issuer=work.issuer)

    assert not SignInDomain.objects.exists()
    with pytest.raises(Refused, match="No provider has the issuer"):
        forget_provider(issuer=work.issuer)


@pytest.mark.parametrize("domains", [[], [""], ["example"], ["a b.se"], ["example..org"]])
def test_what_is_no_domain_is_refused(db: None, domains: list[str]) -> None:
    with pytest.raises(Refused, match="Write each domain"):
        believe_provider(
            name="B", issuer="https://b.example", client_id="b", secret="", domains=domains
        )

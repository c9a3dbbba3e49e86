"""OpenID Connect: an organisation's own sign-in says who somebody is. The protocol, no pages.

The authorization code flow with state, nonce and PKCE (S256). The signature, issuer, receiver and
time of the identity token are checked, and an address is believed only when the provider says
that it has verified it and it lies in one of the provider's own domains.
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from typing import Any, TypedDict
from urllib.parse import quote, urlencode

import jwt

from samverka.common.outgoing import fetch_json, may_be_called
from samverka.people.models import SignInDomain, SignInProvider

WELL_KNOWN = "/.well-known/openid-configuration"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]  # never "none", never HMAC
LEEWAY = 60  # seconds that clocks may differ
FLOW_SECONDS = 600
VERIFIED = ("email_verified", "xms_edov")
NEEDED = ["iss", "sub", "aud", "exp", "iat"]


class NotBelieved(Exception):
    """The provider's answer does not hold, or does not say enough."""


class NotVerified(NotBelieved):
    """The provider does not say that it has verified an address in one of its domains."""


class Flow(TypedDict):
    """What must be remembered while the person is at the provider."""

    provider: int
    nonce: str
    verifier: str
    back: str
    next: str
    language: str
    at: float


def provider_for(email: str) -> SignInProvider | None:
    """Who signs in this address, by what stands after its last @."""
    domain = email.strip().lower().rpartition("@")[2]
    found = SignInDomain.objects.select_related("provider").filter(domain=domain).first()
    return found.provider if found else None


def begin(provider: SignInProvider, *, back: str, next: str, language: str) -> Flow:
    return Flow(
        provider=provider.pk,
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        back=back,
        next=next,
        language=language,
        at=time.time(),
    )


def is_too_old(flow: Flow) -> bool:
    return time.time() - flow["at"] > FLOW_SECONDS


def where_to(provider: SignInProvider, flow: Flow, *, state: str, email: str) -> str:
    """The address at the provider; raises `Unreachable` or `NotBelieved`."""
    door = _endpoint(_discover(provider), "authorization_endpoint")
    challenge = hashlib.sha256(flow["verifier"].encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": flow["back"],
        "scope": "openid email",
        "state": state,
        "nonce": flow["nonce"],
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if email:
        asked["login_hint"] = email
    return f"{door}{'&' if '?' in door else '?'}{urlencode(asked)}"


def proven_address(provider: SignInProvider, flow: Flow, answer: Mapping[str, str]) -> str:
    """The address of whoever came back; raises `Unreachable`, `NotBelieved` or `NotVerified`."""
    if answer.get("iss", provider.issuer).rstrip("/") != provider.issuer:
        raise NotBelieved("another issuer answered")
    found = _discover(provider)
    tokens = _exchange(provider, found, flow, answer.get("code", ""))
    claims = _read(provider, found, flow, str(tokens.get("id_token", "")))
    if not claims.get("email"):
        claims = _ask_more(found, tokens, claims)
    return _believed_address(provider, claims)


def _discover(provider: SignInProvider) -> dict[str, Any]:
    found = fetch_json(provider.issuer + WELL_KNOWN)
    if str(found.get("issuer", "")).rstrip("/") != provider.issuer:
        raise NotBelieved("it calls itself by another name than its issuer")
    return found


def _endpoint(found: Mapping[str, Any], name: str) -> str:
    address = str(found.get(name, ""))
    if not may_be_called(address):
        raise NotBelieved(f"its {name} cannot be used")
    return address


def _exchange(
    provider: SignInProvider, found: Mapping[str, Any], flow: Flow, code: str
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": flow["back"],
        "code_verifier": flow["verifier"],
        "client_id": provider.client_id,
    }
    headers = {}
    ways = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if provider.secret and "client_secret_basic" in ways:
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    elif provider.secret:
        form["client_secret"] = provider.secret
    return fetch_json(_endpoint(found, "token_endpoint"), form=form, headers=headers)


def _read(
    provider: SignInProvider, found: Mapping[str, Any], flow: Flow, token: str
) -> dict[str, Any]:
    """The claims of an identity token that was made by this provider, for us, for this flow."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(found, token),
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=str(found["issuer"]),
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except jwt.PyJWTError as trouble:
        raise NotBelieved(f"its token does not hold: {trouble}") from None
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), flow["nonce"].encode()):
        raise NotBelieved("its token was made for something else")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise NotBelieved("its token was made for somebody else")
    return claims


def _key(found: Mapping[str, Any], token: str) -> jwt.PyJWK:
    """The provider's key that the token names, or its only one."""
    keys = jwt.PyJWKSet.from_dict(fetch_json(_endpoint(found, "jwks_uri"))).keys
    name = jwt.get_unverified_header(token).get("kid")
    named = [key for key in keys if name is None or key.key_id == name]
    if len(named) != 1:
        raise NotBelieved("its token is signed with a key that it does not show")
    return named[0]


def _ask_more(
    found: Mapping[str, Any], tokens: Mapping[str, Any], claims: dict[str, Any]
) -> dict[str, Any]:
    """Many providers tell the address only when asked; the answer must be about the same person."""
    headers = {"Authorization": f"Bearer {tokens.get('access_token', '')}"}
    told = fetch_json(_endpoint(found, "userinfo_endpoint"), headers=headers)
    if told.get("sub") != claims["sub"]:
        raise NotBelieved("it told about somebody else")
    return told


def _believed_address(provider: SignInProvider, claims: Mapping[str, Any]) -> str:
    """Verified by the provider, and its own to verify.

    Microsoft Entra says `xms_edov` (the owner of the domain has been verified) where others say
    `email_verified`.
    """
    email = str(claims.get("email") or "").strip().lower()
    if not any(claims.get(name) in (True, "true", "1", 1) for name in VERIFIED):
        raise NotVerified(email)
    name, _, domain = email.rpartition("@")
    if not name or not provider.domains.filter(domain=domain).exists():
        raise NotVerified(email)
    return email

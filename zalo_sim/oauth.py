"""OAuth v4 of an Official Account: consent, code, and refresh tokens that work once."""

import base64
import hashlib
import hmac
import secrets

from werkzeug.datastructures import MultiDict

from zalo_sim.clock import DAY, HOUR, MINUTE
from zalo_sim.errors import OAuthError, ZaloError
from zalo_sim.signature import proof_holds
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

CODE_LIVES = 10 * MINUTE
ACCESS_LIVES = 25 * HOUR
REFRESH_LIVES = 90 * DAY
EXPIRES_IN = str(ACCESS_LIVES // 1000)  # a string on the wire: "90000"

Pair = dict[str, str]


def check_app(sim: Simulator, app_id: str | None) -> None:
    if app_id != sim.config.app_id:
        raise OAuthError(-14002, "app_id is unknown or the application is inactive")


def issue_code(sim: Simulator, challenge: str = "") -> str:
    """The administrator agreed. The challenge is checked when the code is exchanged."""
    code = secrets.token_urlsafe(48)
    expires = sim.clock.now() + CODE_LIVES
    sim.commit({"k": "code", "code": code, "challenge": challenge, "expires": expires})
    return code


def access_token(sim: Simulator, form: MultiDict[str, str], secret_key: str | None) -> Pair:
    """POST /v4/oa/access_token, both grants."""
    check_app(sim, form.get("app_id"))
    if not hmac.compare_digest((secret_key or "").encode(), sim.config.secret.encode()):
        raise OAuthError(-14004, "secret_key does not belong to this application")
    with sim.lock:
        if form.get("grant_type") == "refresh_token":
            return _refresh(sim, form.get("refresh_token", ""))
        return _exchange(sim, form.get("code", ""), form.get("code_verifier", ""))


def _exchange(sim: Simulator, given: str, verifier: str) -> Pair:
    code = sim.world.codes.get(given)
    if code is None or code.used or code.expires <= sim.clock.now():
        raise OAuthError(-14019, "code is unknown, expired or already used")
    if code.challenge and not hmac.compare_digest(
        challenge_of(verifier).encode(), code.challenge.encode()
    ):
        raise OAuthError(-14019, "code_verifier does not match code_challenge")
    return issue_pair(sim, {"k": "code_used", "code": given})


def _refresh(sim: Simulator, given: str) -> Pair:
    token = sim.world.refreshes.get(given)
    if token is None or token.used or token.expires <= sim.clock.now():
        raise OAuthError(-14020, "refresh_token is unknown, expired or already used")
    return issue_pair(sim, spent=given)


def challenge_of(verifier: str) -> str:
    """S256 without padding."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def issue_pair(sim: Simulator, *paid: Change, spent: str = "") -> Pair:
    """A new pair; what it was bought with is spent in the same act."""
    now = sim.clock.now()
    access, refresh = secrets.token_urlsafe(96), secrets.token_urlsafe(96)
    sim.commit(
        *paid,
        {
            "k": "grant",
            "access_token": access,
            "expires": now + ACCESS_LIVES,
            "refresh_token": refresh,
            "refresh_expires": now + REFRESH_LIVES,
            "spent": spent,
        },
    )
    return {"access_token": access, "refresh_token": refresh, "expires_in": EXPIRES_IN}


def check_token(sim: Simulator, token: str | None, proof: str | None) -> None:
    """The bare `access_token` header: -216 unknown, -220 expired, -242 wrong proof."""
    grant = sim.world.grants.get(token or "")
    if grant is None:
        raise ZaloError(-216)
    if grant.expires <= sim.clock.now():
        raise ZaloError(-220)
    if proof is not None and not proof_holds(sim.config.secret, grant.access_token, proof):
        raise ZaloError(-242)

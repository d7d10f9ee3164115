"""Signatures of both directions: webhooks (plain SHA-256) and appsecret_proof (HMAC)."""

import hashlib
import hmac


def webhook_mac(app_id: str, body: str, timestamp: str, oa_secret: str) -> str:
    """Hex of sha256(app_id + raw body + timestamp + OA secret). It is no HMAC."""
    return hashlib.sha256((app_id + body + timestamp + oa_secret).encode()).hexdigest()


def webhook_header(app_id: str, body: str, timestamp: str, oa_secret: str) -> str:
    return "mac=" + webhook_mac(app_id, body, timestamp, oa_secret)


def proof(secret: str, access_token: str) -> str:
    """What a caller sends as `appsecret_proof`."""
    return hmac.new(secret.encode(), access_token.encode(), hashlib.sha256).hexdigest()


def proof_holds(secret: str, access_token: str, given: str) -> bool:
    return hmac.compare_digest(proof(secret, access_token).encode(), given.encode())

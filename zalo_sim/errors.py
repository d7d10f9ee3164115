"""Zalo's error numbers. The numbers are Zalo's; the wording is ours, a client reads the number.

The Official Account's host and the host of template messages share no number.

All of them travel with HTTP 200.
"""

from typing import Any

OA: dict[int, str] = {
    -32: "Rate limit of the application is exceeded",
    -100: "Attachment is expired",
    -200: "Send message failed",
    -201: "Parameter is invalid!",
    -204: "Official Account is disabled",
    -205: "Official Account does not exist",
    -209: "Application is not activated",
    -210: "Parameter is over the limit",
    -211: "Out of quota",
    -212: "API is not registered",
    -213: "User has not followed the Official Account",
    -216: "Access token is invalid",
    -217: "User has blocked invitations",
    -218: "Quota of the recipient is exceeded",
    -219: "Application has been removed or disabled",
    -220: "Access token has expired",
    -221: "Official Account is not verified",
    -223: "Official Account has not authorised the application",
    -224: "Official Account needs a higher package",
    -227: "User is banned or has been inactive for more than 45 days",
    -230: "User has not interacted with the Official Account in the past 7 days",
    -232: "User has never interacted or the interaction has expired",
    -233: "Message type is not supported",
    -234: "Message type may not be sent at night",
    -235: "Type of Official Account is not supported",
    -237: "Group is disabled",
    -238: "Asset is already used",
    -240: "Message API V2 has been shut down, use V3",
    -241: "Asset is already used or expired",
    -242: "appsecret_proof is invalid",
    -244: "User has restricted messages of this type",
    -248: "Message violates platform standards",
    -249: "Template cannot be sent by user id",
    -320: "Application is not linked with a Cloud Account",
    -321: "Cloud Account has no money left",
    -403: "Official Account is not in the group",
}

# The host of template messages has numbers of its own.
TEMPLATE: dict[int, str] = {
    -108: "Phone number is invalid",
    -109: "Template id is invalid",
    -114: "User cannot receive the message: inactive or restricted",
    -115: "Balance is not enough",
    -117: "Official Account or application has no permission to use the template",
    -118: "Zalo account does not exist",
    -119: "Account cannot receive template messages",
    -1121: "Parameter is too long",
    -1122: "Parameter is missing",
    -1124: "Parameter has a wrong format",
    -124: "Access token is invalid",
    -1241: "appsecret_proof is invalid",
    -125: "Official Account id is invalid",
    -126: "Balance of development mode is not enough",
    -127: "In development mode a template is sent to administrators only",
    -131: "Template is not approved",
    -132: "Parameter is invalid",
    -133: "Template may not be sent at night",
    -135: "Official Account may not send template messages",
    -136: "Application is not linked with a Cloud Account",
    -137: "Cloud Account has no money left",
    -139: "User refuses messages of this type",
    -140: "User has not let the Official Account send this type",
    -141: "User refuses messages of the Official Account",
    -144: "Daily quota of the Official Account is exceeded",
    -146: "Template is disabled",
    -147: "Daily quota of the template is exceeded",
    -1471: "Daily limit of the template for this user is exceeded",
    -1472: "Monthly limit of the template for this user is exceeded",
}

# The SMS gateway's CodeResult.
SMS: dict[int, str] = {
    99: "Account is blocked or the error is unknown",
    101: "Authorisation failed",
    103: "Balance is not enough",
    104: "Brandname is wrong",
    108: "Phone number is invalid",
    124: "RequestId already exists",
    146: "Content does not fit a registered template",
}
WORDS = {**OA, **TEMPLATE, **SMS}

# ⚠ -14002, -14003 and -14020 are documented; the other two numbers are the simulator's own.
OAUTH: dict[int, str] = {
    -14002: "Invalid app id",
    -14003: "Invalid redirect uri",
    -14004: "Invalid secret key",
    -14019: "Invalid authorization code",
    -14020: "Invalid refresh token",
}


class ZaloError(Exception):
    """A refusal of the OA API or of the template host. `field` names the faulty one for -201."""

    def __init__(self, code: int, *, field: str = "") -> None:
        super().__init__(code, field)
        self.code = code
        self.message = f"{field} is invalid!" if field else WORDS[code]

    def body(self) -> dict[str, Any]:
        return {"error": self.code, "message": self.message}


class OAuthError(Exception):
    """A refusal of the OAuth host, which has another shape."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(code, description)
        self.code = code
        self.description = description

    def body(self) -> dict[str, Any]:
        return {
            "error": self.code,
            "error_name": OAUTH[self.code],
            "error_reason": "",
            "error_description": self.description,
            "ref_doc": "https://developers.zalo.me/docs/official-account",
        }


class MisuseError(Exception):
    """The simulator's own controls were asked for something that makes no sense."""

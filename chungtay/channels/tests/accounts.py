"""The account of the loopback Zalo: what it is called, and secrets that guard nothing."""

APP_ID, SECRET = "360846524940903967", "app-secret"
OA_ID, OA_SECRET = "388613280878808645", "oa-secret"

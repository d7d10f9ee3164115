"""placeholder"""


def fetch(attachment_id: int) -> None: ...

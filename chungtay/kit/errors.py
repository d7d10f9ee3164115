"""A refusal is a sentence that a person can act on."""

from django.utils.functional import Promise


class Refused(Exception):
    """Something was asked that may not or cannot be done.

    `sentence` is shown to a person as it stands (lazy translations welcome); `code` is what
    books and logs keep. Subclasses live beside the action that raises them.
    """

    code: str = "refused"

    def __init__(self, sentence: "str | Promise", *, code: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return str(self.sentence)

"""Play the demo world into an empty database: `python -m chungtay.site.demo`."""

import sys

import django


def main() -> int:
    django.setup()
    from chungtay.site.demo import world

    world.play()
    return 0


if __name__ == "__main__":
    sys.exit(main())

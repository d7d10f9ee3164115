"""The simulator and the product meet on the wire only."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def test_it_imports_nothing_of_the_product_or_of_django() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                assert name.split(".")[0] not in ("chungtay", "django"), path

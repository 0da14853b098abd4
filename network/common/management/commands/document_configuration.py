"""`manage.py document_configuration`: the table of docs/operate.md, from what the environment reader declares."""

from typing import Any

from django.core.management.base import BaseCommand

from network import environment

DOCUMENT = environment.ROOT / "docs" / "operate.md"
HEAD = "| variable | embedded default | meaning |\n| --- | --- | --- |\n"


def table() -> str:
    """One row a variable, in the reader's order; paths as seen from the project's folder."""
    return HEAD + "".join(_row(variable) for variable in environment.VARIABLES.values())


def rewritten(text: str) -> str:
    """The document with the table as it should be; everything around it stays."""
    before, rest = text.split(HEAD, 1)
    _old, after = rest.split("\n\n", 1)
    return f"{before}{table()}\n{after}"


def _row(variable: environment.Variable) -> str:
    default = variable.default.replace(str(environment.VAR), "var").replace(f"{environment.ROOT}/", "")
    shown = f"`{default}`" if default else "–"
    return f"| `{variable.name}` | {shown} | {variable.meaning} |\n"


class Command(BaseCommand):
    help = "Write the table of environment variables in docs/operate.md."

    def handle(self, *args: Any, **options: Any) -> None:
        DOCUMENT.write_text(rewritten(DOCUMENT.read_text()))
        self.stdout.write(f"{len(environment.VARIABLES)} variables written to {DOCUMENT.relative_to(environment.ROOT)}")

"""Asking VIES whether a VAT number is registered: valid, invalid, or could not be asked."""

from dataclasses import dataclass
from typing import Any

from network import environment
from network.common.outgoing import NotReached, ask
from premium.invoices.choices import ViesAnswer
from premium.invoices.seller import SELLER
from premium.vat import PREFIX_OF_COUNTRY, compact


@dataclass(frozen=True)
class Said:
    """One answer of VIES."""

    answer: ViesAnswer
    consultation: str = ""
    name: str = ""
    reason: str = ""


def ask_vies(country: str, vat_number: str) -> Said:
    """Ask once; whatever goes wrong is the third answer, never an error."""
    if not environment.VIES_URL:
        return Said(ViesAnswer.UNKNOWN, reason="VIES_URL is empty: nothing is asked")
    letters = PREFIX_OF_COUNTRY.get(country, country)
    question = {
        "countryCode": letters,
        "vatNumber": compact(vat_number).removeprefix(letters),
        "requesterMemberStateCode": "FR",
        "requesterNumber": SELLER["vat_number"].removeprefix("FR"),
    }
    try:
        answer = ask(environment.VIES_URL, method="POST", sends=question)
        return _read(answer.status, answer.json())
    except NotReached as error:
        return Said(ViesAnswer.UNKNOWN, reason=str(error)[:200])


def _read(status: int, said: Any) -> Said:
    if status != 200 or not isinstance(said, dict) or not isinstance(said.get("valid"), bool):
        return Said(ViesAnswer.UNKNOWN, reason=f"VIES answered {status}: {_error_of(said)}"[:200])
    if said.get("userError") not in {None, "VALID", "INVALID"}:  # a member state that is down says so here
        return Said(ViesAnswer.UNKNOWN, reason=str(said["userError"])[:200])
    answer = ViesAnswer.VALID if said["valid"] else ViesAnswer.INVALID
    return Said(answer, str(said.get("requestIdentifier") or "")[:60], str(said.get("name") or "")[:200])


def _error_of(said: Any) -> str:
    try:
        return str(said["errorWrappers"][0]["error"])
    except (KeyError, IndexError, TypeError):
        return "no reason given"

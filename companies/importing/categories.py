"""The category that an activity code (SIC, four digits) tells; every other code is left to the operator."""

from typing import Final

MERCHANT: Final = "merchant"
BRAND: Final = "brand"
MEDIA: Final = "media"
PROVIDER: Final = "provider"
FUND: Final = "fund"
UNDETERMINED: Final = "undetermined"

LENGTH_OF_A_CODE: Final = 4

CATEGORY_OF_INDUSTRY: Final = {"6722": FUND, "6726": FUND, "6799": FUND}
"""Funds; 6719 are the offices of holding companies and tell nothing."""

UNDETERMINED_GROUPS: Final = ("472",)
"""Travel: neither sells to shops nor is one."""

CATEGORY_OF_MAJOR_GROUP: Final = {
    **dict.fromkeys(("52", "53", "54", "55", "56", "57", "58", "59"), MERCHANT),
    **dict.fromkeys(("50", "51"), BRAND),
    **dict.fromkeys(("27", "48", "78"), MEDIA),
    **dict.fromkeys(("42", "47", "60", "61", "62", "73", "87"), PROVIDER),
}


def category_of(activity_code: str) -> str:
    """Tell the category for a four-digit SIC code, "undetermined" when the code tells none."""
    code = activity_code.strip()
    if len(code) != LENGTH_OF_A_CODE or not code.isascii() or not code.isdigit():
        return UNDETERMINED
    if code.startswith(UNDETERMINED_GROUPS):
        return UNDETERMINED
    return CATEGORY_OF_INDUSTRY.get(code) or CATEGORY_OF_MAJOR_GROUP.get(code[:2], UNDETERMINED)

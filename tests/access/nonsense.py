"""What people and machines send that no page asked for."""

from urllib.parse import quote

LONG = "x" * 5000
NUL = "a\0b"
HUGE = "9" * 30
OF_ANOTHER_SCRIPT = "É\u202eعربي😀"
CUNNING = "'\"><script>alert(1)</script>{{7*7}}%s%(x)s"

VALUES = ["", "-1", HUGE, LONG, NUL, OF_ANOTHER_SCRIPT + CUNNING, "2026-02-30"]

IN_A_PATH = {
    "int": ["0", "999999999", HUGE],
    "slug": [LONG, "no-such-thing", "-", quote(OF_ANOTHER_SCRIPT), ".."],
    "str": [LONG, "no-such-thing", quote(NUL), quote(OF_ANOTHER_SCRIPT), quote(CUNNING, safe=""), "%2e%2e", "%FF%FE"],
    "path": [
        "../../network/settings/people.py",
        quote(NUL),
        f"{LONG}/{LONG}",
        "%2e%2e/%2e%2e/secret_key",
        "/etc/passwd",
        ".",
    ],
}
QUERIES = [
    "?page=abc&page=-1&page=0",
    f"?page={HUGE}",
    "?=&&=x&%00=%00",
    "?%FF=%FE",
    "?" + "&".join(f"a{n}=1" for n in range(900)),
]

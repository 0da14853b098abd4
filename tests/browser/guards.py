"""What the guards look for on a page: hosts, weight, overflow, labels, headings, focus, and what axe-core finds."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page, Request

WIDTHS = (360, 768, 1440, 1920)
SERIOUS = {"serious", "critical"}

REMEMBER_VIOLATIONS = """
window.contentPolicyViolations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.contentPolicyViolations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""
# Boxes that reach beyond the window and are neither clipped nor scrolled by a parent.
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > width + 1);
  return [`${document.documentElement.scrollWidth - width} px`,
    ...wide.slice(-4).map((element) => `<${element.tagName.toLowerCase()} class="${element.className}">`)];
}"""
UNLABELLED = """() => [...document.querySelectorAll("input, select, textarea")]
  .filter((field) => !["hidden", "submit", "button"].includes(field.type))
  .filter((field) => !(field.labels?.length && [...field.labels].some((label) => label.textContent.trim()))
    && !field.getAttribute("aria-label") && !field.getAttribute("aria-labelledby"))
  .map((field) => `<${field.tagName.toLowerCase()} name="${field.name}">`)"""
HEADINGS = '() => [...document.querySelectorAll("h1")].map((heading) => heading.textContent.trim())'
# Everything a keyboard must reach; of a group of radios it reaches one.
REACHABLE = """() => {
  const seen = new Set();
  window.toReach = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((element) => !element.disabled && element.type !== "hidden" && element.tabIndex >= 0
      && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
    .filter((element) => {
      if (element.type !== "radio") return true;
      const group = `${element.form?.action} ${element.name}`;
      return !seen.has(group) && seen.add(group);
    });
  window.reached = new Set();
  return window.toReach.length;
}"""
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return "";
  window.reached.add(element.type === "radio"
    ? window.toReach.find((other) => other.type === "radio" && other.name === element.name) : element);
  const style = getComputedStyle(element), label = element.closest("label") || element.labels?.[0];
  const around = label ? getComputedStyle(label) : style;
  const within = element.parentElement ? getComputedStyle(element.parentElement) : style;
  const shown = [style, around, within].some((look) =>
    (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none");
  return shown ? "shown" : `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`;
}"""
UNREACHED = """() => window.toReach.filter((element) => !window.reached.has(element))
  .map((element) => `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`)"""


@dataclass
class Watch:
    """What a window said and asked for since it was opened."""

    page: Page
    address: str
    session: CDPSession = field(init=False)
    complaints: list[str] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)
    bytes_received: int = 0
    expected_status: int = 200

    def __post_init__(self) -> None:
        self.page.add_init_script(REMEMBER_VIOLATIONS)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)
        self.session = self.page.context.new_cdp_session(self.page)
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", self._received)

    def keep_nothing(self) -> None:
        """From now on nothing is taken from a cache: each page weighs what it weighs on a first visit."""
        self.session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def forget_the_visitor(self) -> None:
        """No cookie and nothing stored of the pages before."""
        self.page.context.clear_cookies()
        if self.page.url.startswith(self.address):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")

    def open(self, path: str, status: int = 200) -> list[str]:
        """Faults of the way to the page: status, errors, violations, foreign hosts."""
        self.complaints.clear()
        self.strangers.clear()
        self.bytes_received, self.expected_status = 0, status
        response = self.page.goto(f"{self.address}{path}", wait_until="load")
        violations = self.page.evaluate("window.contentPolicyViolations")
        wrong = [] if response and response.status == status else [f"status {response and response.status}"]
        return [*wrong, *self.complaints, *violations, *(f"asked {host}" for host in self.strangers)]

    def _heard(self, message) -> None:
        is_the_status = f"status of {self.expected_status}" in message.text and self.expected_status >= 400
        if message.type in {"error", "warning"} and not is_the_status:
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        address = self.address.removeprefix("http://")
        if not request.url.startswith((f"http://{address}/", f"ws://{address}/", "data:", "blob:")):
            self.strangers.add(request.url)

    def _received(self, event: dict) -> None:
        self.bytes_received += event["encodedDataLength"]


def overflows(page: Page) -> list[str]:
    """At each width of the design, what reaches beyond the window."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate(OVERFLOWING)
        found += [f"wider than {width} by {' '.join(wide)}"] if wide else []
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


def unlabelled(page: Page) -> list[str]:
    return [f"without label: {field}" for field in page.evaluate(UNLABELLED)]


def headings(page: Page) -> list[str]:
    found = page.evaluate(HEADINGS)
    return [] if len(found) == 1 and found[0] else [f"first headings: {found}"]


def inaccessible(page: Page) -> list[str]:
    """Serious and critical findings of axe-core in light, and the contrasts in dark."""
    page.evaluate(Axe().axe_script)
    found = _violations(page)
    page.emulate_media(color_scheme="dark")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found += [f"dark: {fault}" for fault in _violations(page, "color-contrast")]
    page.emulate_media(color_scheme="light")
    return found


def _violations(page: Page, *rules: str) -> list[str]:
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    violations = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]} {_why(node)}"
        for violation in violations
        if violation["impact"] in SERIOUS
        for node in violation["nodes"][:3]
    ]


def _why(node: dict) -> str:
    return node.get("failureSummary", "").replace("\n", " ")[:220]


def keyboard_faults(page: Page) -> list[str]:
    """Walk the whole page with Tab: everything is reached, and each focus shows."""
    count = page.evaluate(REACHABLE)
    hidden = set()
    for _step in range(count + 12):
        page.keyboard.press("Tab")
        look = page.evaluate(FOCUS)
        if look not in {"", "shown"}:
            hidden.add(look)
    return [f"focus does not show: {look}" for look in sorted(hidden)] + [
        f"not reached by Tab: {element}" for element in page.evaluate(UNREACHED)
    ]

"""Editors at work on one page, each on what he last saw: every way to write, at random, and an account of every word.

Each text that is submitted carries a word of its own. At the end every such word is on the page, in a revision or in its author's draft, and
every version that was published was written by somebody who had seen the version before it.
"""

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.db import connections
from django.test import Client
from django.utils import timezone

from companies.actions.drafts import keep_draft, swap_draft
from companies.actions.restoring import restore_page
from companies.actions.sections import confirm_section, restore_section
from companies.importing.updating import _follow_section
from companies.models import Company, Member, SectionDraft, SectionRevision
from companies.publication.actions.due import publish_due
from companies.publication.actions.planning import call_off
from companies.publication.models import PlannedPublication
from companies.sections import section_of
from companies.selectors.page_history import page_then
from network.common.exceptions import Refusal

KINDS = ("presentation", "references")
ACTS = {
    "save_form": 5,
    "keep_draft": 2,
    "publish_draft": 2,
    "swap": 1,
    "restore": 1,
    "restore_page": 1,
    "plan": 2,
    "time_comes": 2,
    "call_off": 1,
    "import_row": 1,
    "confirm": 1,
}


@dataclass
class Seen:
    """What an editor has before him."""

    version: int
    content: dict[str, Any]


@dataclass
class Account:
    """What happened, and what must be found again."""

    words: dict[str, Member] = field(default_factory=dict)
    published: list[tuple[str, int, int]] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    @property
    def overwrites(self) -> list[tuple[str, int, int]]:
        """Versions that came right after another one than their author had seen."""
        return [(kind, base, version) for kind, base, version in self.published if version not in {base, base + 1}]


class Editor:
    """One member with a browser, and chance."""

    def __init__(self, member: Member, account: Account, numbers: Iterable[int], chance: random.Random) -> None:
        self.member, self.account, self.numbers, self.chance = member, account, iter(numbers), chance
        self.browser = Client()
        self.browser.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.seen: dict[str, Seen] = {}
        self.kind = KINDS[0]
        self.look()

    def look(self) -> None:
        """Open both sections anew."""
        for kind in KINDS:
            section = section_of(self.member.company, kind)
            self.seen[kind] = Seen(section.version, section.content)

    def act(self) -> None:
        """One act on what is before him, which may be old by now."""
        if self.chance.random() < 0.5:
            self.look()
        self.kind = self.chance.choice(KINDS)
        name = self.chance.choices(list(ACTS), weights=list(ACTS.values()))[0]
        try:
            getattr(self, name)()
        except Refusal as refusal:
            name = f"{name}: {type(refusal).__name__}"
        self.account.done[name] += 1

    def save_form(self) -> None:
        posted, word = self._typed()
        self.browser.post(f"/en/page/edit/{self.kind}/", {**posted, "base_version": self._before.version})
        self._note(word, self._before.version)

    def keep_draft(self) -> None:
        draft = self._draft()
        if draft and self.chance.random() < 0.5:
            return  # the same window would only go on typing what is there
        posted, _word = self._typed()
        fields = {name: [str(value)] for name, value in posted.items()}
        base, known = self._before.version, "of another window"
        keep_draft(acting=self.member, kind=self.kind, base_version=base, fields=fields, known=known)

    def publish_draft(self) -> None:
        draft = self._draft()
        if draft is None:
            return
        posted = {name: values[0] for name, values in draft.fields.items()}
        posted |= {"base_version": draft.base_version, "draft_known": draft.saved_at.isoformat()}
        words = [word for word in json.dumps(draft.fields).replace('"', " ").split() if word in self.account.words]
        self.browser.post(f"/en/page/edit/{self.kind}/", posted)
        for word in words[-1:]:
            self._note(word, draft.base_version)

    def swap(self) -> None:
        swap_draft(acting=self.member, kind=self.kind)

    def restore(self) -> None:
        before, began = self._before.version, timezone.now()
        if before:
            section = restore_section(
                acting=self.member, kind=self.kind, version=self.chance.randint(1, before), base_version=before
            )
            if section.saved_by == self.member.user and section.saved_at > began:  # else it was on line already
                self.account.published.append((self.kind, before, section.version))

    def restore_page(self) -> None:
        company = self.member.company
        revisions = SectionRevision.objects.filter(section__company=company, version__gt=0).order_by("-pk")[:8]
        if revisions:
            revision = self.chance.choice(list(revisions))
            page_then(company, revision)
            bases = {kind: seen.version for kind, seen in self.seen.items()}
            for section in restore_page(acting=self.member, revision=revision, base_versions=bases).sections:
                self.account.published.append((section.kind, bases[section.kind], section.version))

    def plan(self) -> None:
        posted, _word = self._typed()
        due = timezone.localtime() + timedelta(days=1)
        posted |= {"base_version": self._before.version, "due_at": f"{due:%Y-%m-%dT%H:%M}"}
        waiting = PlannedPublication.objects.waiting().filter(company=self.member.company, kind=self.kind).first()
        if waiting and self.chance.random() < 0.7:
            posted["replaces"] = waiting.pk
        self.browser.post(f"/en/page/edit/{self.kind}/plan/", posted)

    def time_comes(self) -> None:
        for planned in PlannedPublication.objects.waiting().filter(company=self.member.company):
            come(planned, self.account)

    def call_off(self) -> None:
        planned = PlannedPublication.objects.waiting().filter(company=self.member.company, kind=self.kind).first()
        if planned:
            call_off(acting=self.member, planned=planned)

    def import_row(self) -> None:
        content = {"text": f"Imported {next(self.numbers)}"} if self.kind == "presentation" else {"references": []}
        before = section_of(self.member.company, self.kind).version
        if not before:
            _follow_section(self.member.company, self.kind, content, SimpleNamespace(source="file"))
            return
        assert not _follow_section(self.member.company, self.kind, content, SimpleNamespace(source="file")) or (
            section_of(self.member.company, self.kind).version >= before
        )

    def confirm(self) -> None:
        confirm_section(acting=self.member, kind=self.kind)

    @property
    def _before(self) -> Seen:
        return self.seen[self.kind]

    def _draft(self) -> SectionDraft | None:
        return SectionDraft.objects.filter(company=self.member.company, author=self.member.user, kind=self.kind).first()

    def _typed(self) -> tuple[dict[str, Any], str]:
        """The text before him with a new word in it, as the form posts it."""
        word = f"word{next(self.numbers)}"
        self.account.words[word] = self.member
        if self.kind == "presentation":
            kept = self._before.content.get("text", "").split("\n\n")[-4:]
            return {"text": "\n\n".join([*kept, word]).strip()}, word
        rows = [*self._before.content.get("references", [])[-4:], {"client": word}]
        posted: dict[str, Any] = {"references-TOTAL_FORMS": len(rows), "references-INITIAL_FORMS": 0}
        return posted | {f"references-{number}-client": row["client"] for number, row in enumerate(rows)}, word

    def _note(self, word: str, base: int) -> None:
        """Remember in which version a word was published first, and on which its author had written it."""
        company = self.member.company
        found = SectionRevision.objects.filter(
            section__company=company, section__kind=self.kind, author=self.member.user, version__gte=base
        )
        for revision in found.order_by("version"):
            if word in json.dumps(revision.content):
                self.account.published.append((self.kind, base, revision.version))
                return


def come(planned: PlannedPublication, account: Account) -> None:
    """The time of a planned text comes, and its task runs twice."""
    PlannedPublication.objects.filter(pk=planned.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    for _run in range(2):
        state = publish_due(planned_id=planned.pk)
        if state == "published":
            newest = SectionRevision.objects.filter(section__company=planned.company, section__kind=planned.kind)
            versions = [one.version for one in newest.order_by("version") if one.content == planned.content]
            account.published.append(
                (planned.kind, planned.base_version, next((v for v in versions if v > planned.base_version), 0))
            )


def work(members: list[Member], rounds: int, seed: int) -> Account:
    """`rounds` rounds, one act of two to five editors each, one after the other."""
    chance, account, numbers = random.Random(seed), Account(), itertools.count(1000)
    editors = [Editor(member, account, numbers, chance) for member in members]
    for _round in range(rounds):
        for editor in chance.sample(editors, chance.randint(2, len(editors))):
            editor.act()
    finish(members[0].company, account)
    return account


def work_at_once(members: list[Member], rounds: int, seed: int) -> Account:
    """The same with the editors of a round in threads of their own."""
    chance, account, numbers = random.Random(seed), Account(), itertools.count(1000)
    editors = [Editor(member, account, numbers, random.Random(f"{seed} {member.pk}")) for member in members]

    def act(editor: Editor) -> None:
        try:
            editor.act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(members)) as pool:
        for _round in range(rounds):
            list(pool.map(act, chance.sample(editors, chance.randint(2, len(editors)))))
    finish(members[0].company, account)
    return account


def finish(company: Company, account: Account) -> None:
    """Nothing waits any more: whatever is planned comes due."""
    for planned in PlannedPublication.objects.waiting().filter(company=company):
        come(planned, account)


def lost_words(company: Company, account: Account) -> list[str]:
    """Submitted words that are neither on the page, nor in a revision, nor in a draft of their author."""
    contents = [*SectionRevision.objects.filter(section__company=company).values_list("content", flat=True)]
    public = json.dumps([*contents, *company.sections.values_list("content", flat=True)])
    drafts: dict[int, str] = {}
    for draft in SectionDraft.objects.filter(company=company):
        drafts[draft.author_id] = drafts.get(draft.author_id, "") + json.dumps([draft.fields, draft.set_aside])
    return [
        word
        for word, author in account.words.items()
        if word not in public and word not in drafts.get(author.user_id, "")
    ]


def gaps(company: Company) -> list[str]:
    """Sections whose versions do not rise by one from first to last."""
    faults = []
    for section in company.sections.all():
        versions = list(section.revisions.filter(version__gt=0).order_by("pk").values_list("version", flat=True))
        if versions != list(range(1, section.version + 1)):
            faults.append(f"{section.kind}: {versions}, on line {section.version}")
    return faults

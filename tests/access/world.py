"""Two companies that have nothing to do with each other, each with one of every thing a route can name."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.utils import timezone

from companies.actions.invitations import _digest
from companies.actions.sections import save_section
from companies.approvals.models import ApprovalRequest
from companies.duplicates.models import Merge
from companies.models import Claim, Company, CustomRole, Invitation, Member, PageNotice, SectionDraft
from companies.pictures.models import Picture
from companies.publication.actions.planning import plan_publication
from companies.publication.actions.previews import make_link
from companies.publication.models import PlannedPublication, PreviewLink
from companies.recovery.models import RecoveryRequest
from companies.roles import Role
from companies.staffing.models import JoinRequest
from companies.tree.actions.delegations import grant_to_parent, lend_colleague
from companies.tree.models import Affiliation, Loan
from companies.verification.choices import PaperKind
from companies.verification.models import PaperProof
from connections.actions import request_introduction
from connections.models import Connection, Introduction
from network.accounts.models import DemoAccount, User
from network.notifications.models import Notification
from network.takeout.models import Takeout
from premium.invoices.models import Invoice, InvoiceDocument
from premium.models import CategoryCredit, Order
from premium.payment_links.actions.sending import send_link
from premium.payment_links.models import PaymentQuestion
from premium.transfers.choices import MovementState
from premium.transfers.models import BankMovement, BankStatement
from search_index.alerts.models import SavedSearch
from search_index.shortlists.models import Shortlisted, ShortlistNote
from tests.factories.accounts import UserFactory
from tests.factories.approvals import ApprovalRequestFactory
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.connections import BlockFactory, ConnectionFactory, FollowFactory
from tests.factories.invoices import invoiced
from tests.factories.messaging import make_conversation
from tests.factories.premium import CategoryCreditFactory, OrderFactory, SubscriptionFactory
from tests.factories.tree import AffiliationFactory

WORDS = {"purpose_kind": "buy", "purpose": "A warehouse near Lyon.", "benefit": "400 parcels a day."}


@dataclass(frozen=True)
class Tree:
    """Links of one company: to one above it, to one below that a colleague is lent to, and one to answer."""

    above: Affiliation
    below: Affiliation
    proposed: Affiliation
    loan: Loan


@dataclass(frozen=True)
class Estate:
    """What belongs to one company."""

    company: Company
    partner: Company
    followed: Company
    blocked: Company
    newcomer: Company
    colleague: Member
    invitation: Invitation
    custom_role: CustomRole
    join_request: JoinRequest
    token: str
    order: Order
    invoice: Invoice
    question: PaymentQuestion
    planned: PlannedPublication
    preview: PreviewLink
    preview_token: str
    picture: Picture
    paper: PaperProof
    recovery: RecoveryRequest
    movement: BankMovement
    credit: CategoryCredit
    approval: ApprovalRequest
    received: Introduction
    sent: Introduction
    proposal: Connection
    connection: Connection
    conversation_id: int
    tree: Tree
    merge: Merge
    takeout: Takeout


@dataclass(frozen=True)
class Belongings:
    """What belongs to one person alone."""

    notification: Notification
    claim: Claim
    recovery: RecoveryRequest
    notice: PageNotice
    demo_account: DemoAccount
    note: ShortlistNote
    saved_search: SavedSearch
    approval: ApprovalRequest
    join_request: JoinRequest
    left_text: SectionDraft
    takeout: Takeout


@dataclass(frozen=True)
class Actor:
    """Somebody at the door: what is his, and whose things are foreign to him."""

    name: str
    user: User | None = None
    member: Member | None = None
    permissions: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


@dataclass
class World:
    """The actors, and what is theirs."""

    estates: dict[int, Estate] = field(default_factory=dict)
    belongings: dict[int, Belongings] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)


@dataclass(frozen=True)
class Holdings:
    """The things one cell of the table calls a route with."""

    estate: Estate
    belongings: Belongings


def make_estate(company: Company, owner: Member) -> Estate:
    """One of each; the other sides are companies of this estate alone."""
    partner, proposing, followed, blocked, newcomer = (
        CompanyFactory(name=f"{company.name} {word}", slug=f"{company.slug}-{word}", category="brand")
        for word in ("partner", "proposing", "followed", "blocked", "newcomer")
    )
    MemberFactory(company=newcomer)
    MemberFactory(company=followed)
    token = f"token-of-{company.slug}"
    for version, text in enumerate(("A first text.", "A second text.")):
        save_section(acting=owner, kind="presentation", content={"text": text}, base_version=version)
    FollowFactory(follower=company, followed=followed)
    BlockFactory(blocker=company, blocked=blocked)
    order = OrderFactory(company=company)
    preview, preview_token = make_link(acting=owner, name="The agency", days=7)
    link = send_link(acting=owner, order=order, email=f"payer@{company.slug}.example", language="en")
    return Estate(
        company=company,
        partner=partner,
        followed=followed,
        blocked=blocked,
        newcomer=newcomer,
        colleague=MemberFactory(company=company, role=Role.ANALYST),
        invitation=Invitation.objects.create(
            company=company,
            email=f"invited@{company.slug}.example",
            role=Role.EDITOR,
            token_digest=_digest(token),
            invited_by=owner.user,
            expires_at=timezone.now() + timedelta(days=7),
        ),
        custom_role=CustomRole.objects.create(company=company, name="Trainee", permissions={"read_messages": True}),
        join_request=join_request_of(company, UserFactory()),
        token=token,
        order=order,
        invoice=invoice_of(company),
        question=PaymentQuestion.objects.create(link=link, text="Is it yearly?"),
        picture=Picture.objects.create(company=company, file="pictures/none.webp", width=80, height=60),
        planned=plan_publication(
            acting=owner,
            kind="references",
            content={"references": [{"client": "Somebody", "page": "", "years": "", "sentence": ""}]},
            base_version=0,
            due_at=timezone.now() + timedelta(days=1),
        ),
        preview=preview,
        preview_token=preview_token,
        paper=PaperProof.objects.create(
            company=company, kind=PaperKind.MANDATE, file=ContentFile(b"%PDF-1.4", name="mandate.pdf")
        ),
        recovery=recovery_of(company, UserFactory()),
        movement=movement_of(company),
        credit=CategoryCreditFactory(grace__company=company),
        approval=ApprovalRequestFactory(company=company),
        received=request_introduction(acting=MemberFactory(company=partner), company=company, **WORDS),
        sent=request_introduction(acting=owner, company=followed, **WORDS),
        proposal=_connection(proposing, company),
        connection=_connection(partner, company, confirmed=True),
        conversation_id=make_conversation(partner, company).pk,
        tree=make_tree(owner),
        merge=Merge.objects.create(
            kept=company, merged=CompanyFactory(merged_into=company, hidden_at=timezone.now()), reason="One company."
        ),
        takeout=takeout_of(owner.user, company_id=company.pk),
    )


def make_tree(owner: Member) -> Tree:
    below = AffiliationFactory(parent=owner.company, confirmed=True)
    grant_to_parent(acting=MemberFactory(company=below.child), link=below, roles=["editor"])
    editor = MemberFactory(company=owner.company, role=Role.EDITOR)
    return Tree(
        above=AffiliationFactory(child=owner.company, confirmed=True),
        below=below,
        proposed=AffiliationFactory(parent=owner.company, child__claimed_at=None),
        loan=lend_colleague(acting=owner, link=below, colleague=editor, role="editor"),
    )


def recovery_of(company: Company, user: User) -> RecoveryRequest:
    """Somebody asks for it; the week of the staff has just begun."""
    return RecoveryRequest.objects.create(
        company=company,
        user=user,
        function="Manager",
        explanation="The owner left.",
        registration_number="123",
        document=ContentFile(b"%PDF-1.4", name="extract.pdf"),
        cooling_until=timezone.now() + timedelta(days=7),
    )


def join_request_of(company: Company, user: User) -> JoinRequest:
    """Of somebody who waits to be let in."""
    return JoinRequest.objects.create(
        company=company, user=user, email=user.email, expires_at=timezone.now() + timedelta(days=14)
    )


def takeout_of(user: User, **about: int) -> Takeout:
    """A file that is ready."""
    return Takeout.objects.create(
        asked_by=user,
        asked_at=timezone.now() - timedelta(days=2),
        expires_at=timezone.now() + timedelta(days=5),
        file=ContentFile(b"PK", name="everything.zip"),
        **about,
    )


def movement_of(company: Company) -> BankMovement:
    """Money for nothing known, by a statement that is not imported yet."""
    statement = BankStatement.objects.create(
        sha256=company.slug,
        name=f"{company.slug}.xml",
        content="<a><BkToCstmrStmt><Stmt><Acct><Id><IBAN>FR1</IBAN></Id></Acct></Stmt></BkToCstmrStmt></a>",
        account="FR1",
    )
    return BankMovement.objects.create(
        statement=statement,
        account="FR1",
        reference=company.slug,
        booked_on=timezone.localdate(),
        cents=100,
        state=MovementState.UNMATCHED,
    )


def invoice_of(company: Company) -> Invoice:
    """With a file, whatever is in it."""
    invoice = invoiced(company)
    InvoiceDocument.objects.create(
        invoice=invoice, file=ContentFile(b"%PDF-1.7", name="invoice.pdf"), sha256="0" * 64, made_at=timezone.now()
    )
    return invoice


def _connection(proposer: Company, other: Company, **traits: bool) -> Connection:
    low, high = sorted([proposer, other], key=lambda company: company.pk)
    return ConnectionFactory(low=low, high=high, proposer=proposer, **traits)


def make_belongings(user: User) -> Belongings:
    """One of each; the claimed page is claimed by this person alone."""
    unclaimed = CompanyFactory(category="undetermined", claimed_at=None)
    member = user.memberships.first()
    company = member.company if member else CompanyFactory()
    return Belongings(
        notification=Notification.objects.create(
            user=user,
            kind="introduction_received",
            arguments={"company": "Cyan", "us": "Borg", "days": 14},
            url="/en/desk/",
        ),
        claim=Claim.objects.create(
            company=unclaimed,
            user=user,
            function="Manager",
            registration_number="123",
            document=ContentFile(b"%PDF-1.4", name="extract.pdf"),
        ),
        recovery=recovery_of(CompanyFactory(), user),
        notice=PageNotice.objects.create(
            company=unclaimed, kind="correct", email="a@a.example", message="Wrong street."
        ),
        demo_account=DemoAccount.objects.create(user=user, description_en="A person", description_fr="Une personne"),
        note=ShortlistNote.objects.create(
            entry=Shortlisted.objects.create(company=company, candidate=unclaimed), author=user, text="Slow."
        ),
        saved_search=SavedSearch.objects.create(
            company=company, user=user, name="Carriers", address="q=carrier", frequency="weekly"
        ),
        approval=ApprovalRequestFactory(company=company, requested_by=user),
        join_request=join_request_of(CompanyFactory(), user),
        left_text=SectionDraft.objects.create(
            company=unclaimed, author=user, kind="presentation", base_version=0, fields={"text": ["Begun."]}
        ),
        takeout=takeout_of(user),
    )


def make_world(operator_permissions: set[str]) -> World:
    """Borg with each role, Acme with its owner Alice, somebody without a company, and an operator for each permission."""
    world = World()
    acme = CompanyFactory(name="Acme", slug="acme", category="merchant")
    borg = CompanyFactory(name="Borg", slug="borg", category="provider")
    SubscriptionFactory(company=borg, slug="business")
    people = {
        "Acme's owner": (acme, Role.OWNER),
        **{f"Borg's {role.value}": (borg, role) for role in Role},
    }
    world.actors["visitor"] = Actor("visitor")
    world.actors["nobody's member"] = Actor("nobody's member", UserFactory())
    for name, (company, role) in people.items():
        member = MemberFactory(company=company, role=role)
        world.actors[name] = Actor(name, member.user, member)
    for permission in sorted(operator_permissions):
        name = f"operator with {permission}"
        world.actors[name] = Actor(name, _operator(permission), permissions=frozenset({permission}))
    for company, owner in ((acme, "Acme's owner"), (borg, "Borg's owner")):
        world.estates[company.pk] = make_estate(company, world.actors[owner].member)
    for actor in world.actors.values():
        if actor.user:
            world.belongings[actor.user.pk] = make_belongings(actor.user)
    return world


def _operator(permission: str) -> User:
    user = UserFactory(is_staff=True)
    for name in ("wagtailadmin.access_admin", permission):
        label, codename = name.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
    return user


def own_and_foreign(world: World, actor: Actor) -> tuple[Holdings, Holdings]:
    """What is the actor's (or Borg's, for who has nothing), and the same things of people he has nothing to do with."""
    bob, alice = world.actors["Borg's owner"], world.actors["Acme's owner"]
    mine, other = (alice, bob) if actor is alice else (bob, alice)
    person = actor if actor.user else bob
    return (
        Holdings(world.estates[mine.member.company_id], world.belongings[person.user.pk]),
        Holdings(world.estates[other.member.company_id], world.belongings[other.user.pk]),
    )

"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import JOURNAL, STUB, classify

classify(
    "companies.Company",
    company="name trade_name slug category country offer website phone founded_year employees languages activity_code"
    " activity_label logo sole_trader spending_ceilings merged_into",
    technical="id category_confirmed_at evidence_level origin claimed_at second_factor_from hidden_at created_at updated_at",
    kept_of_company=STUB,
    shared="pk",
)
classify(
    "companies.Identifier",
    company="company country scheme value status source",
    technical="id created_at",
    of_company="company",
)
classify(
    "companies.Place",
    company="company kind address postal_code city region country",
    technical="id position",
    of_company="company",
)
classify(
    "companies.Evidence",
    company="company level detail",
    technical="id checked_at next_check_at",
    of_company="company",
)
classify(
    "companies.CategoryChange",
    person="asked_by decided_by",
    company="company category reason",
    technical="id state decided_at created_at",
    of_company="company",
)
classify(
    "companies.Claim",
    person="user function message document decided_by",
    company="company registration_number draft reason",
    technical="id number_matches mailbox_matches state decided_at created_at",
    of_person="user",
    of_company="company",
    hidden=True,
)
classify(
    "companies.PageNotice",
    person="email message answer decided_by",
    company="company kind",
    technical="id language state decided_at created_at",
    of_company="company",
    of_address="email",
    mentions="message answer",
    hidden=True,
)
classify(
    "companies.Member",
    person="user title joined_at ended_at",
    company="company role custom_role lent_by",
    technical="id",
    of_person="user",
    of_company="company",
)
classify(
    "companies.CustomRole",
    company="company name permissions spending_ceiling_cents",
    technical="id created_at",
    of_company="company",
)
classify(
    "companies.CompanyUserPermission",
    person="user",
    company="content_object",
    technical="id permission",
    of_person="user",
    of_company="content_object",
    hidden=True,
)
classify(
    "companies.Invitation",
    person="email invited_by",
    company="company role custom_role",
    technical="id language token_digest created_at expires_at accepted_at revoked_at",
    of_company="company",
    of_address="email",
    withheld="token_digest",
)
classify(
    "companies.EditingPresence",
    person="user",
    company="company kind",
    technical="id opened_at seen_at typed_at",
    of_person="user",
    of_company="company",
    hidden=True,
)
classify(
    "companies.Section",
    person="saved_by",
    company="company content",
    technical="id kind version saved_at confirmed_at",
    of_company="company",
)
classify(
    "companies.SectionDraft",
    person="author fields set_aside",
    company="company",
    technical="id kind base_version saved_at",
    of_person="author",
    of_company="company",
    hidden=True,
)
classify(
    "companies.SectionRevision",
    person="author",
    company="content source reason",
    technical="id section version restored_from saved_at",
    of_company="section__company",
)
classify(
    "companies.JournalEntry",
    person="author author_name author_number author_salt subject details",
    company="company act",
    technical="id at number author_digest previous_hash hash",
    blanks={"author": {"author_name": "", "author_number": None, "author_salt": ""}},
    kept={"subject details": JOURNAL},
    kept_of_company=JOURNAL,
    withheld="author_salt",
    shared="company",
)
classify(
    "companies.JournalHead",
    company="company",
    technical="id count hash",
    kept_of_company=JOURNAL,
    hidden=True,
)
classify(
    "companies.ImportBatch",
    technical="id source files started_at finished_at created matched changed doubled doubtful refused",
)
classify(
    "companies.ImportedRecord",
    company="company source source_key row",
    technical="id batch digest outcome imported_at",
    of_company="company",
    hidden=True,
)

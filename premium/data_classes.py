"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import MONEY, classify

classify(
    "premium.Order",
    person="email placed_by confirmed_by legal_name address postal_code city",
    company="company country vat_number purchase_order",
    money="number currency euro_rate rate_on rate_source price_cents credit_cents net_cents vat_reason vat_basis_points"
    " vat_cents total_cents refunded_cents",
    technical="id pack state replaces continues way stripe_invoice stripe_payment placed_at due_on received_on"
    " confirmed_at cancelled_at",
    kept={"email legal_name address postal_code city": MONEY},
    kept_of_company=MONEY,
    shared="company",
)
classify(
    "premium.Subscription",
    company="company",
    money="pack order",
    technical="id starts_at ends_at state renews next_pack contract failure dunning_since dunning_step outbound_ends_at"
    " paused_at paused_days",
    kept_of_company=MONEY,
    shared="company",
)
classify(
    "premium.SubscribedFeature",
    money="feature limit window carried subscription",
    technical="id",
    kept_of_company=MONEY,
)
classify(
    "premium.Grant",
    company="company",
    technical="id feature subscription starts_at ends_at limit carried used",
    kept_of_company=MONEY,
    shared="company",
)
classify(
    "premium.QuotaEntry",
    company="reason",
    technical="id grant key units state reserved_at settled_at",
    kept_of_company=MONEY,
    shared="grant__company",
)
classify(
    "premium.BillingDeputy",
    person="member",
    company="company",
    technical="id",
    of_person="member__user",
    of_company="company",
)
classify(
    "premium.CategoryGrace",
    company="company former_category category",
    technical="id begins_at ends_at unlisted_at reminded_at state closed_at",
    kept_of_company=MONEY,
    shared="company",
)
classify("premium.CategoryGrace_renewing", technical="id categorygrace subscription")
classify(
    "premium.CategoryCredit",
    person="sent_by",
    money="cents order call",
    technical="id grace sent_at",
    kept_of_company=MONEY,
)
classify(
    "premium.Dispute",
    money="cents order reason stripe_id",
    technical="id state opened_at decided_at",
    kept_of_company=MONEY,
)
classify(
    "premium.Refund",
    person="made_by",
    money="cents order reason key",
    technical="id made_at",
    kept_of_company=MONEY,
)
classify("premium.LedgerAccount", technical="id code")
classify(
    "premium.LedgerTransaction",
    money="key text order booked_on",
    technical="id created_at",
    kept_of_company=MONEY,
)
classify(
    "premium.LedgerEntry",
    money="transaction account cents currency",
    technical="id",
    kept_of_company=MONEY,
)
classify(
    "premium.StripeCustomer",
    company="company",
    money="currency stripe_id",
    technical="id revision read_at difference",
    kept_of_company=MONEY,
)
classify(
    "premium.StripeSubscription",
    money="customer stripe_id item_id unit_cents",
    technical="id status cancels_at_term is_paused period_starts_at period_ends_at",
    kept_of_company=MONEY,
)
classify(
    "premium.StripeCall",
    person="arguments result",
    company="company",
    money="operation contract",
    technical="id key made_at run_at done_at attempts error",
    kept={"arguments result": MONEY},
    kept_of_company=MONEY,
    withheld="arguments result",
)
classify(
    "premium.StripeEvent",
    technical="id stripe_id kind api_version customer payment told_at received_at run_at done_at attempts error",
)
classify("premium.Currency", technical="id code euro_rate rate_on source")
classify(
    "premium.Pack",
    technical="id slug name_en name_fr promise_en promise_fr price_cents currency rank is_on_sale",
)
classify("premium.PackFeature", technical="id feature limit window carried pack")
classify("premium.StandingGrant", technical="id feature limit window carried category")

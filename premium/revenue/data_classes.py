"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import MONEY, classify

classify("revenue.CatalogueChange", person="changed_by", technical="id reason subject before after changed_at")
classify(
    "revenue.Offer",
    technical="id name_fr name_en code percent_off free_months starts_on ends_on most_uses is_on",
)
classify("revenue.Offer_packs", technical="id offer pack")
classify(
    "revenue.OfferUse",
    money="order offer cents months name_fr name_en",
    technical="id",
    kept_of_company=MONEY,
)
classify(
    "revenue.RevenueStage",
    person="switched_by",
    technical="id stage given_pack commission_basis_points granted begun_at ended_at is_in_force",
)

"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify("listings.ActivityCode", technical="id code specialty description shipped_digest")
classify(
    "listings.CompanySpecialty",
    company="company specialty sentence",
    technical="id origin position",
    of_company="company",
)
classify(
    "listings.Specialty",
    technical="id parent slug name_en name_fr synonyms_en synonyms_fr position is_active shipped_digest",
)

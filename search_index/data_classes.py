"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "search_index.IndexEntry",
    company="company sort_name x y z facets payload words",
    technical="position evidence_level confirmed_on since digest version indexed_at",
    of_company="company",
    hidden=True,
)
classify("search_index.IndexedCity", technical="key name")
classify("search_index.IndexedWord", technical="stem written")
classify("search_index.IndexRebuild", technical="id name last_company copied started_at")
classify("search_index.PendingPush", technical="id company_id asked_at")
classify("search_index.SynonymGroup", technical="id words is_active updated_at")

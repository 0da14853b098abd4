"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from companies.pictures.models import WIDTHS, copy_name
from network.common.classification import classify

classify(
    "pictures.Picture",
    person="sent_by",
    company="company file",
    technical="id sent_at width height widths erased_at",
    of_company="company",
    copies_of=lambda name: [copy_name(name, width) for width in WIDTHS],
)

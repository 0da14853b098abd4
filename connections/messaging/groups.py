"""The name of a company's group of open pages."""


def company_group(company_id: int) -> str:
    return f"messages.company.{company_id}"

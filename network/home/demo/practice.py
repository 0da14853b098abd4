"""Languages, service areas and technologies of the demonstration companies, from what they do and where they are."""

import random

from companies.choices import Category

SPOKEN_IN = {"FR": "fr", "BE": "fr", "ES": "es", "DE": "de", "IT": "it", "NL": "nl", "GB": "en", "IE": "en"}
USED_FOR = {
    "shopify": ["shopify"],
    "prestashop": ["prestashop", "php"],
    "sylius": ["sylius", "php"],
    "woocommerce": ["woocommerce", "wordpress"],
    "adobe-commerce": ["adobe-commerce", "php"],
    "headless-commerce": ["react", "vue"],
    "web-design": ["wordpress", "shopify"],
    "replatforming": ["shopify", "prestashop"],
    "custom-development": ["php", "python"],
    "erp-integration": ["odoo", "sage"],
    "b2b-ecommerce": ["sap", "salesforce-commerce"],
    "paid-search": ["google-ads"],
    "shopping-ads": ["google-ads", "channable"],
    "social-advertising": ["meta-ads", "tiktok-ads"],
    "retail-media": ["amazon-ads", "mirakl"],
    "ecommerce-seo": ["google-analytics", "shopify"],
    "technical-seo": ["matomo", "google-analytics"],
    "international-seo": ["google-analytics"],
    "web-analytics": ["matomo", "google-analytics"],
    "email-marketing": ["klaviyo", "brevo"],
    "marketing-automation": ["brevo", "hubspot"],
    "payment-service-providers": ["stripe", "adyen"],
    "instalment-payments": ["klarna", "alma"],
    "subscription-billing": ["stripe", "paypal"],
    "managed-hosting": ["ovhcloud", "kubernetes"],
    "cloud-infrastructure": ["aws", "kubernetes"],
    "web-performance": ["google-cloud", "react"],
    "warehousing": ["reflex-wms", "manhattan-wms"],
    "order-fulfilment": ["shippingbo", "sendcloud"],
    "returns-management": ["shippingbo"],
    "last-mile-delivery": ["sendcloud"],
    "pim": ["akeneo"],
    "feed-management": ["lengow", "channable"],
    "marketplace-integration": ["mirakl", "lengow"],
    "amazon-agencies": ["amazon-ads"],
    "live-chat-operators": ["zendesk"],
    "loyalty-programmes": ["salesforce", "klaviyo"],
    "ecommerce-accounting": ["sage", "odoo"],
}
NEIGHBOURS = {
    "FR": ["BE", "CH"],
    "BE": ["FR", "NL", "LU"],
    "ES": ["PT"],
    "DE": ["AT", "CH"],
    "IT": ["CH"],
    "NL": ["BE", "DE"],
    "GB": ["IE"],
    "IE": ["GB"],
}


def languages_of(chance: random.Random, country: str, language: str) -> list[str]:
    """The language of the place, of the page, English, and now and then another one."""
    spoken = [SPOKEN_IN.get(country, language), language, "en", *chance.choice(([], [], ["es"], ["de"], ["it", "es"]))]
    return list(dict.fromkeys(spoken))


def practice_of(chance: random.Random, category: str, country: str, specialties: list[str]) -> dict[str, list[str]]:
    """The section "practical": providers serve their country, some its neighbours, some all of Europe."""
    if category != Category.PROVIDER:
        return {"service_areas": [country], "technologies": chance.choice((["shopify"], ["prestashop"], []))}
    neighbours = [country, *NEIGHBOURS.get(country, [])]
    areas = chance.choice(([country], [country], neighbours, ["eu"], ["eu", "GB"]))
    used = [technology for specialty in specialties for technology in USED_FOR.get(specialty, [])]
    return {"service_areas": areas, "technologies": list(dict.fromkeys(used))}

"""The technologies companies say they work with, by what they are for; product names are the same in every language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TECHNOLOGIES: tuple[tuple[str | Promise, tuple[tuple[str, str], ...]], ...] = (
    (
        _("Shop platforms"),
        (
            ("shopify", "Shopify"),
            ("prestashop", "PrestaShop"),
            ("woocommerce", "WooCommerce"),
            ("adobe-commerce", "Adobe Commerce (Magento)"),
            ("sylius", "Sylius"),
            ("salesforce-commerce", "Salesforce Commerce Cloud"),
            ("bigcommerce", "BigCommerce"),
            ("shopware", "Shopware"),
            ("wordpress", "WordPress"),
            ("drupal", "Drupal"),
        ),
    ),
    (
        _("Payment"),
        (
            ("stripe", "Stripe"),
            ("adyen", "Adyen"),
            ("paypal", "PayPal"),
            ("mollie", "Mollie"),
            ("worldline", "Worldline"),
            ("klarna", "Klarna"),
            ("alma", "Alma"),
        ),
    ),
    (
        _("Marketing and measurement"),
        (
            ("google-ads", "Google Ads"),
            ("meta-ads", "Meta Ads"),
            ("tiktok-ads", "TikTok Ads"),
            ("amazon-ads", "Amazon Ads"),
            ("google-analytics", "Google Analytics"),
            ("matomo", "Matomo"),
            ("klaviyo", "Klaviyo"),
            ("brevo", "Brevo"),
            ("mailchimp", "Mailchimp"),
            ("hubspot", "HubSpot"),
        ),
    ),
    (
        _("Data and management"),
        (
            ("sap", "SAP"),
            ("odoo", "Odoo"),
            ("microsoft-dynamics", "Microsoft Dynamics"),
            ("oracle-netsuite", "Oracle NetSuite"),
            ("sage", "Sage"),
            ("akeneo", "Akeneo"),
            ("salesforce", "Salesforce"),
            ("zendesk", "Zendesk"),
        ),
    ),
    (
        _("Logistics and marketplaces"),
        (
            ("reflex-wms", "Reflex WMS"),
            ("manhattan-wms", "Manhattan WMS"),
            ("shippingbo", "Shippingbo"),
            ("sendcloud", "Sendcloud"),
            ("mirakl", "Mirakl"),
            ("lengow", "Lengow"),
            ("channable", "Channable"),
        ),
    ),
    (
        _("Hosting and development"),
        (
            ("aws", "Amazon Web Services"),
            ("google-cloud", "Google Cloud"),
            ("azure", "Microsoft Azure"),
            ("ovhcloud", "OVHcloud"),
            ("kubernetes", "Kubernetes"),
            ("php", "PHP"),
            ("python", "Python"),
            ("react", "React"),
            ("vue", "Vue.js"),
        ),
    ),
)
NAMES = {key: name for _group, entries in TECHNOLOGIES for key, name in entries}


def technology_names(keys: list[str]) -> list[str]:
    """The names of technologies, in the order of the keys."""
    return [NAMES.get(key, key) for key in keys]

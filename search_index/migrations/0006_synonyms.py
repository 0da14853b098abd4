from django.db import migrations, models

GROUPS = (
    ("3PL", "third-party logistics", "logistics provider", "prestataire logistique", "logisticien"),
    ("4PL", "fourth-party logistics", "pilotage logistique"),
    ("SEO", "search engine optimisation", "référencement naturel", "référencement"),
    ("SEA", "paid search", "search engine advertising", "référencement payant", "liens sponsorisés"),
    ("PSP", "payment service provider", "prestataire de paiement", "solution de paiement"),
    ("BNPL", "buy now pay later", "paiement fractionné", "paiement en plusieurs fois"),
    ("PIM", "product information management", "gestion des données produit", "données produit"),
    ("DAM", "digital asset management", "gestion des médias"),
    ("ERP", "enterprise resource planning", "progiciel de gestion", "gestion commerciale"),
    ("CRM", "customer relationship management", "gestion de la relation client"),
    ("CMS", "content management system", "gestion de contenu"),
    ("OMS", "order management system", "gestion des commandes"),
    ("WMS", "warehouse management system", "gestion d'entrepôt"),
    ("TMS", "transport management system", "gestion du transport"),
    ("POS", "point of sale", "TPV", "logiciel de caisse", "caisse"),
    ("TPE", "payment terminal", "terminal de paiement"),
    ("KYC", "know your customer", "vérification d'identité", "identity verification"),
    ("RGPD", "GDPR", "protection des données", "data protection"),
    ("TVA", "VAT", "value added tax", "taxe sur la valeur ajoutée"),
    ("CRO", "conversion rate optimisation", "optimisation de la conversion"),
    ("SAV", "after-sales service", "service après-vente"),
    ("UX", "user experience", "expérience utilisateur"),
    ("SaaS", "software as a service", "logiciel en ligne"),
    ("EDI", "electronic data interchange", "échange de données informatisé"),
    ("API", "interface de programmation"),
    ("B2B", "business to business", "vente aux professionnels"),
    ("B2C", "business to consumer", "vente aux particuliers"),
    ("D2C", "DTC", "direct to consumer", "vente directe"),
    ("SMS", "texto", "text message"),
    ("RH", "HR", "ressources humaines", "human resources"),
    ("RP", "PR", "relations presse", "public relations"),
    ("IT", "informatique"),
    ("avocat", "lawyer", "solicitor", "cabinet d'avocats", "law firm"),
    ("comptable", "accountant", "expert-comptable", "accounting"),
    ("livraison", "delivery"),
    ("livreur", "coursier", "courier", "messagerie"),
    ("colis", "parcel"),
    ("transport routier", "trucking", "road haulage", "road freight"),
    ("transitaire", "freight forwarder", "freight forwarding"),
    ("douane", "customs", "dédouanement"),
    ("entrepôt", "warehouse", "entreposage", "warehousing", "storage", "stockage"),
    ("emballage", "packaging", "conditionnement"),
    ("publicité", "advertising"),
    ("agence de publicité", "advertising agency", "ad agency"),
    ("traduction", "translation"),
    ("hébergement", "hosting"),
    ("recrutement", "recruitment", "staffing", "intérim"),
    ("nettoyage", "cleaning"),
    ("gardiennage", "security guards", "surveillance"),
    ("recouvrement", "debt collection"),
    ("logiciel", "software"),
    ("formation", "training"),
    ("étude de marché", "market research", "market study"),
    ("graphisme", "graphic design"),
    ("photographe", "photography", "photographer", "packshot"),
    ("centre d'appels", "call centre", "call center", "contact centre"),
    ("affiliation", "affiliate"),
    ("influence", "influencer", "influenceur"),
    ("magasin", "boutique", "shop", "store"),
    ("e-commerce", "commerce en ligne", "online shop", "webshop"),
    ("assurance", "insurance"),
    ("banque", "bank", "banking"),
)


def ship(apps, schema_editor):
    """Words of the trade in French and English; operators edit them from here on."""
    group = apps.get_model("search_index", "SynonymGroup")
    group.objects.bulk_create([group(words=list(words)) for words in GROUPS])


class Migration(migrations.Migration):

    dependencies = [
        ('search_index', '0005_pushes_and_rebuilds'),
    ]

    operations = [
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField(default=list, verbose_name='words')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
            ],
            options={'verbose_name': 'group of synonyms', 'verbose_name_plural': 'synonyms', 'ordering': ['pk']},
        ),
        migrations.RunPython(ship, migrations.RunPython.noop),
    ]

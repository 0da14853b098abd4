"""Sentences of the demonstration network, in the language of each company."""

FIRST_NAMES = {
    "fr": "Ana Claire Youssef Lise Hoa Marc Paul Inès Théo Jeanne Karim Louise Samir Élodie Victor Nadia Hugo Manon Rémi Aïcha".split(),
    "en": "Emma Oliver Priya James Sofia Henry Amelia Lucas Nora Felix Greta Jonas Elena Mateo Chiara Daan Saskia Tom Ruth Owen".split(),
}
LAST_NAMES = {
    "fr": (
        "Ferreira Mauduit Amrani Perrin Nguyen Delvaux Lenormand Saulnier Morel Lambert Benali Roux Girard Fontaine Chevalier "
        "Masson Dumas Leroy Noël Haddad"
    ).split(),
    "en": (
        "Carter Whitfield Shah Hughes Romano Becker Visser Moreno Clarke Schmidt Jansen Russo Ortega Wagner Bakker Hill Murphy "
        "Fischer Conti Walsh"
    ).split(),
}
STREETS = {
    "fr": [
        "rue des Petites-Écuries",
        "quai Jeanne-Laborde",
        "rue du Marché",
        "avenue de la Gare",
        "rue des Tanneurs",
        "place du Commerce",
    ],
    "en": ["Market Street", "Harbour Road", "Station Lane", "Mill Yard", "Corn Exchange", "Canal Walk"],
}
FUNCTIONS = {
    "fr": [
        "Fondatrice",
        "Directeur technique",
        "Responsable commerciale",
        "Chargé de clientèle",
        "Responsable des achats",
    ],
    "en": ["Founder", "Head of engineering", "Head of sales", "Account manager", "Head of purchasing"],
}
PRESENTATIONS = {
    "provider": {
        "fr": [
            "{offer}\n\nNotre équipe de {employees} personnes travaille à {city} depuis {year}. Chaque client a deux interlocuteurs nommés, "
            "et un compte rendu écrit le premier lundi du mois.\n\nNous disons avant de commencer ce que nous ne savons pas faire.",
            "{offer}\n\nNous sommes {employees} à {city}, au service de boutiques, de marques et d’enseignes. Un devis part sous trois jours "
            "ouvrés, avec un prix et une date.\n\nUn premier échange de trente minutes est sans frais.",
            "{offer}\n\nDepuis {year}, nous accompagnons des commerces de toutes tailles, de la première commande à l’export. Nos tarifs sont "
            "écrits, nos contrats se quittent avec un mois de préavis.",
        ],
        "en": [
            "{offer}\n\nOur team of {employees} has worked from {city} since {year}. Each client has two named contacts and a written report on "
            "the first Monday of the month.\n\nWe say before we start what we cannot do.",
            "{offer}\n\nWe are {employees} people in {city}, working for shops, brands and store chains. A quote leaves within three working "
            "days, with a price and a date.\n\nA first call of thirty minutes is free.",
            "{offer}\n\nSince {year} we have helped retailers of every size, from the first order to export. Prices are in writing, contracts "
            "end with one month's notice.",
        ],
    },
    "other": {
        "fr": [
            "{offer}\n\nMaison fondée en {year}, à {city}. Nous sommes {employees} et cherchons des prestataires qui tiennent leurs délais."
        ],
        "en": [
            "{offer}\n\nFounded in {year}, based in {city}. We are {employees} people and look for providers who keep their dates."
        ],
    },
}
REFERENCE_SENTENCES = {
    "fr": [
        "Mise en place en six semaines, suivie depuis chaque mois.",
        "Un premier chantier livré à la date prévue.",
        "Deux ans de travail commun, avec un bilan par trimestre.",
    ],
    "en": [
        "Set up in six weeks, followed every month since.",
        "A first project delivered on the day agreed.",
        "Two years of work together, with a review each quarter.",
    ],
}
REQUESTS = {
    "fr": [
        (
            "Nous préparons la saison de printemps et cherchons un partenaire pour trois mois.",
            "Un contrat annuel si l’essai convient, et une référence publique.",
        ),
        (
            "Notre prestataire actuel s’arrête en mars ; nous comparons trois offres.",
            "Un volume connu, un cahier des charges déjà écrit.",
        ),
        (
            "Nous ouvrons la vente en Belgique et il nous manque un relais sur place.",
            "Un premier marché de douze mois, payé à trente jours.",
        ),
    ],
    "en": [
        (
            "We prepare the spring season and look for a partner for three months.",
            "A yearly contract if the trial goes well, and a public reference.",
        ),
        (
            "Our present provider stops in March; we compare three offers.",
            "A known volume and a brief that is already written.",
        ),
        (
            "We start selling in France and need somebody on the spot.",
            "A first order of twelve months, paid at thirty days.",
        ),
    ],
}
REPLIES = {
    "fr": [
        "Merci pour ces précisions. Deux questions pour répondre juste : quel volume par mois, et à partir de quelle date ?",
        "Environ 1 200 commandes par mois, à partir du 1er février. Pouvez-vous tenir ce délai ?",
        "Oui. Je vous envoie une proposition chiffrée avant vendredi.",
        "Parfait, nous la lirons lundi avec mon associée.",
    ],
    "en": [
        "Thank you, that is clear. Two questions so that our answer is exact: what volume a month, and from which date?",
        "About 1,200 orders a month, from 1 February. Can you keep that date?",
        "Yes. You will have a priced proposal before Friday.",
        "Perfect, we read it on Monday with my partner.",
    ],
}

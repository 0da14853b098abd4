"""Words of the first editorial pages: how it works, help, law and a first article, in both languages.

Of each page: address, title, introduction, text. Legal pages are frames: what only the operator knows is marked for him.
"""

from typing import Final, NamedTuple


class Words(NamedTuple):
    """A page of text as it is first written."""

    slug: str
    title: str
    introduction: str
    body: str


PAGES: Final = {
    "fr": (
        Words(
            "comment-ca-marche",
            "Comment ça marche",
            "Le membre est l’entreprise. Ses collègues agissent en son nom, chacun avec son rôle.",
            (
                "<h2>Vous cherchez un prestataire</h2><ol><li>Cherchez par spécialité, ville ou nom. Chaque résultat "
                "explique sa place.</li><li>Comparez jusqu’à quatre entreprises et gardez une sélection avec vos "
                "collègues.</li><li>Demandez une mise en relation : dites votre besoin. C’est gratuit, vingt fois par "
                "mois.</li></ol><h2>Vous proposez un service</h2><ol><li>Créez la page de votre entreprise et prouvez qui "
                "vous êtes : c’est gratuit.</li><li>Choisissez un pack pour montrer toute la page et entrer dans la "
                "recherche.</li><li>Répondez à plusieurs, dans une messagerie commune.</li></ol><h2>Ce qui ne s’achète "
                "pas</h2><p>Un pack rend visible. Il n’ajoute aucun point au classement et aucune marque de preuve. La "
                "formule du classement est publique.</p>"
            ),
        ),
        Words(
            "conditions",
            "Conditions d’utilisation",
            "Les règles entre l’exploitant du réseau et les entreprises membres.",
            (
                "<p><b>À compléter par l’exploitant avant la mise en ligne, dans le back-office :</b> identité de "
                "l’éditeur, droit applicable, tribunal compétent, médiation.</p><h2>Qui peut s’inscrire</h2><p>Toute "
                "personne autorisée à agir pour une entreprise. Elle répond de ce qu’elle publie au nom de "
                "l’entreprise.</p><h2>Ce qui n’est pas permis</h2><p>Se faire passer pour une autre entreprise, publier de "
                "fausses références, envoyer des messages en masse.</p><h2>Packs</h2><p>Un pack court un an à partir du "
                "paiement. Le prix, la durée et ce qu’il contient sont écrits sur la page des packs et sur la "
                "facture.</p><h2>Signaler</h2><p>Chaque page porte un lien pour corriger ou retirer un contenu. "
                "L’exploitant répond par courriel.</p>"
            ),
        ),
        Words(
            "confidentialite",
            "Données personnelles",
            "Ce que le réseau garde, pourquoi, et comment tout emporter ou tout effacer.",
            (
                "<p><b>À compléter par l’exploitant avant la mise en ligne, dans le back-office :</b> responsable du "
                "traitement, délégué à la protection des données, hébergeur, durées propres à votre entreprise.</p><h2>Ce "
                "que nous gardons</h2><p>Votre nom, votre adresse e-mail, vos rôles et les actes faits au nom de vos "
                "entreprises. Les factures sont gardées dix ans (code de commerce, article L123-22).</p><h2>Vos "
                "droits</h2><p>Dans « Mon compte », vous pouvez emporter toutes vos données et supprimer votre compte. "
                "L’effacement se fait après quatorze jours, pendant lesquels vous pouvez changer d’avis (règlement (UE) "
                "2016/679, articles 15, 17 et 20).</p><h2>Cookies</h2><p>Un cookie de session et un cookie de sécurité, "
                "nécessaires pour vous reconnaître. Aucun traceur, aucun service tiers.</p>"
            ),
        ),
    ),
    "en": (
        Words(
            "how-it-works",
            "How it works",
            "The member is the company. Its staff act in its name, each with a role.",
            (
                "<h2>You look for a provider</h2><ol><li>Search by specialty, city or name. Each result explains its "
                "position.</li><li>Compare up to four companies and keep a shortlist with your colleagues.</li><li>Ask for "
                "an introduction: say what you need. It is free, twenty times a month.</li></ol><h2>You offer a "
                "service</h2><ol><li>Create your company’s page and prove who you are: it is free.</li><li>Choose a pack "
                "to show the whole page and to enter the search.</li><li>Answer as a team, in one shared "
                "inbox.</li></ol><h2>What is not for sale</h2><p>A pack makes you visible. It adds no point to the ranking "
                "and no mark of evidence. The ranking formula is public.</p>"
            ),
        ),
        Words(
            "terms",
            "Terms of use",
            "The rules between the operator of the network and the member companies.",
            (
                "<p><b>To be completed by the operator before going on-line, in the back office:</b> identity of the "
                "publisher, applicable law, competent court, mediation.</p><h2>Who may sign up</h2><p>Anyone entitled to "
                "act for a company. That person answers for what is published in the company’s name.</p><h2>What is not "
                "allowed</h2><p>Passing for another company, publishing false references, sending mass "
                "messages.</p><h2>Packs</h2><p>A pack runs for one year from payment. Price, duration and contents are "
                "written on the page of packs and on the invoice.</p><h2>Reporting</h2><p>Each page carries a link to "
                "correct or remove content. The operator answers by e-mail.</p>"
            ),
        ),
        Words(
            "privacy",
            "Personal data",
            "What the network keeps, why, and how to take everything away or have it erased.",
            (
                "<p><b>To be completed by the operator before going on-line, in the back office:</b> controller, data "
                "protection officer, host, retention periods of your own.</p><h2>What we keep</h2><p>Your name, your "
                "e-mail address, your roles and the acts done in the name of your companies. Invoices are kept for ten "
                "years (French commercial code, article L123-22).</p><h2>Your rights</h2><p>In “My account” you can take "
                "all your data away and delete your account. Erasure takes place after fourteen days, during which you may "
                "change your mind (Regulation (EU) 2016/679, articles 15, 17 and 20).</p><h2>Cookies</h2><p>A session "
                "cookie and a security cookie, needed to recognise you. No tracker, no third-party service.</p>"
            ),
        ),
    ),
}

HELP: Final = {
    "fr": (
        Words(
            "creer-la-page",
            "Créer la page de mon entreprise",
            "Vérifiez d’abord si elle existe déjà : beaucoup de pages viennent de sources publiques.",
            (
                "<p>Cherchez le nom de l’entreprise. Si la page existe, choisissez « C’est mon entreprise ». Sinon, "
                "créez-la avec son numéro d’identification : il est contrôlé à la saisie.</p>"
            ),
        ),
        Words(
            "inviter-un-collegue",
            "Inviter un collègue",
            "Chaque collègue a son compte et son rôle.",
            (
                "<p>Ouvrez « Notre page », puis « Équipe ». L’invitation part par courriel et vaut sept jours. Vous pouvez "
                "la renvoyer ou l’annuler.</p>"
            ),
        ),
        Words(
            "ecrire-a-plusieurs",
            "Écrire la page à plusieurs",
            "Personne n’écrase le texte d’un autre.",
            (
                "<p>Chaque section a sa version. Si un collègue a publié pendant que vous écriviez, les deux textes sont "
                "montrés côte à côte et vous choisissez. Ce que vous tapez est gardé comme brouillon.</p>"
            ),
        ),
        Words(
            "niveaux-de-preuve",
            "Prouver qui nous sommes",
            "Cinq niveaux, gratuits, quel que soit le pack.",
            (
                "<p>Une adresse e-mail au nom du domaine, un enregistrement DNS, un mandat signé, un document contrôlé : "
                "chaque preuve donne sa méthode, sa date et son prochain contrôle.</p>"
            ),
        ),
        Words(
            "payer-un-pack",
            "Acheter et payer un pack",
            "Par carte, par virement, ou par quelqu’un d’autre.",
            (
                "<p>Choisissez le pack, vérifiez l’adresse de facturation, payez. La facture arrive par courriel et reste "
                "dans « Notre pack ». Un lien de paiement permet à une autre personne de régler sans compte.</p>"
            ),
        ),
        Words(
            "ordre-des-resultats",
            "Comprendre l’ordre des résultats",
            "La formule est publique.",
            (
                "<p>Sous chaque résultat, « Pourquoi cette place » donne les critères et leurs points. Payer ne donne "
                "aucun point.</p>"
            ),
        ),
    ),
    "en": (
        Words(
            "create-the-page",
            "Create my company’s page",
            "First check whether it exists: many pages come from public sources.",
            (
                "<p>Search for the company’s name. If the page exists, choose “This is my company”. Otherwise create it "
                "with its identification number: it is checked as you type.</p>"
            ),
        ),
        Words(
            "invite-a-colleague",
            "Invite a colleague",
            "Each colleague has an account and a role.",
            (
                "<p>Open “Our page”, then “Staff”. The invitation goes by e-mail and is valid for seven days. You can send "
                "it again or cancel it.</p>"
            ),
        ),
        Words(
            "write-together",
            "Write the page together",
            "Nobody overwrites anybody’s text.",
            (
                "<p>Each section has its version. If a colleague published while you were writing, both texts are shown "
                "side by side and you choose. What you type is kept as a draft.</p>"
            ),
        ),
        Words(
            "levels-of-evidence",
            "Prove who we are",
            "Five levels, free, whatever the pack.",
            (
                "<p>A mailbox on the domain, a DNS record, a signed mandate, a document checked: each proof gives its "
                "method, its date and its next check.</p>"
            ),
        ),
        Words(
            "pay-for-a-pack",
            "Buy and pay for a pack",
            "By card, by transfer, or by somebody else.",
            (
                "<p>Choose the pack, check the billing address, pay. The invoice comes by e-mail and stays in “Our pack”. "
                "A payment link lets another person pay without an account.</p>"
            ),
        ),
        Words(
            "order-of-results",
            "Understand the order of results",
            "The formula is public.",
            "<p>Under each result, “Why this position” gives the criteria and their points. Paying gives no point.</p>",
        ),
    ),
}

ARTICLES: Final = {
    "fr": (
        Words(
            "cinq-questions-avant-un-devis",
            "Cinq questions avant de demander un devis",
            "Un besoin clair reçoit de meilleures réponses.",
            (
                "<ol><li>Que doit changer ce travail pour vos clients ?</li><li>Quel volume, dans quels pays, à quelle "
                "date ?</li><li>Avec quels outils doit-il fonctionner ?</li><li>Quel budget, au plus ?</li><li>Qui décide "
                "chez vous, et quand ?</li></ol><p>Écrivez ces cinq réponses dans la demande de mise en relation : le "
                "prestataire saura tout de suite s’il peut vous servir.</p>"
            ),
        ),
    ),
    "en": (
        Words(
            "five-questions-before-a-quote",
            "Five questions before you ask for a quote",
            "A clear need gets better answers.",
            (
                "<ol><li>What should this work change for your customers?</li><li>What volume, in which countries, by "
                "when?</li><li>Which tools must it work with?</li><li>What is the budget, at most?</li><li>Who decides on "
                "your side, and when?</li></ol><p>Write these five answers into the request for an introduction: the "
                "provider knows at once whether they can serve you.</p>"
            ),
        ),
    ),
}

LISTS: Final = {
    "fr": (
        (
            "aide",
            "Aide",
            "Les questions qui reviennent. Une question sans réponse ici ? Écrivez à l’exploitant.",
            False,
        ),
        ("articles", "Articles", "Ce que le réseau a appris, en peu de mots.", True),
    ),
    "en": (
        ("help", "Help", "The questions that come back. No answer here? Write to the operator.", False),
        ("articles", "Articles", "What the network has learned, in few words.", True),
    ),
}
"""Of each list: address, title, introduction, and whether the newest comes first."""

"""Words of the columns: what titles say, and what cells are made of. All folded, see `plain_text`."""

from enum import StrEnum


class Column(StrEnum):
    """What a column holds; the values are those of `import-people --json`, SIRET apart."""

    FULL = "full_name"
    GIVEN = "given_name"
    FAMILY = "family_name"
    EMAIL = "email"
    PHONE = "phone"
    ORGANIZATION = "organization"
    FUNCTION = "role"
    WORLD = "worlds"
    TERRITORY = "municipality"
    NEEDS = "needs"
    SIRET = "siret"
    IGNORED = "ignored"


# What a title says, and how surely: "Type" is often the world, and often something else.
SURE, LIKELY, MAYBE = 1.0, 0.75, 0.5
_TITLES: dict[Column, dict[float, str]] = {
    Column.FULL: {
        SURE: "nom prenom|nom et prenom|nom prenoms|nom et prenoms|prenom nom|prenom et nom|nom complet|"
        "noms et prenoms|full name|nom et prenom de la personne|prenom nom de famille",
        LIKELY: "participant|participante|participants|participantes|personne|personnes|invite|"
        "invitee|invites|invitees|inscrit|inscrite|inscrits|name|attendee|guest|identite|"
        "intervenant|intervenante|convive|qui|membre|personne a inviter",
        MAYBE: "contact|contacts|referent|referente|interlocuteur|interlocutrice|representant|"
        "representante|correspondant|correspondante|representee par|represente par",
    },
    Column.GIVEN: {
        SURE: "prenom|prenoms|first name|given name|firstname|forename|pr nom|prenom usuel"
    },
    Column.FAMILY: {
        SURE: "nom|noms|nom de famille|nom usuel|nom d usage|nom de naissance|patronyme|last name|"
        "family name|surname|lastname",
    },
    Column.EMAIL: {
        SURE: "mail|mails|email|emails|e mail|e mails|mel|courriel|courriels|adresse mail|adresse email|"
        "adresse e mail|adresse electronique|adresse de messagerie|courrier electronique",
        LIKELY: "messagerie|electronique|mail pro|mail perso",
    },
    Column.PHONE: {
        SURE: "telephone|telephones|tel|tels|portable|mobile|gsm|phone|numero de telephone|n tel|"
        "n de telephone|numero de portable|telephone portable|telephone mobile|telephone fixe|cell phone",
        LIKELY: "fixe|ligne directe|cellulaire|numero d appel|whatsapp",
        MAYBE: "joindre|joignable|numero",
    },
    Column.ORGANIZATION: {
        SURE: "structure|structures|organisme|organisation|association|employeur|entreprise|etablissement|"
        "societe|organization|company|employer|raison sociale|nom de la structure|structure employeuse",
        LIKELY: "asso|denomination|entite|institution|collectif|cooperative|lieu de travail|agence|account|"
        "account name|lieu d exercice|structure de rattachement|structure d appartenance|ets|etab",
        MAYBE: "collectivite|service|partenaire|rattachement|groupement|federation|antenne",
    },
    Column.FUNCTION: {
        SURE: "fonction|fonctions|poste|metier|profession|occupation|job|job title|qualite|"
        "intitule du poste|intitule de poste|poste occupe",
        LIKELY: "role|emploi|position|responsabilite|statut professionnel|titre du poste",
        MAYBE: "titre|mission|missions|activite|intitule|grade|diplome",
    },
    Column.WORLD: {
        SURE: "monde|mondes|univers|world|worlds|ts es|es ts|ts ou es|ts ess|ts ou ess|monde s",
        LIKELY: "profil|secteur|milieu|categorie|type d acteur|type de participant|vous etes|je suis|"
        "college|appartenance|ts|es|ess|monde professionnel|famille d acteurs|categorie d acteur",
        MAYBE: "champ|domaine|type de structure|secteur d activite|type|public|famille|pole|groupe",
    },
    Column.TERRITORY: {
        SURE: "commune|ville|town|city|territoire|code commune|insee|code insee|localite|municipalite|"
        "commune de residence|ville de residence|cp ville|code postal ville|code postal et ville",
        LIKELY: "code postal|cp|zip|territoire d intervention|lieu de residence|bassin de vie",
        MAYBE: "departement|secteur geographique|quartier|canton",
    },
    Column.NEEDS: {
        SURE: "besoin|besoins|accessibilite|needs|besoins specifiques|besoins particuliers|"
        "besoin particulier|besoin specifique|regime alimentaire|amenagements|special needs",
        LIKELY: "regime|regimes|allergie|allergies|amenagement|pmr|handicap|special requirements|dietary|"
        "contraintes|accueil|mobilite reduite|lsf|contraintes alimentaires|adaptations",
        MAYBE: "repas|alimentation|requirements|a prevoir",
    },
    Column.SIRET: {SURE: "siret|n siret|no siret|numero siret|numero de siret|siren"},
    Column.IGNORED: {
        SURE: "horodateur|timestamp|date|dates|date d inscription|heure|id|identifiant|n|no|num|ordre|"
        "civilite|civ|genre|sexe|age|commentaire|commentaires|remarque|remarques|observation|observations|"
        "signature|emargement|paiement|tarif|montant|prix|quantite|adresse postale|pays|site web|site|"
        "url|photo|droit a l image|newsletter|rgpd|date de naissance|invite par|relance|relances",
        LIKELY: "note|notes|presence|present|presente|present e|billet|commande|reference|rue|voie|source|"
        "reponse|confirme|confirmation|table|badge|region|numero de table|adresse|inscription|linkedin|"
        "statut|comment avez vous connu|navette|transport|tour|atelier|ateliers|rang|index|ligne",
    },
}
TITLES = {
    phrase: (column, weight)
    for column, weights in _TITLES.items()
    for weight, phrases in weights.items()
    for phrase in phrases.split("|")
}
# Said around a title, without changing what it means.
AROUND = frozenset(
    "votre vos quel quelle quels quelles est sont le la les l de du des d the your un une svp "
    "obligatoire facultatif merci indiquer indiquez veuillez preciser precisez a au aux et y si en pro "
    "professionnel professionnelle perso principal principale pour vous".split()
)

TITLES_OF_PEOPLE = frozenset("m mr mme mlle madame monsieur mx dr me mmes mm".split())
GIVEN_NAMES = frozenset(
    "adele adrien agathe agnes aicha alain albert alexandra alexandre alexis alice aline alix "
    "amandine amelie amina amine ana anais andre andrea angelique anna anne annick annie anthony "
    "antoine antonin arnaud arthur audrey aurelie aurelien awa axel aziza baptiste barbara bastien "
    "beatrice benedicte benjamin benoit bernadette bernard bertrand brigitte bruno camille carine "
    "carla carole caroline catherine cecile cedric celia celine chantal charles charlotte chloe "
    "christelle christian christiane christine christophe claire clara claude claudine clemence "
    "clement colette coralie corinne cyril damien daniel daniele david deborah delphine denis denise "
    "diane didier dominique driss edouard edith elena eliane elisa elisabeth elise ella elodie eloise "
    "elsa emilie emma emmanuel emmanuelle enzo eric estelle esther etienne eugenie eva evelyne fabien "
    "fabienne fabrice fanny fatima fatou fatoumata felix florence florent florian francine franck "
    "francois francoise frederic frederique gabriel gabrielle gaelle gaetan gaspard gautier genevieve "
    "geoffrey georges gerald geraldine gerard gilbert gilles ginette gisele gregory guillaume guy "
    "gwenaelle hakim hamza hannah hassan helene henri herve hugo hugues ibrahim ines ingrid irene "
    "isabelle ismael jacqueline jacques jamila jean jeanne jeremie jeremy jerome jessica joel joelle "
    "johanna johanne jonathan jordan joseph josette josiane josephine jules julia julie julien "
    "juliette justine karim karima karine katia kevin khadija kim laetitia laila lara laura laure "
    "laurence laurent lea leila lena leo leon leonie lilian lina linda lionel lisa loic lola louis "
    "louise luc lucas lucie lucien lucienne ludivine ludovic lydia lydie madeleine mael maelle magali "
    "malika malik mamadou manon marc marcel marcelle margaux margot marguerite maria marianne marie "
    "marina marine marion marius martine maryse mathieu mathilde mathis matthieu maud maurice maxime "
    "mehdi melanie melissa michael michel michele micheline mickael mireille mohamed mohammed monique "
    "morgane moussa muriel myriam nadege nadia nadine naima nathalie nathan nicolas nicole nina noe "
    "noel noelle noemie nora odette odile olga olivier omar oceane ornella pascal pascale patrice "
    "patricia patrick paul paule pauline perrine philippe pierre quentin rachel rachid raphael "
    "raphaelle raymond rebecca regine regis remi remy renaud rene renee richard robert robin roger "
    "roland romain romane rosa rose roxane sabine sabrina salima samia samir samuel sandra sandrine "
    "sara sarah sebastien serge severine simon simone sofia solange solene sonia sophie stephane "
    "stephanie suzanne sylvain sylvie tanguy tatiana teresa theo therese thibault thibaut thierry "
    "thomas tiphaine tom valentin valentine valerie vanessa veronique victor victoire victoria "
    "vincent violette virginie viviane xavier yacine yann yannick yasmina yasmine youssef yves yvette "
    "yvonne zoe zohra".split()
)
# Beginnings of words: "direct" is a director, a directress or a direction.
ROLE_WORDS = tuple(
    "direct charge chargee assistant educat respons coordinat conseill president cheffe chef gerant "
    "benevole animat formateur formatrice referent secretaire tresor administrat salarie fondat "
    "cofondat consultant travailleur travailleuse mediat psycholog cesf moniteur monitrice delegue "
    "adjoint elu elue cadre agent technicien developp entrepreneur stagiaire etudiant manager officer "
    "worker infirm aide accompagnat encadrant maire vice".split()
)
ORGANIZATION_WORDS = frozenset(
    "association asso ccas cias mairie ville commune departement conseil region metropole centre maison "
    "mission caf carsat udaf adapei apf croix emmaus secours federation union fondation scop scic sarl sas "
    "cooperative coop regie foyer chrs ehpad institut iut ecole universite agence service direction "
    "ministere prefecture pole entreprise societe groupe reseau collectif atelier epicerie ressourcerie "
    "recyclerie cafe tiers compagnie cie mds msd mdph dreets esat iae siae habitat bailleur communaute "
    "syndicat comite club amicale structure mutuelle".split()
)
NEEDS_WORDS = frozenset(
    "pmr fauteuil vegetarien vegetarienne vegan vegane halal casher kasher gluten lactose allergie "
    "allergies allergique lsf sourd malentendant malentendante malvoyant malvoyante aveugle interprete "
    "boucle regime porc sans accessible ascenseur calme porte handicap mobilite".split()
)
NONE = frozenset(
    "non|aucun|aucune|neant|ras|rien|sans|na|n a|none|no|nsp|sans objet|pas de besoin|pas de besoins|"
    "aucun besoin|rien a signaler|aucun regime|pas de regime".split("|")
)
NO_STRUCTURE = frozenset(
    "neant|aucune|aucun|sans|sans structure|na|n a|none|independant|independante|freelance|"
    "en recherche d emploi|sans emploi|en creation d entreprise|particulier|a titre individuel|"
    "individuel|retraite|retraitee".split("|")
)
CROSSES = frozenset({"x", "oui", "o", "1", "vrai", "yes", "true"})
SIGNS = frozenset({"✓", "✔", "☑", "✅", "✗", "☒", "●", "•"})

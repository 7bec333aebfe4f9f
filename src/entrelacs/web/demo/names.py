"""Invented people: given names and family names put side by side, none of them anybody's."""

GIVEN = (
    "Aïcha Bastien Camille Djibril Élodie Farid Gwenaëlle Hugo Inès Joris Katell Lucien Maëlys Nadir Océane "
    "Pascal Qiana Rémi Salomé Thibault Uma Victor Wassila Xavier Yaëlle Zacharie Adèle Bilal Clémence Dorian "
    "Estelle-Marie Fabrice Garance Hamid Iris Jules Kenza Loïc Margot Nolwenn Omar Perrine Quentin-Paul "
    "Rosalie Samir Tiphaine Ulysse Violette Wilfried Yanis Zélie Amaury Bérénice Cyprien Diane Elias Fanny "
    "Gaspard Hélène Ismaël Jeanne Karim Lison Mathurin Naïma Octave Pauline Rachid Solène Tanguy Ursule "
    "Valentin Wendy Yohann Zohra Anatole Blanche Cédric Delphine Éric Flora Guilhem Hortense Isabelle Joël "
    "Karine Lamine Mireille Noé Odile Philippine Romane Sékou Thaïs Urbain Vanessa Walid Ysée Zoé Armand "
    "Bénédicte Colin Dalila Émile Firmin Gaëlle Henri"
).split()

FAMILY = (
    "Abribat Bonnaffé Carrelage Doucineau Escandel Fargelas Gourdange Hourtique Isnardon Jaubertie Kerambrun "
    "Lescarret Mondouet Navailles Ourliac Peyrelongue Quintanel Rivassou Sauvanet Tournemine Urbizu "
    "Vergnolas Wambeke Xantrail Yvonneau Zabaleta Artigolle Barbezange Castéran Darrigade-Lo Etchenausse "
    "Fontanieu Garrabos Hirigaray Irastorze Jolivart Kerlogot Labarthète Mauriçot Noguérol Olharan "
    "Pouyfourcat Quérouil Roumengade Saubusse Tastavin Uhartague Videlongue Wattecamp Ybarnegal Zuberoa "
    "Anglaret Bidegaray Combelonge Dessalas Espérandet Ferrandou Galatoire Hontarrède Istilart Jourdanne "
    "Kermorvan-Ly Laffargon Malaurent Nérisson Oxaran Puyguiraud Quillacq Rascoussier Salaberrot Trémouillac "
    "Urrutiaga Vignolasse Woillemin Yribarnet Zamorano-Blé Arrambide Bergeyron Caussinade Dubreuilh-Ka "
    "Estournel Fauquembert Goyhenetch Haristoy-Ma Izarrague Jaureguy-Sen Kergoustin Lamothe-Diop Montauzan "
    "Nougarède-Ba Oyharçabal Passicot Quercylois Roquemaurel Soulignac Tauzinat Uzureau Verdolive Wagrenier "
    "Ysambert Zingarelle Aubespin Bordenavelle Cantegrit Dorgambide Escaffignac Fourcassié"
).split()


def invented_name(number: int) -> tuple[str, str]:
    """The person of that number: the same one each time, and never the same as another's.

    >>> invented_name(0) != invented_name(len(GIVEN))
    True
    """
    # A second turn through the given names meets other family names.
    turn, place = divmod(number, len(GIVEN))
    return GIVEN[place], FAMILY[(place * 7 + turn * 11) % len(FAMILY)]

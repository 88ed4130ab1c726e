"""Countries that contracts often name, in French: ISO 3166 code → name; any other prints as its code."""

from __future__ import annotations

COUNTRIES: dict[str, str] = {
    "AE": "Émirats arabes unis", "AL": "Albanie", "AR": "Argentine", "AT": "Autriche", "AU": "Australie",
    "BA": "Bosnie-Herzégovine", "BE": "Belgique", "BG": "Bulgarie", "BR": "Brésil", "CA": "Canada", "CH": "Suisse",
    "CL": "Chili", "CN": "Chine", "CO": "Colombie", "CY": "Chypre", "CZ": "Tchéquie", "DE": "Allemagne", "DK": "Danemark",
    "EE": "Estonie", "EG": "Égypte", "ES": "Espagne", "FI": "Finlande", "FR": "France", "GB": "Royaume-Uni", "GE": "Géorgie",
    "GR": "Grèce", "HK": "Hong Kong", "HR": "Croatie", "HU": "Hongrie", "ID": "Indonésie", "IE": "Irlande", "IL": "Israël",
    "IN": "Inde", "IS": "Islande", "IT": "Italie", "JP": "Japon", "KE": "Kenya", "KR": "Corée du Sud", "LI": "Liechtenstein",
    "LT": "Lituanie", "LU": "Luxembourg", "LV": "Lettonie", "MA": "Maroc", "MC": "Monaco", "MD": "Moldavie", "ME": "Monténégro",
    "MK": "Macédoine du Nord", "MT": "Malte", "MX": "Mexique", "MY": "Malaisie", "NG": "Nigéria", "NL": "Pays-Bas",
    "NO": "Norvège", "NZ": "Nouvelle-Zélande", "PE": "Pérou", "PH": "Philippines", "PK": "Pakistan", "PL": "Pologne",
    "PT": "Portugal", "QA": "Qatar", "RO": "Roumanie", "RS": "Serbie", "RU": "Russie", "SA": "Arabie saoudite", "SE": "Suède",
    "SG": "Singapour", "SI": "Slovénie", "SK": "Slovaquie", "SR": "Suriname", "TH": "Thaïlande", "TN": "Tunisie",
    "TR": "Turquie", "TW": "Taïwan", "UA": "Ukraine", "US": "États-Unis", "UY": "Uruguay", "VN": "Viêt Nam",
    "ZA": "Afrique du Sud",
}  # fmt: skip

"""Countries that contracts often name, in German: ISO 3166 code → name; any other prints as its code."""

from __future__ import annotations

COUNTRIES: dict[str, str] = {
    "AE": "Vereinigte Arabische Emirate", "AL": "Albanien", "AR": "Argentinien", "AT": "Österreich", "AU": "Australien",
    "BA": "Bosnien-Herzegowina", "BE": "Belgien", "BG": "Bulgarien", "BR": "Brasilien", "CA": "Kanada", "CH": "Schweiz",
    "CL": "Chile", "CN": "China", "CO": "Kolumbien", "CY": "Zypern", "CZ": "Tschechien", "DE": "Deutschland", "DK": "Dänemark",
    "EE": "Estland", "EG": "Ägypten", "ES": "Spanien", "FI": "Finnland", "FR": "Frankreich", "GB": "Vereinigtes Königreich",
    "GE": "Georgien", "GR": "Griechenland", "HK": "Hongkong", "HR": "Kroatien", "HU": "Ungarn", "ID": "Indonesien",
    "IE": "Irland", "IL": "Israel", "IN": "Indien", "IS": "Island", "IT": "Italien", "JP": "Japan", "KE": "Kenia",
    "KR": "Südkorea", "LI": "Liechtenstein", "LT": "Litauen", "LU": "Luxemburg", "LV": "Lettland", "MA": "Marokko",
    "MC": "Monaco", "MD": "Moldau", "ME": "Montenegro", "MK": "Nordmazedonien", "MT": "Malta", "MX": "Mexiko", "MY": "Malaysia",
    "NG": "Nigeria", "NL": "Niederlande", "NO": "Norwegen", "NZ": "Neuseeland", "PE": "Peru", "PH": "Philippinen",
    "PK": "Pakistan", "PL": "Polen", "PT": "Portugal", "QA": "Katar", "RO": "Rumänien", "RS": "Serbien", "RU": "Russland",
    "SA": "Saudi-Arabien", "SE": "Schweden", "SG": "Singapur", "SI": "Slowenien", "SK": "Slowakei", "SR": "Suriname",
    "TH": "Thailand", "TN": "Tunesien", "TR": "Türkei", "TW": "Taiwan", "UA": "Ukraine", "US": "Vereinigte Staaten",
    "UY": "Uruguay", "VN": "Vietnam", "ZA": "Südafrika",
}  # fmt: skip

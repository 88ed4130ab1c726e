"""Countries that contracts often name, in Dutch: ISO 3166 code → name; any other prints as its code."""

from __future__ import annotations

COUNTRIES: dict[str, str] = {
    "AE": "de Verenigde Arabische Emiraten", "AL": "Albanië", "AR": "Argentinië", "AT": "Oostenrijk", "AU": "Australië",
    "BA": "Bosnië-Herzegovina", "BE": "België", "BG": "Bulgarije", "BR": "Brazilië", "CA": "Canada", "CH": "Zwitserland",
    "CL": "Chili", "CN": "China", "CO": "Colombia", "CY": "Cyprus", "CZ": "Tsjechië", "DE": "Duitsland", "DK": "Denemarken",
    "EE": "Estland", "EG": "Egypte", "ES": "Spanje", "FI": "Finland", "FR": "Frankrijk", "GB": "het Verenigd Koninkrijk",
    "GE": "Georgië", "GR": "Griekenland", "HK": "Hongkong", "HR": "Kroatië", "HU": "Hongarije", "ID": "Indonesië",
    "IE": "Ierland", "IL": "Israël", "IN": "India", "IS": "IJsland", "IT": "Italië", "JP": "Japan", "KE": "Kenia",
    "KR": "Zuid-Korea", "LI": "Liechtenstein", "LT": "Litouwen", "LU": "Luxemburg", "LV": "Letland", "MA": "Marokko",
    "MC": "Monaco", "MD": "Moldavië", "ME": "Montenegro", "MK": "Noord-Macedonië", "MT": "Malta", "MX": "Mexico",
    "MY": "Maleisië", "NG": "Nigeria", "NL": "Nederland", "NO": "Noorwegen", "NZ": "Nieuw-Zeeland", "PE": "Peru",
    "PH": "de Filipijnen", "PK": "Pakistan", "PL": "Polen", "PT": "Portugal", "QA": "Qatar", "RO": "Roemenië", "RS": "Servië",
    "RU": "Rusland", "SA": "Saoedi-Arabië", "SE": "Zweden", "SG": "Singapore", "SI": "Slovenië", "SK": "Slowakije",
    "SR": "Suriname", "TH": "Thailand", "TN": "Tunesië", "TR": "Turkije", "TW": "Taiwan", "UA": "Oekraïne",
    "US": "de Verenigde Staten", "UY": "Uruguay", "VN": "Vietnam", "ZA": "Zuid-Afrika",
}  # fmt: skip

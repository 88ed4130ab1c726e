"""Countries that contracts often name, in Spanish: ISO 3166 code → name; any other prints as its code."""

from __future__ import annotations

COUNTRIES: dict[str, str] = {
    "AE": "Emiratos Árabes Unidos", "AL": "Albania", "AR": "Argentina", "AT": "Austria", "AU": "Australia",
    "BA": "Bosnia-Herzegovina", "BE": "Bélgica", "BG": "Bulgaria", "BR": "Brasil", "CA": "Canadá", "CH": "Suiza",
    "CL": "Chile", "CN": "China", "CO": "Colombia", "CY": "Chipre", "CZ": "Chequia", "DE": "Alemania", "DK": "Dinamarca",
    "EE": "Estonia", "EG": "Egipto", "ES": "España", "FI": "Finlandia", "FR": "Francia", "GB": "Reino Unido", "GE": "Georgia",
    "GR": "Grecia", "HK": "Hong Kong", "HR": "Croacia", "HU": "Hungría", "ID": "Indonesia", "IE": "Irlanda", "IL": "Israel",
    "IN": "India", "IS": "Islandia", "IT": "Italia", "JP": "Japón", "KE": "Kenia", "KR": "Corea del Sur", "LI": "Liechtenstein",
    "LT": "Lituania", "LU": "Luxemburgo", "LV": "Letonia", "MA": "Marruecos", "MC": "Mónaco", "MD": "Moldavia",
    "ME": "Montenegro", "MK": "Macedonia del Norte", "MT": "Malta", "MX": "México", "MY": "Malasia", "NG": "Nigeria",
    "NL": "Países Bajos", "NO": "Noruega", "NZ": "Nueva Zelanda", "PE": "Perú", "PH": "Filipinas", "PK": "Pakistán",
    "PL": "Polonia", "PT": "Portugal", "QA": "Catar", "RO": "Rumanía", "RS": "Serbia", "RU": "Rusia", "SA": "Arabia Saudí",
    "SE": "Suecia", "SG": "Singapur", "SI": "Eslovenia", "SK": "Eslovaquia", "SR": "Surinam", "TH": "Tailandia",
    "TN": "Túnez", "TR": "Turquía", "TW": "Taiwán", "UA": "Ucrania", "US": "Estados Unidos", "UY": "Uruguay", "VN": "Vietnam",
    "ZA": "Sudáfrica",
}  # fmt: skip

"""What the funders of these stories tell, in the shapes of the real ones; all of it is invented."""

from typing import Any

from samverka.sources.tests.eu_pages import page_of, topic

ROUND: dict[str, Any] = {
    "Diarienummer": "2026-09001",
    "DiarienummerUtlysning": "2026-09000",
    "Titel": "Exempelrunda för odling på tak",
    "TitelEngelska": "Example round for growing on roofs",
    "Beskrivning": "<p>Ni odlar <b>tillsammans</b>.</p>",
    "BeskrivningEngelska": "x",
    "Oppningsdatum": "2026-09-01T00:00:00",
    "Stangningsdatum": "2026-12-01T14:00:00",
    "UppskattatBeslutsdatum": "1900-01-01T00:00:00",
    "Publik": 1,
    "WebTextLista": [{"TextID": 1, "TextSv": "Högst två år.", "TextEn": "Two years at most."}],
    "LankLista": [{"Beskrivning": "Läs mer", "URL": "https://exempel.invalid/rundan"}],
    "DokumentLista": [{"Titel": "Text", "fileURL": "https://exempel.invalid/1", "Lang": "Sv"}],
    "KontaktLista": [{"Namn": "Exempel Person", "Epost": "person@exempel.invalid", "Telefon": "0"}],
}
CALL: dict[str, Any] = {
    "Diarienummer": "2026-09000",
    "Titel": "Exempelutlysning om odling",
    "TitelEngelska": "Example call about growing",
    "Beskrivning": "Om odling i staden.",
    "BeskrivningEngelska": "About growing in the city.",
    "Publik": 1,
    "KontaktLista": [{"Namn": "Exempel Person", "Epost": "person@exempel.invalid"}],
}
GDP_CALL: dict[str, Any] = {
    "diarienummer": "EX-2026/1",
    "finansiarNamn": "Exempelmyndigheten",
    "titel": "Exempelutlysning om lek",
    "titelEng": "Example call about play",
    "beskrivning": "<p>Lek för alla.</p>",
    "beskrivningEng": "Play for all.",
    "budgetBelopp": 12000000.0,
    "budgetValuta": "SEK",
    "oppningsdatum": "2026-10-01",
    "stangningsdatum": "2027-01-15T14:00:00",
    "uppdateringTidpunkt": "2026-10-01T08:00:00Z",
    "publiceringsplats": "https://exempel.invalid/lek",
    "program": {"diarienummer": "EX-2026/0", "titel": "Exempelprogrammet"},
    "nyckelord": [{"namn": "lek"}, {"namn": "barn"}],
    "status": "Öppen",
}
HIT: dict[str, Any] = {
    "id": "900001",
    "number": "EX-26-001",
    "title": "Example Grants for Gardens &amp; Parks",
    "agencyCode": "EX",
    "agencyName": "Example Agency",
    "openDate": "10/01/2026",
    "closeDate": "01/31/2027",
    "oppStatus": "posted",
    "docType": "synopsis",
    "alnist": ["00.000"],
}
HITS: dict[str, Any] = {
    "errorcode": 0,
    "msg": "Webservice Succeeds",
    "data": {"hitCount": 1, "startRecord": 0, "oppHits": [HIT]},
}
DETAILS: dict[str, Any] = {
    "errorcode": 0,
    "data": {
        "id": 900001,
        "synopsis": {
            "synopsisDesc": "<p>Gardens for everybody.</p>",
            "awardCeiling": "500000",
            "awardFloor": "none",
            "estimatedFunding": "2000000",
            "applicantTypes": [{"id": "99", "description": "Unrestricted"}],
            "applicantEligibilityDesc": "Anybody, <i>anywhere</i>.",
            "fundingActivityCategories": [{"id": "AR", "description": "Arts"}],
            "agencyContactName": "Example Person",
            "agencyContactEmail": "person@example.invalid",
        },
    },
}
ROW: dict[str, Any] = {
    "id": "lek-27",
    "titel": "Exempelstöd för lek",
    "title": "Example grants for play",
    "sammanfattning": "Lek för alla.",
    "summary": "Play for all.",
    "finansiär": "Exempelstiftelsen",
    "program": "Exempelprogrammet",
    "nivå": "regional",
    "öppnar": "2026-12-01",
    "deadline": "15 januari 2027 kl. 16.00 | 15/9 2027",
    "belopp": "2,5 miljoner kr",
    "lägsta belopp": "50 000",
    "högsta belopp": 300000,
    "stödandel": "50 %",
    "sökande": "Föreningar | Kommuner",
    "nyckelord": ["lek", "barn"],
    "plats": "Exempelköping",
    "länk": "https://exempel.invalid/lek",
    "diarienummer": "EX 27/1",
}
# Of each kind: by a part of the address, what is told there.
EU_FILE: dict[str, Any] = {
    "identifier": "EXAMPLE-2027-00-0001",
    "description": "<p>Told in the file.</p>",
    "budgetOverviewJSONItem": {
        "budgetTopicActionMap": {
            "1": [{"action": "EXAMPLE-2027-00-0001 - EX", "budgetYearMap": {"2027": 500}}]
        }
    },
}

ANSWERS: dict[str, dict[str, Any]] = {
    "eu": {"/search": page_of([topic(1), topic(2, descriptionByte=[])], 1), "/files": EU_FILE},
    "vinnova": {"/ansokningsomgangar/": [ROUND], "/utlysningar/": [CALL]},
    "gdp": {"/utlysningar": [GDP_CALL]},
    "grants-gov": {"/search2": HITS, "/fetchOpportunity": DETAILS},
    "table": {"": [ROW]},
}

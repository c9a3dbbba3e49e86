"""Forty ideas as people write them: plain Swedish and English, 5 to 70 words."""

TEXTS = (
    "Vi vill odla tillsammans på gården.",
    "Unga som inte har jobb behöver något att göra om dagarna.",
    "Jag skulle vilja starta ett kafé där äldre och barn lagar saker ihop.",
    "Det finns ingen mötesplats i vår by sedan affären stängde. Vi är några som vill öppna "
    "bygdegården igen, med en liten butik och soppa på torsdagar.",
    "Många kvinnor som är nya i Sverige sitter hemma. De kan sy och laga mat. Kan de starta eget "
    "tillsammans, med någon som hjälper till med pappren?",
    "Busslinjen är borta och de gamla kommer inte till vårdcentralen. Vi har tänkt på en "
    "samåkning där grannar kör grannar, men vet inte hur det är med försäkring och skatt.",
    "Ensamhet bland äldre i höghusen.",
    "Skolan har tomma lokaler på kvällarna. Låt föreningarna använda dem.",
    "Min son är nitton och har autism. Efter gymnasiet finns ingenting. Jag vill bygga en "
    "verkstad där han och andra kan arbeta i sin egen takt och få riktig lön, kanske som ett "
    "socialt företag. Jag har aldrig drivit något och behöver råd om hur man börjar.",
    "Vi slänger för mycket mat. Ett kylskåp på torget där alla får ta och ge.",
    "Återbruk av byggmaterial, med praktik för långtidsarbetslösa",
    "Killar i trettonårsåldern hänger vid stationen varje kväll. Vi tränare i klubben vill ha "
    "öppen hall på fredagar, utan avgift och utan krav på att tävla.",
    "Språkkafé på biblioteket fungerar, men männen kommer inte. Vi tror att de hellre pratar "
    "medan de gör något, som att meka med cyklar.",
    "Hur får man pengar till ett projekt om psykisk ohälsa bland unga tjejer?",
    "Sju små föreningar söker samma bidrag vart år och ingen hinner. Kan vi dela på en som "
    "skriver ansökningar och håller ordning på redovisningen?",
    "Jag lagar kläder och vill lära andra.",
    "I vår kommun står femtio lägenheter tomma samtidigt som unga inte får tag på bostad. Vi "
    "vill prova kollektivboende över generationerna, där den som är student hjälper till några "
    "timmar i veckan i utbyte mot lägre hyra. Fastighetsbolaget är försiktigt positivt men vill "
    "se att någon annan tar ansvar för hur det sköts.",
    "Personer med funktionsnedsättning vill också vara med i kören",
    "Digital hjälp för den som inte kan BankID, av ungdomar som får sommarjobb.",
    "Vi är tre bönder som vill ta emot människor som har varit sjukskrivna länge. Djuren gör "
    "gott. Rehabilitering på gård, grön omsorg, med kommunen som köper platser.",
    "We want to grow vegetables together in the yard.",
    "Young people here have no work and nowhere to meet in the evenings.",
    "I would like to open a repair café where retired craftsmen teach teenagers how to mend "
    "bicycles and phones.",
    "How do we start a cooperative?",
    "Many newcomers are trained nurses and teachers but clean offices. We want to pair each of "
    "them with somebody in the same profession for half a year.",
    "There is a lot of loneliness among older men in the villages. They will not come to a "
    "coffee morning, but they would come to a workshop with tools.",
    "Our association has a kitchen that stands empty most of the week, and the shelter next door "
    "has no food. What would it take to cook there with people who are looking for work?",
    "Looking for partners in a European project on rural mobility",
    "Parents of children with disabilities are exhausted. A pool of trained volunteers, one "
    "evening a week each, would give them a night off.",
    "A community fund where people in the town lend small sums to local social enterprises.",
    "Girls stop playing football at thirteen. We asked them why and they want to train without "
    "being compared. We need a hall, two leaders and about two years to show that it works.",
    "Second-hand furniture for refugees who move into their first flat",
    "I have been on sick leave for four years and know what is missing: a place between home and "
    "work where nobody counts how much you do. I want to build it together with others who have "
    "been there, on a farm or in a workshop, and I would like to know whether the employment "
    "agency, the municipality or a foundation could pay for a coordinator during the first year.",
    "Free legal advice in the laundry room.",
    "Could the library lend tools, sewing machines and a cargo bike?",
    "Teach older people to use the internet safely, taught by pupils at the folk high school.",
    "Less food waste in schools, more meals for people who need them.",
    "We run a small theatre with people who have been homeless and would like to tour the "
    "county. The performances start conversations that statistics do not. Who has done something "
    "like it, and which open calls pay for culture and health together?",
    "Climate adaptation with neighbours: rain gardens instead of asphalt in our street.",
    "Children and grandparents planting trees",
)

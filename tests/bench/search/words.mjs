// The words around the subject. Real texts hold thousands of words that are about nothing anyone searches for, and most
// of them are rare; here they are put together from parts, as Dutch compounds and English derivations are.
import { pick, pickSkewed, words } from './random.mjs'

const NL_HEADS_OF_COMPOUNDS = words(`
onderzoeks afdelings werk vergader lab kantoor studie college rooster project beleids team kennis lees schrijf reken
zomer winter ochtend middag avond week maand jaar campus gebouw fiets koffie lunch bureau gang balie telefoon mail brief
dossier formulier sleutel kast archief bibliotheek boek tijdschrift artikel hoofdstuk tabel grafiek kaart bodem water
lucht klimaat energie zonne wind planten dieren cel eiwit bloed hart brein woord verhaal beeld geluid muziek kunst
rechts wet markt geld bank handels consumenten burger stads dorps land grens zee rivier haven spoor weg verkeers machine
robot sensor meet sterren ruimte licht atoom stof kristal metaal glas hout textiel papier drukwerk nieuws film toneel
museum erfgoed akker bos tuin vee voedsel zuivel graan suiker zout olie gas warmte koel druk tril spannings stroom
batterij netwerk geheugen gebruikers scherm toets programma signaal patroon proef steekproef vragen antwoord toon stem
adem slaap beweeg sport spel kinder jongeren ouderen familie buurt wijk school leerlingen docenten studenten alumni
gasten bezoekers patiënten zieken zorg verpleeg medicijn vaccin virus bacterie schimmel weefsel bot spier huid oog oor
`)
const NL_TAILS_OF_COMPOUNDS = words(`
overleg schema lijst kamer groep tafel bord map model proef meting verslag notitie vraag gids wijzer kaart boek bestand
systeem commissie raad bestuur lid hoofd meester bewaker maker drager dag uur moment ronde reeks fase stap punt lijn
vlak veld gebied zone plek ruimte zaal hal hoek kant kern basis bron stroom kracht waarde norm regel eis kans keuze doel
taak rol functie dienst bureau centrum school kring vereniging feest borrel reis route tocht bezoek dagboek kalender
agenda archief verzameling selectie indeling verdeling schatting berekening vergelijking beschrijving uitleg toelichting
samenvatting bewerking verwerking voorziening inrichting opstelling installatie apparaat toestel instrument onderdeel
materiaal monster staal laag rand tand wand vloer dak deur raam poort brug pad spoor weg baan kabel draad buis klep
knop schakelaar teller meter schaal maat cijfer tabel code taal tekst beeld film lezing
`)
const NL_COMMON = words(`
gewoon vaak soms meteen later samen alleen rustig duidelijk praktisch kort lang nieuw oud klein groot eerlijk lastig
makkelijk handig nuttig vrij druk vol leeg open gesloten concreet persoonlijk dagelijks wekelijks maandelijks jaarlijks
vroeg laat dichtbij verderop binnen buiten boven beneden links rechts vooraf achteraf onderweg tussendoor uiteindelijk
eigen ander zelfde volgend vorig eerste laatste tweede derde halve hele enige beste fijne mooie stille drukke vlotte
ideeën patiënt efficiënt officieel financieel digitaal schriftelijk mondeling vertrouwelijk vrijwillig verplicht
`)
const NL_THINGS = words(`
agenda voorbeeld opdracht oefening gesprek vraag plan stap week ochtend middag groep collega kamer scherm bladzijde
brief
bericht lijst tekening kaart spel verhaal fout twijfel keuze grens afspraak belofte doel begin einde pauze wandeling
koffie lunch tafel bord pen papier boek artikel hoofdstuk tabel cijfer rooster college tentamen student proefpersoon
dataset model meting apparaat lab kantoor gang gebouw trap fiets trein stad land taal woord zin stem blik hand voet
hoofd hart energie rust drukte haast stilte ruzie grap moed geduld vertrouwen kritiek hulp steun tijd ruimte geld budget
contract functie rol taak team afdeling faculteit dienst bestuur raad commissie congres lezing poster praatje borrel
`)
const NL_VERBS = words(`
bespreekt oefent kiest schrijft leest tekent maakt bedenkt probeert vergelijkt noteert vertelt luistert vraagt zoekt
ontdekt herkent bekijkt bewaart deelt verdeelt schrapt verschuift plant voorbereidt afrondt controleert herschrijft
verzamelt sorteert telt meet rekent toont verkent onderzoekt verbetert bouwt ontwerpt test kopieert vertaalt
`)
const STEMS = words(`
neuro bio geo psycho socio immuno hydro thermo electro photo cardio histo morpho micro macro nano astro agro aero chrono
cyto derma endo exo gastro hemo hetero homo iso litho magneto mega meta mono multi myo nephro onto ortho osteo paleo
patho
phono physio poly proto radio seismo spectro stereo techno topo toxi ultra zoo
`)
const ROOTS = [
  ...['logie logy', 'logisch logical', 'grafie graphy', 'grafisch graphic', 'metrie metry', 'metrisch metric'],
  ...['chemie chemistry', 'chemisch chemical', 'fysica physics', 'fysisch physical', 'dynamica dynamics'],
  ...['dynamisch dynamic', 'genetica genetics', 'genetisch genetic', 'scoop scope', 'scopisch scopic', 'sfeer sphere'],
  ...['structuur structure', 'therapie therapy', 'techniek technics', 'kinetisch kinetic', 'synthese synthesis'],
  ...['analyse analysis', 'mechanica mechanics', 'statisch static', 'gram gram', 'meter meter', 'tropisch tropic'],
].map((pair) => pair.split(' '))
const EN_PREFIXES = words(`
re co pre over under out un mis inter cross
`)
const EN_BASES = words(`
plan write read draft map sort count check sketch test build shape frame chart file label link list mark match pack
paint
park pick place plant play point press print prompt pull push rank rate record reach report rest risk roll round sail
sample scan score screen search select shift ship sign sort sound spell spot stack staff stamp start state steer step
stitch stock stretch study switch talk target task teach tell think time touch trace track trade train transfer trap
treat trust turn type value view visit vote walk warm wash watch water weigh work wrap yield anchor answer balance
`)
const EN_SUFFIXES = ['ing', 'ed', 'er', 's', 'able', 'less', 'like']
const EN_COMMON = words(`
plain quiet short long new old small large honest awkward easy handy useful free busy full empty open closed concrete
personal daily weekly monthly yearly early late nearby inside outside upstairs downstairs left right beforehand
afterwards
own other same next previous first last second third half whole only best fine calm brisk steady gentle sharp loose firm
written spoken digital financial official voluntary confidential practical ordinary unusual simple thorough patient
`)
const EN_THINGS = words(`
diary example assignment exercise talk question plan step week morning afternoon group colleague room screen page letter
message list drawing card game story mistake doubt choice limit agreement promise goal beginning end break walk coffee
lunch table board pen paper book article chapter chart figure timetable class exam student participant dataset model
measurement machine lab office corridor building stairs bicycle train town country language word sentence voice glance
hand
foot head heart energy rest rush hurry silence quarrel joke courage patience trust criticism help support time space
money
budget contract position role task team department faculty service council committee conference lecture poster reception
`)
const EN_VERBS = words(`
discuss practise choose write read draw make invent try compare note tell hear ask seek discover recognise examine keep
share divide drop move schedule prepare finish check rewrite collect sort count measure calculate show explore
investigate improve build design test copy translate
`)

const SURNAME_STARTS = words(`
Wester Ooster Noorder Zuider Hooge Lage Klein Groot Linden Eiken Berken Elzen Wilgen Hazel Roden Witte Zwarte Groene
Brink
Kerk Molen Meulen Slot Burg Poort Ham Wold Veen Heide Zand Klei Steen Rots Duin Meer Plas Beek Vaart Sluis Brug
`)
const SURNAME_ENDS = words(`
huis kamp veld man stra sma berg hof dijk burg hout bos broek horst laan land meer oord rade schot stede terp uit voort
waard wijk zicht zijl
`)
const FIRST_NAMES = words(`
Anna Ahmed Annelies Arjan Astrid Berend Bilal Birgit Casper Cees Charlotte Daan David Denise Diederik Elif Erik Esther
Eva Floor Floris Frank Geertje Gerrit Hanna Hans Hassan Heleen Ilse Ivo Jan Janneke Jasmijn Jeroen Johan Jolanda Karin
Karim Kees Klaas Laura Leila Linda Luuk Manon Marijke Mark Martijn Meike Merel Michiel Mohammed Monique Nienke Niels
Noor Omar Patricia Paul Petra Ralf Ria Rik Robert Saskia Sem Simone Stefan Suzan Tamara Teun Tim Ursula Vera Vincent
Willem Wouter Xander Yara Yvonne
`)

// Skewed, so that a small catalogue has few words and a large one keeps meeting new ones.
const RARE = 2.8

/** A Dutch compound or learned word that stands in no list. */
function rareDutch(random) {
  if (random() < 0.16) return pickSkewed(random, STEMS, RARE) + pickSkewed(random, ROOTS, RARE)[0]
  return pickSkewed(random, NL_HEADS_OF_COMPOUNDS, RARE) + pickSkewed(random, NL_TAILS_OF_COMPOUNDS, RARE)
}

/** An English derivation or learned word that stands in no list. */
function rareEnglish(random) {
  if (random() < 0.35) return pickSkewed(random, STEMS, RARE) + pickSkewed(random, ROOTS, RARE)[1]
  const base = pickSkewed(random, EN_BASES, RARE)
  const prefix = random() < 0.6 ? pickSkewed(random, EN_PREFIXES, RARE) : ''
  const suffix = pickSkewed(random, EN_SUFFIXES, RARE)
  return prefix + (/e$/.test(base) && /^[aei]/.test(suffix) ? base.slice(0, -1) : base) + suffix
}

/** Somebody who is only passing by: never one of the people who are searched for. */
export function passerBy(random) {
  const surname = pickSkewed(random, SURNAME_STARTS, RARE) + pickSkewed(random, SURNAME_ENDS, RARE)
  return `${pick(random, FIRST_NAMES)} ${surname}`
}

/** What a sentence can be filled with, for each language. */
export const FILL = {
  nl: { rare: rareDutch, common: NL_COMMON, thing: NL_THINGS, verb: NL_VERBS },
  en: { rare: rareEnglish, common: EN_COMMON, thing: EN_THINGS, verb: EN_VERBS },
}

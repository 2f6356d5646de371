import { squeezed } from '#app/platform/tables/parse-values.ts'

export const COLUMN_IDS = [
  'staffNumber',
  'homeOrganisation',
  'name',
  'firstName',
  'initials',
  'prefix',
  'surname',
  'email',
  'unit',
  'staffCategory',
  'careerStage',
  'startsOn',
  'endsOn',
  'manager',
] as const
export type ColumnId = (typeof COLUMN_IDS)[number]

/** The columns of an HR file by the names people give them; the first is the one that messages and docs/people-import.md use. */
export const COLUMNS: Readonly<
  Record<ColumnId, { isNeeded: boolean; nl: ReadonlyArray<string>; en: ReadonlyArray<string> }>
> = {
  staffNumber: {
    isNeeded: true,
    nl: ['personeelsnummer', 'personeelsnr', 'medewerkernummer', 'medewerkernr', 'registratienummer'],
    en: ['staff number', 'employee number', 'personnel number', 'staff id', 'employee id'],
  },
  homeOrganisation: {
    isNeeded: false,
    nl: ['organisatie', 'thuisorganisatie', 'werkgever'],
    en: ['organisation', 'organization', 'home organisation', 'home organization', 'employer'],
  },
  name: {
    isNeeded: true,
    nl: ['naam', 'volledige naam', 'weergavenaam', 'medewerker'],
    en: ['name', 'full name', 'display name', 'employee'],
  },
  firstName: {
    isNeeded: false,
    nl: ['voornaam', 'roepnaam', 'voornamen'],
    en: ['first name', 'given name', 'preferred name', 'first names'],
  },
  initials: { isNeeded: false, nl: ['voorletters', 'initialen'], en: ['initials'] },
  prefix: {
    isNeeded: false,
    nl: ['tussenvoegsel', 'tussenvoegsels', 'voorvoegsel', 'voorvoegsels'],
    en: ['prefix', 'name prefix', 'infix', 'surname prefix'],
  },
  surname: {
    isNeeded: false,
    nl: ['achternaam', 'geslachtsnaam', 'familienaam'],
    en: ['surname', 'last name', 'family name'],
  },
  email: {
    isNeeded: false,
    nl: ['e-mail', 'e-mailadres', 'mailadres'],
    en: ['email', 'email address', 'mail'],
  },
  unit: {
    isNeeded: true,
    nl: [
      'eenheid',
      'faculteit of dienst',
      'faculteit',
      'dienst',
      'afdeling',
      'organisatieonderdeel',
      'organisatie-eenheid',
    ],
    en: ['unit', 'faculty or department', 'faculty', 'department', 'organisational unit'],
  },
  staffCategory: {
    isNeeded: true,
    nl: ['personeelscategorie', 'categorie', 'soort personeel', 'wp of obp'],
    en: ['staff category', 'category', 'staff group'],
  },
  careerStage: {
    isNeeded: false,
    nl: ['loopbaanfase', 'functiegroep', 'functieprofiel', 'functie'],
    en: ['career stage', 'stage', 'job profile', 'job'],
  },
  startsOn: {
    isNeeded: true,
    nl: ['begindatum', 'startdatum', 'ingangsdatum', 'datum in dienst', 'in dienst'],
    en: ['start date', 'starts on', 'from'],
  },
  endsOn: {
    isNeeded: false,
    nl: ['einddatum', 'datum uit dienst', 'uit dienst', 'tot en met'],
    en: ['end date', 'ends on', 'until'],
  },
  manager: {
    isNeeded: false,
    nl: ['personeelsnummer leidinggevende', 'leidinggevende', 'manager personeelsnummer'],
    en: ['manager staff number', 'manager', 'line manager', 'supervisor'],
  },
}

const byName = new Map(
  COLUMN_IDS.flatMap((id) => [id, ...COLUMNS[id].nl, ...COLUMNS[id].en].map((name) => [squeezed(name), id] as const)),
)

/** The columns that make a name together, where a file has none for the whole: in this order. */
export const NAME_PARTS = ['firstName', 'prefix', 'surname'] as const satisfies ReadonlyArray<ColumnId>

/** The column that a header means: in Dutch or English, whatever its case, accents, spaces and signs. */
export function columnOf(header: string): ColumnId | undefined {
  return byName.get(squeezed(header))
}

import { LANGUAGES } from '#app/i18n/languages.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { squeezed } from '#app/platform/tables/parse-values.ts'
import type { Names } from '../catalogue-names.server.ts'
import { kinds } from '../kinds.ts'
import type { ImportColumn } from './columns.ts'
import { languageOfCode } from './import-record.ts'

/** Other words that sources use for our values, by the name of the labels. Input only: none of them is ever shown. */
const SYNONYMS: Readonly<Record<string, Readonly<Record<string, ReadonlyArray<string>>>>> = {
  state: { published: ['actief', 'active', 'live'], draft: ['inactief', 'inactive'] },
  targetGroup: {
    everyone: ['alle medewerkers', 'medewerkers', 'all staff', 'all'],
    'phd-candidates': ['promovendus', 'phd', 'phds', 'phd students'],
    postdocs: ['postdoc'],
    lecturers: ['docent', 'lecturer', 'teachers'],
    'assistant-professors': ['ud', 'uhd', 'ud en uhd', 'assistant professors', 'associate professors'],
    professors: ['hoogleraar', 'professor'],
    managers: ['leidinggevenden', 'leidinggevende', 'manager'],
    'support-staff': ['obp', 'ondersteuning', 'support'],
    technicians: ['technicus', 'analisten'],
  },
  format: {
    'on-campus': ['op locatie', 'klassikaal', 'fysiek', 'on site', 'in person', 'classroom', 'presential'],
    blended: ['hybride', 'hybrid'],
    online: ['op afstand', 'remote', 'virtueel', 'distance learning'],
    'self-paced': ['e-learning', 'zelfstandig'],
  },
  learningForm: {
    course: ['training', 'opleiding'],
    workshop: ['masterclass'],
    lecture: ['webinar', 'lunchlezing', 'lecture'],
    'self-study': ['e-learning'],
  },
  participation: { individual: ['individueel'], team: ['teams'] },
  cost: {
    university: ['universiteit', 'werkgever', 'employer'],
    unit: ['eenheid', 'faculteit', 'afdeling', 'department'],
    'career-budget': ['loopbaanbudget'],
    self: ['deelnemer', 'zelf', 'participant'],
  },
  approval: {
    none: ['nee', 'no', 'niet nodig'],
    manager: ['ja', 'yes', 'leidinggevende'],
    'budget-holder': ['budgethouder', 'budgetverantwoordelijke', 'budget holder'],
  },
  language: {
    nl: ['ned', 'ndl', 'nederlandstalig', 'hollands', 'dutch'],
    en: ['eng', 'engelstalig', 'english'],
  },
  registration: { none: ['nee', 'no', 'niet nodig'], required: ['ja', 'yes', 'verplicht'] },
  mentors: { internal: ['intern'], external: ['extern'], both: ['beide'] },
  scope: { internal: ['intern'], external: ['extern'], both: ['intern en extern', 'beide'] },
  contract: {
    permanent: [
      'vast',
      'vast dienstverband',
      'vaste aanstelling',
      'vast contract',
      'onbepaalde tijd',
      'permanent contract',
    ],
    temporary: [
      'tijdelijk',
      'tijdelijk dienstverband',
      'tijdelijke aanstelling',
      'tijdelijk contract',
      'bepaalde tijd',
      'tijdelijk met uitzicht op vast',
      'fixed term',
      'temporary contract',
    ],
  },
}

/** The labels of a closed list in both languages. The states have theirs among the texts of the import: no screen shows them yet. */
function labelsOf(name: string, id: string): string[] {
  return LANGUAGES.flatMap((language) => {
    const offer: Record<string, unknown> = { ...resources[language].offer, state: resources[language].import.state }
    const labels = offer[name]
    const label = typeof labels === 'object' && labels !== null ? (labels as Record<string, unknown>)[id] : undefined
    return typeof label === 'string' ? [label] : []
  })
}

const tables = new Map<string, Map<string, string>>()

function tableFor(values: ReadonlyArray<string>, labels: string): Map<string, string> {
  const key = `${labels}:${values.join()}`
  let table = tables.get(key)
  if (!table) {
    // Ids last, so that they win over a label or a synonym of another value.
    const words = values.flatMap((id) =>
      [...(SYNONYMS[labels]?.[id] ?? []), ...labelsOf(labels, id)].map((word) => [squeezed(word), id] as const),
    )
    table = new Map([...words, ...values.map((id) => [squeezed(id), id] as const)])
    tables.set(key, table)
  }
  return table
}

/** The id in a closed list that a word means: the id itself, its label in Dutch or English, or a word sources use for it. */
export function choiceFor(column: Pick<ImportColumn, 'values' | 'labels'>, text: string): string | undefined {
  const known = tableFor(column.values ?? [], column.labels ?? '').get(squeezed(text))
  return known ?? (column.labels === 'language' ? languageOfCode(text) : undefined)
}

export function kindFor(text: string): string | undefined {
  const ids = kinds.map((kind) => kind.id)
  return choiceFor({ values: ids, labels: 'kind' }, text) ?? choiceFor({ values: ids, labels: 'kinds' }, text)
}

export type NameList = 'units' | 'providers' | 'competences'
export type NameLookup = Record<NameList, ReadonlyMap<string, string>>

/** Finds units, providers and competences by id or by name in either language. */
export function lookupNames(names: Names): NameLookup {
  const table = (list: ReadonlyMap<string, { nl: string; en: string }>) =>
    new Map([
      ...[...list].flatMap(([id, { nl, en }]) => [[squeezed(en), id] as const, [squeezed(nl), id] as const]),
      ...[...list.keys()].map((id) => [squeezed(id), id] as const),
    ])
  return { units: table(names.units), providers: table(names.providers), competences: table(names.competences) }
}

import { LANGUAGES } from '#app/i18n/languages.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { squeezed } from '#app/platform/tables/parse-values.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { CAREER_STAGES, type CareerStage, STAFF_CATEGORIES, type StaffCategory } from '../vocabulary.ts'

/** Other words that HR systems use for our values. Input only: none of them is ever shown. */
const CATEGORY_WORDS: Readonly<Record<StaffCategory, ReadonlyArray<string>>> = {
  academic: ['wp', 'wetenschappelijk', 'academic', 'faculty', 'zap', 'aap', 'bap', 'oap', 'onderzoek en onderwijs'],
  support: [
    'obp',
    'ondersteunend',
    'ondersteunend en beheerspersoneel',
    'support',
    'nwp',
    'atp',
    'professional services',
  ],
  guest: ['gast', 'gastvrijheid', 'gastvrijheidsovereenkomst', 'nulaanstelling', 'guest', 'visitor', 'extern', 'pnil'],
}
const STAGE_WORDS: Readonly<Record<CareerStage, ReadonlyArray<string>>> = {
  'phd-candidate': ['promovenda', 'promovendi', 'aio', 'phd', 'phd student', 'doctorandus', 'doctoraatsstudent'],
  postdoc: ['onderzoeker', 'postdoctoraal onderzoeker', 'researcher', 'postdoctoral researcher'],
  lecturer: ['docent 1', 'docent 2', 'docent 3', 'docent 4', 'teacher'],
  'assistant-professor': ['ud', 'ud 1', 'ud 2', 'docent zap'],
  'associate-professor': ['uhd', 'uhd 1', 'uhd 2', 'hoofddocent'],
  'full-professor': ['hgl', 'hoogleraar 1', 'hoogleraar 2', 'gewoon hoogleraar', 'professor'],
  'support-starting': ['obp startend', 'starter'],
  'support-experienced': ['obp ervaren'],
  manager: ['teamleider', 'afdelingshoofd', 'team leader', 'head of department'],
}

function tableOf<T extends string>(
  ids: ReadonlyArray<T>,
  labels: 'staffCategory' | 'careerStage',
  others: Readonly<Record<T, ReadonlyArray<string>>>,
): ReadonlyMap<string, T> {
  const words = ids.flatMap((id) => {
    const inLanguages = LANGUAGES.map(
      (language) => (resources[language].people[labels] as Record<string, string>)[id] ?? id,
    )
    return [...others[id], ...inLanguages].map((word) => [squeezed(word), id] as const)
  })
  // Ids last, so that they win over a word for another value.
  return new Map([...words, ...ids.map((id) => [squeezed(id), id] as const)])
}

const categories = tableOf(STAFF_CATEGORIES, 'staffCategory', CATEGORY_WORDS)
const stages = tableOf(CAREER_STAGES, 'careerStage', STAGE_WORDS)

/** The category that a word means: our id, a label in either language, or a word that HR systems use. */
export function categoryOf(word: string): StaffCategory | undefined {
  return categories.get(squeezed(word))
}

/** The same for a career stage. */
export function stageOf(word: string): CareerStage | undefined {
  // The level of a function, as `Universitair docent 1`, says nothing of the stage.
  return stages.get(squeezed(word)) ?? stages.get(squeezed(word.replace(/\s*\d+\s*$/, '')))
}

/** Finds units by id or by a name in either language: the ids of those that have it, which may be more than one. */
export function unitFinder(db: Db): (word: string) => ReadonlyArray<string> {
  const rows = prepared(db, 'SELECT id, name_nl, name_en FROM units').all() as Array<{
    id: string
    name_nl: string
    name_en: string
  }>
  const ids = new Set(rows.map(({ id }) => id))
  const byName = new Map<string, Set<string>>()
  for (const { id, name_nl, name_en } of rows)
    for (const name of [name_nl, name_en].map(squeezed)) byName.set(name, (byName.get(name) ?? new Set()).add(id))
  const found = new Map<string, ReadonlyArray<string>>()
  return (word) => {
    let units = found.get(word)
    if (!units) {
      const id = word.toLowerCase()
      units = ids.has(id) ? [id] : [...(byName.get(squeezed(word)) ?? [])]
      found.set(word, units)
    }
    return units
  }
}

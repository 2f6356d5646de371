import type { Language } from '#app/i18n/languages.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import type { PersonPageData } from '../person.queries.server.ts'
import type { PersonIntent, PersonProblem } from '../person-form.ts'

/** What the parts of somebody's page need: who it is, and what came of a form of theirs. */
export type PersonPartProps = {
  page: PersonPageData
  /** Proof for each form that it was on this page. */
  tokens: Readonly<Record<PersonIntent, string>>
  /** Where another record is merged into this one. */
  mergeHref: string
  refused: FormAnswer<PersonProblem> | null
  language: Language
}

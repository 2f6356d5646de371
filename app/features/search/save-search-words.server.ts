import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import type { SentBy } from '#app/platform/http/form/define-form.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type AddRefusal, addSearchWords, removeSearchWords } from './change-words.server.ts'
import type { searchWordsForm } from './search-words-form.server.ts'

type Problem = AddRefusal['problem'] | 'gone' | 'busy'

/** Where one goes after a change: what was taken out stands in the form to add, so that it is undone with one button. */
export function pathAfterChange(language: Language, form: SentBy<typeof searchWordsForm>): string {
  if (form.intent === 'add') return paths.searchWords(language, { done: 'add' })
  return paths.searchWords(language, { done: 'remove', add: form.group.split(';').join('; ') })
}

/** Carries out one form of the page of search words. */
export function changeSearchWords(
  db: Db,
  actor: Allowed<'search-words.save'>,
  form: SentBy<typeof searchWordsForm>,
  now: Date,
): Outcome<'add' | 'remove', Problem> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<'add' | 'remove', Problem> => {
      const outcome =
        form.intent === 'add'
          ? addSearchWords(tx, actor, form.words, now)
          : removeSearchWords(tx, actor, form.group.split(';'), now)
      return outcome.ok ? done(form.intent) : refused(outcome.problem)
    }),
  )
}

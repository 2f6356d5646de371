import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { DateField } from '#app/ui/date-field.tsx'
import { FieldRow } from '#app/ui/field-row.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { CheckPageData } from '../check-page.queries.server.ts'
import { CheckList } from '../parts/check-list.tsx'
import { Changes } from '../parts/draft-changes.tsx'
import { EditorFrame } from '../parts/editor-frame.tsx'

export type CheckProblem =
  | 'gone'
  | 'changed-meanwhile'
  | 'not-yours'
  | 'texts-wait'
  | 'not-ready'
  | 'wrong-day'
  | 'until-before-from'

/** Before publishing: what to solve first, what would change, and when it appears. Publishing is never greyed out; what is in the way is said. */
export function CheckPage({
  page,
  token,
  refused,
  done,
  language,
  offerHref,
}: {
  page: CheckPageData
  token: string
  refused: FormAnswer<CheckProblem> | null
  done: 'published' | 'archived' | null
  language: Language
  /** Where a visitor sees it; null while it is not public. */
  offerHref: string | null
}) {
  const t = useTexts('publishing')
  const form = formState(refused, { id: 'publish', words: (problem) => t(`check.problem.${problem}`) })
  const part = (name: 'from' | 'until', one: 'day' | 'month' | 'year') => form.value(`${name}.${one}`, page[name][one])
  const boxesOf = (name: 'from' | 'until') => ({
    day: part(name, 'day'),
    month: part(name, 'month'),
    year: part(name, 'year'),
  })
  return (
    <EditorFrame checks={page.checks} head={page} place="check" language={language}>
      {refused ? <ProblemSummary refusal={refused} title={t('check.notPublished')} problems={form.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind="ok" role="status">
          <p>
            {t(`check.done.${done}`)} {offerHref ? <a href={offerHref}>{t('check.see')}</a> : null}
          </p>
        </StatusNote>
      ) : null}
      <CheckList checks={page.checks} id={page.id} language={language} />
      {page.state === 'new' && page.waiting === 0 ? null : (
        <section className="card" aria-labelledby="changes">
          <h2 id="changes">{t('check.changes')}</h2>
          {page.waiting > 0 ? (
            <StatusNote kind="warn">
              <p>
                {t('check.textsWait', { count: page.waiting })}{' '}
                <a href={paths.editOffer(language, page.id)}>{t('check.pick')}</a>
              </p>
            </StatusNote>
          ) : null}
          {page.othersWaiting > 0 ? (
            <StatusNote>{t('check.othersWait', { count: page.othersWaiting })}</StatusNote>
          ) : null}
          {page.changes.length > 0 ? (
            <Changes changes={page.changes} />
          ) : (
            <p>{t(page.state === 'published' ? 'check.nothingChanged' : 'check.nothingTyped')}</p>
          )}
        </section>
      )}
      <form method="post" className="card" key={form.key} noValidate>
        <h2>{t('check.publishTitle')}</h2>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="fingerprint" value={page.fingerprint} />
        <details open={boxesOf('from').year !== '' || boxesOf('until').year !== '' || form.isRefused}>
          <summary>{t('check.later')}</summary>
          <p>{t('check.laterHow')}</p>
          <FieldRow>
            <DateField
              {...form.field('from')}
              label={t('check.from')}
              value={boxesOf('from')}
              problem={form.field('from.day').problem}
            />
            <DateField {...form.field('until')} label={t('check.until')} value={boxesOf('until')} />
          </FieldRow>
        </details>
        <div className="actions-row">
          <button type="submit" name="intent" value="publish" className="button">
            {t(page.state === 'published' ? 'check.publishChange' : 'check.publish')}
          </button>
          {page.state === 'published' || page.state === 'hidden' ? (
            <button type="submit" name="intent" value="archive" className="button quiet" formNoValidate form="archive">
              {t('check.archive')}
            </button>
          ) : null}
        </div>
      </form>
      <form method="post" id="archive">
        <input type="hidden" name="token" value={token} />
      </form>
    </EditorFrame>
  )
}

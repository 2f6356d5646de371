import type { ReactNode } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { BeingMade } from '#app/ui/being-made.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { Pages } from '#app/ui/pages.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { IMPORT_LISTS, type ImportList, type ImportPages, type ShownImport } from '../import-shown.ts'

type ApplyProblem = 'gone' | 'changed-meanwhile' | 'changed-half-way' | 'refused' | 'dates'

/** One page of a list of lines, under how many there are in all. */
function Lines({
  id,
  lines,
  count,
  pages,
  to,
  children,
}: {
  id: ImportList
  lines: ReadonlyArray<string>
  count: number
  pages: { page: number; pages: number }
  to: (page: number) => string
  children?: ReactNode
}) {
  const t = useTexts('hr')
  if (count === 0) return null
  const { page, pages: all } = pages
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{t(`import.list.${id}`, { count })}</h2>
      {children}
      <ul>
        {lines.map((line, place) => (
          // The lines of one preview never change place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={place}>{line}</li>
        ))}
      </ul>
      <Pages
        page={page}
        pages={all}
        previous={page > 1 ? to(page - 1) : null}
        next={page < all ? to(page + 1) : null}
      />
    </section>
  )
}

function Apply({ look, token, form }: { look: ShownImport['look']; token: string; form: { key: string | number } }) {
  const t = useTexts('hr')
  const count = look ? look.counts.new + look.counts.changed : 0
  return (
    <form method="post" className="card" key={form.key}>
      <input type="hidden" name="token" value={token} />
      {look ? (
        <>
          <input type="hidden" name="fingerprint" value={look.fingerprint} />
          {look.counts.refused > 0 && count > 0 ? (
            <label className="copy-move">
              <input type="checkbox" name="skip" value="yes" />
              {t('import.skip')}
            </label>
          ) : null}
          {look.counts.cancelled > 0 ? (
            <label className="copy-move">
              <input type="checkbox" name="dates" value="yes" />
              {t('import.dates', { count: look.counts.cancelled })}
            </label>
          ) : null}
        </>
      ) : null}
      <div className="actions-row">
        {count > 0 ? (
          <button type="submit" name="intent" value="apply" className="button">
            {t('import.apply', { count })}
          </button>
        ) : null}
        <button type="submit" name="intent" value="drop" className="button quiet">
          {t('import.drop')}
        </button>
      </div>
    </form>
  )
}

/** What a file would change, line by line, and the button that does it; while the worker is at it, that it is. */
export function ImportPreviewPage({
  shown,
  id,
  pages,
  token,
  refused,
  language,
}: {
  shown: ShownImport
  id: string
  pages: ImportPages
  token: string
  refused: FormAnswer<ApplyProblem> | null
  language: Language
}) {
  const t = useTexts('hr')
  const form = formState(refused, { id: 'apply', words: (problem) => t(`import.problem.${problem}`) })
  const { look, unreadable, work, applied } = shown
  const to = (list: ImportList) => (page: number) =>
    `${paths.importPreview(language, id, { ...pages, [list]: page })}#${list}`
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{
          label: t('crumbs'),
          steps: [
            { href: paths.hr(language), text: t('start.title') },
            { href: paths.importOffers(language), text: t('import.title') },
          ],
        }}
        title={t(work === 'apply' ? 'import.applyingTitle' : 'import.previewTitle')}
        lead={t(work === 'apply' ? 'import.applyingLead' : applied ? 'import.appliedLead' : 'import.previewLead')}
      />
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      {applied?.problem ? (
        <StatusNote kind="danger" role="alert">
          {t(`import.problem.${applied.problem}`, { count: applied.done })}
        </StatusNote>
      ) : null}
      {shown.state !== 'looked' ? (
        <BeingMade state={shown.state} here={paths.importPreview(language, id)} again={paths.importOffers(language)} />
      ) : null}
      {unreadable ? (
        <StatusNote kind="danger" role="alert">
          {unreadable}
        </StatusNote>
      ) : null}
      <div className="questions">
        {look ? (
          <div className="questions" lang={look.language === language ? undefined : look.language}>
            <p>{t('import.counts', look.counts)}</p>
            <ul className="plain">
              {look.file.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {IMPORT_LISTS.map((list) => (
              <Lines
                key={list}
                id={list}
                lines={look.lists[list].lines}
                count={look.lists[list].count}
                pages={look.lists[list]}
                to={to(list)}
              >
                {list === 'refused' ? (
                  <p>
                    <a className="button quiet small" href={paths.importRefused(language, id)} download>
                      {t('import.refusedFile')}
                    </a>
                  </p>
                ) : null}
              </Lines>
            ))}
          </div>
        ) : null}
        {shown.state === 'looked' || shown.state === 'failed' ? <Apply look={look} token={token} form={form} /> : null}
      </div>
    </main>
  )
}

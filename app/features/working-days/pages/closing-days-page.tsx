import { Form } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { ProblemOf } from '#app/platform/http/form/define-form.server.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { HrMenu } from '#app/ui/hr-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { ClosingAct, ClosingFormProblem } from '../change-closing-days.server.ts'
import type { closingDaysForm } from '../closing-days-form.server.ts'
import type { ClosingDayLine, ClosingDaysPageData } from '../closing-days-page.queries.server.ts'
import { ClosingDayForm } from '../parts/closing-day-form.tsx'
import { HolidaysForm } from '../parts/holidays-form.tsx'

type Problem = ClosingFormProblem | ProblemOf<typeof closingDaysForm>
type ClosingDaysPageProps = {
  page: ClosingDaysPageData
  /** Whether the other pages of HR are theirs too. */
  isPublisher: boolean
  tokens: Readonly<Record<ClosingAct, string>>
  done: ClosingAct | null
  refused: FormAnswer<Problem> | null
  language: Language
}

/** The closing days of the institution, to be added, changed and taken away by whoever may. */
export function ClosingDaysPage({ page, isPublisher, tokens, done, refused, language }: ClosingDaysPageProps) {
  const t = useTexts('closing')
  const words = (problem: Problem) => t(`problem.${problem}`)
  const stateOf = (intent: string) => formState(refused, { intent, id: intent, words })
  const all = formState(refused, { id: refused?.intent ?? 'closing', words })
  const intent = page.change ? 'change' : 'add'
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: [{ href: paths.hr(language), text: t('hr') }] }}
        title={t('title')}
        lead={t('lead')}
      />
      {isPublisher ? <HrMenu language={language} /> : null}
      {refused ? <ProblemSummary refusal={refused} problems={all.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`done.${done}`)}
        </StatusNote>
      ) : null}
      {page.mayChange ? null : <StatusNote>{t('readOnly')}</StatusNote>}
      {page.remove && page.mayChange ? (
        <RemoveForm line={page.remove} token={tokens.remove} language={language} />
      ) : null}
      <h2 id="closing-list">{t('list')}</h2>
      {page.lines.length === 0 ? <p>{t('none')}</p> : null}
      {page.lines.length > 0 ? (
        <RowList labelledBy="closing-list" isRuled>
          {page.lines.map((line) => (
            <ClosingDayRow key={line.id} line={line} mayChange={page.mayChange} language={language} />
          ))}
        </RowList>
      ) : null}
      {page.mayChange ? (
        <div className="closing-forms">
          <ClosingDayForm days={page.change} state={stateOf(intent)} token={tokens[intent]} language={language} />
          {page.change ? null : <HolidaysForm propose={page.propose} token={tokens.propose} language={language} />}
        </div>
      ) : null}
    </main>
  )
}

function ClosingDayRow({
  line,
  mayChange,
  language,
}: {
  line: ClosingDayLine
  mayChange: boolean
  language: Language
}) {
  const t = useTexts('closing')
  const name = line.name[language]
  const links = (
    <span className="row">
      <a href={paths.closingDays(language, { change: line.id })} aria-label={t('changeOf', { name, days: line.days })}>
        {t('change')}
      </a>
      <a href={paths.closingDays(language, { remove: line.id })} aria-label={t('removeOf', { name, days: line.days })}>
        {t('remove')}
      </a>
    </span>
  )
  return (
    <ListRow action={mayChange ? links : null}>
      <strong>{line.days}</strong>
      <p className="small">{name}</p>
    </ListRow>
  )
}

/** Asks once more before closing days are taken away. */
function RemoveForm({ line, token, language }: { line: ClosingDayLine; token: string; language: Language }) {
  const t = useTexts('closing')
  return (
    <section className="card" aria-labelledby="closing-remove">
      <h2 id="closing-remove">{t('removing.title', { name: line.name[language] })}</h2>
      <p>{t('removing.lead', { days: line.days })}</p>
      <Form method="post" className="row">
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="id" value={line.id} />
        <button type="submit" className="button danger">
          {t('removing.send')}
        </button>
        <a href={paths.closingDays(language)}>{t('removing.keep')}</a>
      </Form>
    </section>
  )
}

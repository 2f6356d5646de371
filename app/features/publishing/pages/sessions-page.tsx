import { Form } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import type { IconName } from '#app/ui/icon-names.ts'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { Table } from '#app/ui/table.tsx'
import type { ChangeProblem, SessionAct } from '../change-session.server.ts'
import { CheckList } from '../parts/check-list.tsx'
import { EditorFrame } from '../parts/editor-frame.tsx'
import type { SessionState } from '../session-state.ts'
import type { SessionLine, SessionsPageData } from '../sessions-page.queries.server.ts'
import type { OfferChecksView } from '../view-checks.server.ts'

type SessionsPageProps = {
  page: SessionsPageData
  checks: OfferChecksView
  tokens: Readonly<Record<'add' | 'copy' | 'restore', string>>
  done: SessionAct | null
  refused: FormAnswer<ChangeProblem> | null
  language: Language
}
type RowProps = { line: SessionLine; page: SessionsPageData; tokens: SessionsPageProps['tokens']; language: Language }

const STATE_ICON: Readonly<Record<SessionState, IconName>> = {
  removed: 'close',
  cancelled: 'close',
  past: 'clock',
  new: 'self-test',
  decide: 'warning',
  full: 'waiting',
  'goes-on': 'check',
  below: 'people',
  open: 'check',
}

function When({ line, page, language }: Omit<RowProps, 'tokens'>) {
  const t = useTexts('sessions')
  return (
    <>
      <a href={paths.editOffer(language, page.id, `sessions/${line.key}`)}>{line.date || t('noDay')}</a>
      <span className="session-small">{line.times}</span>
      {line.moreDays > 0 ? <span className="session-small">{t('moreDays', { count: line.moreDays })}</span> : null}
      {line.marks.map(({ key, text, isFirst }) => (
        <span key={key} className={isFirst ? 'session-mark first' : 'session-mark'} data-icon="warning">
          {text}
        </span>
      ))}
    </>
  )
}

/** How many come, and who. */
function Taken({ line }: Pick<RowProps, 'line'>) {
  const t = useTexts('sessions')
  return (
    <>
      {line.seats}
      {line.listHref ? (
        <a className="session-small" href={line.listHref} aria-label={t('whoComesTo', { date: line.date })}>
          {t('whoComes')}
        </a>
      ) : null}
    </>
  )
}

function State({ line, language }: Pick<RowProps, 'line' | 'language'>) {
  const t = useTexts('sessions')
  return (
    <>
      <span className={`chip session-${line.state}`} data-icon={STATE_ICON[line.state]}>
        {line.state === 'full' && line.waiting > 0
          ? t('state.fullWaiting', { count: line.waiting })
          : t(`state.${line.state}`)}
      </span>
      {line.decide ? (
        <a className="session-small" href={paths.sessionDecision(language, line.decide)}>
          {t('decideNow')}
        </a>
      ) : null}
    </>
  )
}

/** Copies a session a week later, or brings one back that was to be taken away. */
function RowButton({ line, tokens }: Pick<RowProps, 'line' | 'tokens'>) {
  const t = useTexts('sessions')
  const intent = line.state === 'removed' ? 'restore' : 'copy'
  return (
    <Form method="post">
      <input type="hidden" name="token" value={tokens[intent]} />
      <input type="hidden" name="key" value={line.key} />
      <button
        type="submit"
        name="intent"
        value={intent}
        className="button quiet small"
        aria-label={t(`${intent}Of`, { date: line.date || t('noDay') })}
      >
        {t(intent)}
      </button>
    </Form>
  )
}

/** The sessions of an offer in its draft, with what each still needs. */
export function SessionsPage({ page, checks, tokens, done, refused, language }: SessionsPageProps) {
  const t = useTexts('sessions')
  const form = formState(refused, { id: 'sessions', words: (problem) => t(`problem.${problem}`) })
  const columns = [
    t('column.when'),
    t('column.where'),
    { text: t('column.taken'), isNumber: true },
    t('column.signUpUntil'),
    t('column.state'),
    t('column.act'),
  ]
  const rows = page.lines.map((line) => ({
    key: line.key,
    cells: [
      <When key="when" line={line} page={page} language={language} />,
      line.place || t('noPlace'),
      <Taken key="taken" line={line} />,
      line.signUpUntil,
      <State key="state" line={line} language={language} />,
      <RowButton key="act" line={line} tokens={tokens} />,
    ],
  }))
  return (
    <EditorFrame
      checks={checks}
      head={page}
      place="sessions"
      language={language}
      aside={<CheckList checks={checks} id={page.id} language={language} isShort />}
    >
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`done.${done}`)}
        </StatusNote>
      ) : null}
      <section className="card session-part" aria-labelledby="sessions">
        <div className="session-head">
          <h2 id="sessions">{t('title')}</h2>
          <Form method="post">
            <input type="hidden" name="token" value={tokens.add} />
            <button type="submit" name="intent" value="add" className="button quiet">
              {t('add')}
            </button>
          </Form>
        </div>
        {rows.length > 0 ? <Table caption={t('title')} columns={columns} rows={rows} /> : <p>{t('none')}</p>}
        <p className="small">{t('foot')}</p>
      </section>
    </EditorFrame>
  )
}

import { Form } from '@remix-run/react'
import { visibleQuestions } from '#app/features/catalogue/question-answers.ts'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { QuestionFields } from '#app/ui/question-fields.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { ChangeProblem, SessionAct } from '../change-session.server.ts'
import { CheckList } from '../parts/check-list.tsx'
import { EditorFrame } from '../parts/editor-frame.tsx'
import { SessionDays } from '../parts/session-days.tsx'
import { type SessionFormView, sessionFormView } from '../parts/session-form-view.ts'
import { SessionQuestions } from '../parts/session-questions.tsx'
import { SessionSlots } from '../parts/session-slots.tsx'
import { SessionCosts, SessionPlace, SessionPlaces } from '../parts/session-terms.tsx'
import type { SessionPageData } from '../session-page.queries.server.ts'
import type { OfferChecksView } from '../view-checks.server.ts'

type SessionTokens = Readonly<Record<'save' | 'cut' | 'remove' | 'cancel' | 'restore', string>>
type SessionPageProps = {
  page: SessionPageData
  checks: OfferChecksView
  tokens: SessionTokens
  done: SessionAct | null
  refused: FormAnswer<ChangeProblem> | null
  language: Language
}

/** What was just done, what cannot be saved yet, and texts of one's own that wait beside another's. */
function SessionNotes({
  view,
  done,
  refused,
  language,
}: Pick<SessionPageProps, 'done' | 'refused' | 'language'> & { view: SessionFormView }) {
  const t = useTexts('sessions')
  const { page } = view
  const problems = page.problems.map(({ name, text }) => ({ fieldId: view.field(name).id, text }))
  return (
    <>
      {refused ? <ProblemSummary refusal={refused} problems={view.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind={done === 'met' ? 'warn' : 'ok'} role="status">
          {t(`done.${done}`)}
        </StatusNote>
      ) : null}
      {page.waitingTexts > 0 ? (
        <StatusNote kind="warn">
          <p>
            {t('textsWait', { count: page.waitingTexts })}{' '}
            <a href={paths.editOffer(language, page.id)}>{t('pickText')}</a>
          </p>
        </StatusNote>
      ) : null}
      {!refused && done !== 'added' && problems.length > 0 ? (
        <ProblemSummary
          refusal={page.problems}
          title={t('notYet', { count: problems.length })}
          problems={problems}
          takesFocus={done === 'saved' || done === 'cut'}
        />
      ) : null}
    </>
  )
}

/** Takes a session away, or calls it off where people are attached to it; both wait in the draft until it is published. */
function SessionEnd({ page, tokens, language }: Pick<SessionPageProps, 'page' | 'tokens' | 'language'>) {
  const t = useTexts('sessions')
  const { people, hasBegun } = page.inUse
  const isGone = page.stands === 'removed' || page.stands === 'cancelled'
  const intent = isGone ? 'restore' : people > 0 ? 'cancel' : 'remove'
  if (hasBegun && !isGone) return <p className="small">{t('end.begun')}</p>
  return (
    <section className="card session-part" aria-labelledby="session-end">
      <h2 id="session-end">{t(`end.title.${intent}`)}</h2>
      <p>{t(`end.lead.${intent}`, { count: people })}</p>
      {page.stands !== 'new' && people > 0 && !isGone ? (
        <p>
          <a href={paths.sessionDecision(language, page.key)}>{t('end.now')}</a>
        </p>
      ) : null}
      <Form method="post">
        <input type="hidden" name="token" value={tokens[intent]} />
        <button
          type="submit"
          name="intent"
          value={intent}
          className={intent === 'restore' ? 'button quiet' : 'button danger'}
        >
          {t(`end.send.${intent}`)}
        </button>
      </Form>
    </section>
  )
}

/** The questions as who signs up sees them, to be tried. */
function QuestionsPreview({ page }: { page: SessionPageData }) {
  const t = useTexts('sessions')
  const { preview } = page
  if (preview.questions.length === 0) return null
  return (
    <section className="card session-part" aria-labelledby="preview">
      <h2 id="preview">{t('preview.title')}</h2>
      <p className="small">{t('preview.lead')}</p>
      {preview.isTried && Object.keys(preview.problems).length === 0 ? (
        <StatusNote kind="ok" role="status">
          {t('preview.fits')}
        </StatusNote>
      ) : null}
      <form method="get" action="#preview" className="session-part">
        <input type="hidden" name="try" value="1" />
        <QuestionFields
          questions={preview.questions}
          answers={preview.answers}
          problems={preview.problems}
          idPrefix="answer"
          nameOf={(id) => `answer.${id}`}
          asked={(answers) => visibleQuestions(preview.definitions, answers).map(({ id }) => id)}
        />
        <p>
          <button type="submit" className="button quiet">
            {t('preview.send')}
          </button>
        </p>
      </form>
    </section>
  )
}

/** One session of an offer in its draft: kept as it was typed, with what is wrong beside its field. */
export function SessionPage({ page, checks, tokens, done, refused, language }: SessionPageProps) {
  const t = useTexts('sessions')
  const form = formState(refused, { id: 'session', words: (problem) => t(`problem.${problem}`) })
  const view = sessionFormView(page, form, done !== 'added')
  return (
    <EditorFrame
      checks={checks}
      head={page}
      place="sessions"
      language={language}
      aside={<CheckList checks={checks} id={page.id} language={language} isShort />}
    >
      <p>
        <a href={paths.editOffer(language, page.id, 'sessions')} data-icon="back">
          {t('all')}
        </a>
      </p>
      <h2>{page.when ? t('one', { when: page.when }) : t('new')}</h2>
      <SessionNotes view={view} done={done} refused={refused} language={language} />
      <Form method="post" action="?" className="editor-form" noValidate key={form.key}>
        <button type="submit" name="intent" value="save" className="unseen" tabIndex={-1}>
          {t('save')}
        </button>
        <input type="hidden" name="token" value={tokens.save} />
        <input type="hidden" name="marks" value={page.marks} />
        <SessionDays view={view} />
        <SessionPlace view={view} />
        <SessionPlaces view={view} />
        <SessionCosts view={view} />
        <SessionQuestions view={view} />
        <SessionSlots view={view} />
        <p className="row">
          <button type="submit" name="intent" value="save" className="button">
            {t('save')}
          </button>
          <span className="small">{t('saveHow')}</span>
        </p>
      </Form>
      <QuestionsPreview page={page} />
      <SessionEnd page={page} tokens={tokens} language={language} />
    </EditorFrame>
  )
}

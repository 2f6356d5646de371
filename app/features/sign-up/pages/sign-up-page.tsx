import { visibleQuestions } from '#app/features/catalogue/question-answers.ts'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { FieldGroup } from '#app/ui/field.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { QuestionFields } from '#app/ui/question-fields.tsx'
import { StatusNote, TitledNote } from '#app/ui/status-note.tsx'
import type { CancelProblem, SignUpProblem } from '../sign-up.server.ts'
import type { OwnSignUp, SignUpPageData } from '../sign-up-page.queries.server.ts'

export const SIGN_UP_NEWS = ['made', 'waiting', 'requested', 'cancelled', 'late', 'taken'] as const
export type SignUpNews = (typeof SIGN_UP_NEWS)[number]
type Problem = SignUpProblem | CancelProblem | 'lapsed'
type Props = {
  page: SignUpPageData
  news: SignUpNews | null
  refused: FormAnswer<Problem> | null
  language: Language
}

/** Where somebody signs up for a session, sees how that stands, takes a place that was offered, and gives it up. */
export function SignUpPage({ page, news, refused, language }: Props) {
  const t = useTexts('sign-up')
  const form = formState(refused, { id: 'sign-up', words: (problem) => t(`problem.${problem}`) })
  const { own } = page
  const stands = own !== null && own.state !== 'cancelled' && own.state !== 'declined'
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{
          label: t('crumb'),
          steps: [
            { href: paths.catalogue(language), text: t('catalogue') },
            { href: page.href, text: page.title },
          ],
        }}
        title={t(stands ? 'titleStands' : 'title')}
      />
      {refused ? (
        <ProblemSummary
          refusal={refused}
          title={t(stands ? 'problem.summaryStands' : 'problem.summary')}
          problems={form.problems}
        />
      ) : null}
      {news && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`done.${news}`)}
        </StatusNote>
      ) : null}
      <div className="sign-up">
        <div className="stack">
          <SessionInShort page={page} />
          {own ? <Standing own={own} wasTold={news !== null && !refused} /> : null}
          {own ? (
            <p>
              <a href={paths.ownSignUps(language)}>{t('own.all')}</a>
            </p>
          ) : null}
          {stands ? null : <SignUpForm page={page} form={form} />}
        </div>
        <TitledNote id="to-know" title={t('know.title')} icon="info">
          <dl>
            {page.toKnow.map(({ about, text }) => (
              <div key={about}>
                <dt>{t(`know.${about}`)}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </TitledNote>
      </div>
    </main>
  )
}

function SessionInShort({ page }: { page: SignUpPageData }) {
  return (
    <section className="session-facts" aria-labelledby="session">
      <h2 id="session" lang={page.titleLanguage}>
        <a href={page.href}>{page.title}</a>
      </h2>
      {page.days.map((day) => (
        <p key={day} data-icon="calendar">
          {day}
        </p>
      ))}
      {page.place ? <p data-icon="place">{page.place}</p> : null}
      <p data-icon="seats">{page.seats}</p>
    </section>
  )
}

/** How the own sign-up stands, with what one can do. */
function Standing({ own, wasTold }: { own: OwnSignUp; wasTold: boolean }) {
  const t = useTexts('sign-up')
  const isGood = !own.isCalledOff && (own.state === 'confirmed' || own.state === 'attended')
  const isOver = own.state === 'cancelled' || own.state === 'declined'
  return (
    <>
      {wasTold && (isOver || isGood) ? null : (
        <StatusNote kind={isGood ? 'ok' : own.canTake ? 'warn' : 'info'}>
          <p>
            {own.text} {own.slot}
          </p>
          {own.state === 'waiting' ? <p>{t('tellUs')}</p> : null}
        </StatusNote>
      )}
      {own.onlineLink ? (
        <p data-icon="external">
          <a href={own.onlineLink} rel="noopener noreferrer" referrerPolicy="no-referrer">
            {t('link')}
          </a>
        </p>
      ) : null}
      <form method="post" className="buttons">
        {own.canTake ? (
          <button type="submit" className="button" name="intent" value="take">
            {t('take')}
          </button>
        ) : null}
        {own.cancel ? (
          <button type="submit" className="button quiet" name="intent" value="cancel">
            {t(own.cancel)}
          </button>
        ) : null}
      </form>
      {own.cancel || isOver || own.isCalledOff ? null : <p>{t('why.begun', { email: own.askMail })}</p>}
    </>
  )
}

function SignUpForm({ page, form }: { page: SignUpPageData; form: ReturnType<typeof formState> }) {
  const t = useTexts('sign-up')
  if (page.closed)
    return (
      <StatusNote>
        {page.closed === 'full' ? t('full') : t(`closed.${page.closed}`)} <a href={page.href}>{page.title}</a>
      </StatusNote>
    )
  const place = new Map(page.questions.map(({ id }, at) => [id, at]))
  const nameOf = (id: string) => `answers[${place.get(id) ?? 0}].text`
  const answers = Object.fromEntries(page.questions.map(({ id }) => [id, form.value(nameOf(id))]))
  const slot = form.field('slot')
  return (
    <form method="post" className="stack" noValidate key={form.key}>
      <input type="hidden" name="intent" value="make" />
      {page.clash ? <StatusNote kind="warn">{t('clash', { title: page.clash })}</StatusNote> : null}
      {page.isList ? <StatusNote icon="waiting">{t('fullList')}</StatusNote> : null}
      {page.slots.length > 0 ? (
        <FieldGroup id={slot.id} label={t('slot')} problem={slot.problem} className="choices">
          {page.slots.map(({ id, text }) => (
            <label key={id}>
              <input type="radio" name="slot" value={id} defaultChecked={form.value('slot') === id} />
              {text}
            </label>
          ))}
        </FieldGroup>
      ) : (
        <input type="hidden" name="slot" value="" />
      )}
      {page.questions.map(({ id }, at) => (
        <input key={id} type="hidden" name={`answers[${at}].id`} value={id} />
      ))}
      {page.questions.length > 0 ? (
        <QuestionFields
          questions={page.questions}
          answers={answers}
          idPrefix="answer"
          nameOf={nameOf}
          asked={(given) => visibleQuestions(page.definitions, given).map(({ id }) => id)}
        />
      ) : null}
      <p>
        <button type="submit" className="button">
          {t(page.isList ? 'doList' : 'do')}
        </button>
      </p>
    </form>
  )
}

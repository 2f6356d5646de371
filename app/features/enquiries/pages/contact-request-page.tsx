import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { type FormState, formState } from '#app/platform/http/form/form-state.ts'
import { DescriptionList } from '#app/ui/description-list.tsx'
import { Field, FieldGroup } from '#app/ui/field.tsx'
import { KeptUnder } from '#app/ui/kept-under.tsx'
import { OpenRecord } from '#app/ui/open-record.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { ContactPage } from '../contact.queries.server.ts'
import type { ContactAnswerProblem } from '../contact-rules.ts'
import { EnquiryThread } from '../parts/enquiry-thread.tsx'
import { CONTACT_ANSWERS } from '../vocabulary.ts'

type Under = { name: string; tokens: { open: string; answer: string } }
type Props = {
  page: ContactPage
  under: Under
  refused: FormAnswer<ContactAnswerProblem | 'no-choice'> | null
  language: Language
}

/** One request for contact: closed until it is opened on purpose, then whose it is, about what, and the closed answers. */
export function ContactRequestPage({ page, under, refused, language }: Props) {
  const t = useTexts('enquiries')
  const form = formState(refused, { id: (name) => name, words: (problem) => t(`problem.${problem}`) })
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('hr.crumb'), steps: [{ href: paths.contactRequests(language), text: t('advice.title') }] }}
        title={t('advice.page')}
        lead={t('advice.sent', { date: page.sent })}
      />
      {refused ? <ProblemSummary refusal={refused} title={t('advice.problem')} problems={form.problems} /> : null}
      {page.isOpen ? (
        <Opened page={page} under={under} form={form} />
      ) : (
        <OpenRecord action={`${paths.contactRequest(language, page.id)}`} token={under.tokens.open} isAssigned />
      )}
    </main>
  )
}

function Opened({ page, under, form }: { page: ContactPage & { isOpen: true }; under: Under; form: FormState }) {
  const t = useTexts('enquiries')
  const items = [
    { name: t('advice.who'), value: page.name },
    ...(page.offer ? [{ name: t('advice.about'), value: <a href={page.offer.href}>{page.offer.title}</a> }] : []),
    ...(page.language ? [{ name: t('advice.language'), value: t(`ask.${page.language}`) }] : []),
  ]
  if (page.problem)
    return (
      <StatusNote kind="warn" role="alert">
        {t(`problem.${page.problem}`)}
      </StatusNote>
    )
  return (
    <div className="request">
      <DescriptionList items={items} />
      {page.messages.length > 0 ? (
        <section aria-labelledby="words">
          <h2 id="words">{t('advice.words')}</h2>
          <p className="hint">{t('advice.wordsHint')}</p>
          <EnquiryThread messages={page.messages} />
        </section>
      ) : null}
      {page.answer ? (
        <p data-icon="check">{t('advice.answered', { answer: t(`advice.choice.${page.answer.choice}`) })}</p>
      ) : null}
      <AnswerForm page={page} under={under} form={form} />
    </div>
  )
}

function AnswerForm({ page, under, form }: { page: ContactPage & { isOpen: true }; under: Under; form: FormState }) {
  const t = useTexts('enquiries')
  const chosen = form.value('choice', page.answer?.choice ?? '')
  const { id, problem } = form.field('choice')
  const time = page.answer?.time
  return (
    <form method="post" className="stack" noValidate key={form.key}>
      <FieldGroup id={id} label={t('advice.choose')} problem={problem} className="choices">
        {CONTACT_ANSWERS.map((choice) => (
          <label key={choice}>
            <input type="radio" name="choice" value={choice} defaultChecked={chosen === choice} required />
            {t(`advice.choice.${choice}`)}
          </label>
        ))}
        <p className="hint">{t('advice.choiceHint.not-for-us')}</p>
      </FieldGroup>
      <FieldGroup id="time" label={t('advice.time')} hint={t('advice.dayHint')} className="proposed">
        <div>
          <Field label={t('advice.day')} {...form.field('day')}>
            {(control) => <input {...control} type="date" defaultValue={form.value('day', time?.day)} />}
          </Field>
          {(['from', 'until'] as const).map((name) => (
            <Field key={name} label={t(`advice.${name}`)} {...form.field(name)}>
              {(control) => <input {...control} type="time" defaultValue={form.value(name, time?.[name])} />}
            </Field>
          ))}
        </div>
      </FieldGroup>
      <KeptUnder name={under.name} token={under.tokens.answer} />
      <button type="submit" className="button" name="intent" value="answer">
        {t('advice.send')}
      </button>
    </form>
  )
}

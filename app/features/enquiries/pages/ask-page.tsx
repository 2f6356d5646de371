import type { ReactNode } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { type FormState, formState } from '#app/platform/http/form/form-state.ts'
import { FieldGroup } from '#app/ui/field.tsx'
import { KeptUnder } from '#app/ui/kept-under.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { TitledNote } from '#app/ui/status-note.tsx'
import type { AskPageData } from '../ask.queries.server.ts'
import type { ContactProblem } from '../contact-rules.ts'
import type { EnquiryProblem } from '../enquiry-rules.ts'
import { WordsForm } from '../parts/words-form.tsx'

export type AskProblem = EnquiryProblem | ContactProblem | 'no-language'
type Under = { name: string; tokens: { ask: string; contact: string } }
type Props = {
  page: AskPageData
  under: Under
  refused: FormAnswer<AskProblem> | null
  language: Language
  /** Who reads it and how long it is kept. */
  notice: ReactNode
}

/** Where somebody asks about an offer: in own words, or for contact only, as the offer takes it. */
export function AskPage({ page, under, refused, language, notice }: Props) {
  const t = useTexts('enquiries')
  const form = formState(refused, { id: (name) => name, words: (problem) => t(`problem.${problem}`) })
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('hr.crumb'), steps: [{ href: paths.catalogue(language), text: t('ask.catalogue') }] }}
        title={t(page.inConfidence ? 'ask.contactTitle' : 'ask.title')}
        lead={t(page.inConfidence ? 'ask.contactLead' : 'ask.lead')}
      />
      {refused ? <ProblemSummary refusal={refused} title={t('problem.summary')} problems={form.problems} /> : null}
      <p>
        {t('ask.about')}{' '}
        <a href={page.href} lang={page.titleLanguage}>
          {page.title}
        </a>
      </p>
      <div className="with-notice">
        {page.inConfidence ? (
          <ContactForm form={form} under={under} language={language} />
        ) : (
          <WordsForm
            form={form}
            intent="ask"
            texts={{ label: t('ask.label'), hint: t('ask.hint'), send: t('ask.send') }}
            under={{ name: under.name, token: under.tokens.ask }}
            before={page.words}
          />
        )}
        <div>
          {page.inConfidence ? (
            <TitledNote id="who-reads" title={t('ask.whoReadsTitle')} icon="lock">
              <p>{t('ask.whoReads')}</p>
            </TitledNote>
          ) : null}
          {notice}
        </div>
      </div>
    </main>
  )
}

function ContactForm({ form, under, language }: { form: FormState; under: Under; language: Language }) {
  const t = useTexts('enquiries')
  const chosen = form.value('language', language)
  // Words of a question that this offer does not take are not lost: they stand here to be copied.
  const typed = form.value('words')
  const { id, problem } = form.field('language')
  return (
    <form method="post" className="stack" noValidate key={form.key}>
      {typed ? <textarea rows={5} readOnly aria-label={t('ask.label')} defaultValue={typed} /> : null}
      <FieldGroup
        id={id}
        label={t('ask.language')}
        hint={t('ask.noWords')}
        hintIcon="lock"
        problem={problem}
        className="choices"
      >
        {LANGUAGES.map((one) => (
          <label key={one}>
            <input type="radio" name="language" value={one} defaultChecked={chosen === one} required />
            {t(`ask.${one}`)}
          </label>
        ))}
      </FieldGroup>
      <KeptUnder name={under.name} token={under.tokens.contact} />
      <button type="submit" className="button" name="intent" value="contact">
        {t('ask.contact')}
      </button>
    </form>
  )
}

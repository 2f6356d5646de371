import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote, TitledNote } from '#app/ui/status-note.tsx'
import type { EnquiryProblem, ForwardProblem } from '../enquiry-rules.ts'
import type { HrRequestData } from '../hr-requests.queries.server.ts'
import { EnquiryThread } from '../parts/enquiry-thread.tsx'
import { ActButton, WordsForm } from '../parts/words-form.tsx'

type Props = {
  page: HrRequestData
  under: { name: string; tokens: { answer: string; seal: string; return: string } }
  isAnswered: boolean
  refused: FormAnswer<EnquiryProblem | ForwardProblem> | null
  language: Language
}

/** One question as an owner of the offer reads it: the words, a place for the answer, and two ways out for what is not for them. */
export function HrRequestPage({ page, under, isAnswered, refused, language }: Props) {
  const t = useTexts('enquiries')
  const form = formState(refused, { id: (name) => name, words: (problem) => t(`problem.${problem}`) })
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{
          label: t('hr.crumb'),
          steps: [
            { href: paths.hr(language), text: t('hr.hr') },
            { href: paths.hrRequests(language), text: t('hr.title') },
          ],
        }}
        title={t('hr.who', { name: page.asker })}
        lead={
          <>
            {page.offer ? <a href={page.offer.href}>{page.offer.title}</a> : null} {t(`hr.language.${page.language}`)}
          </>
        }
      />
      {refused ? <ProblemSummary refusal={refused} title={t('problem.summary')} problems={form.problems} /> : null}
      {isAnswered && !refused ? (
        <StatusNote kind="ok" role="status">
          {t('hr.done.answered')}
        </StatusNote>
      ) : null}
      <div className="with-notice">
        <div className="request">
          <section aria-labelledby="thread">
            <h2 id="thread">{t('hr.thread')}</h2>
            <EnquiryThread messages={page.messages} />
          </section>
          <WordsForm
            form={form}
            intent="answer"
            texts={{ label: t('hr.label'), hint: t('hr.hint', { name: page.asker }), send: t('hr.answer') }}
            under={{ name: under.name, token: under.tokens.answer }}
          />
        </div>
        <TitledNote id="not-for-me" title={t('hr.notForMe')}>
          <ActButton intent="seal" token={under.tokens.seal} text={t('hr.seal')} hint={t('hr.sealHint')} />
          <ActButton intent="return" token={under.tokens.return} text={t('hr.return')} hint={t('hr.returnHint')} />
        </TitledNote>
      </div>
    </main>
  )
}

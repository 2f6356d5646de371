import type { ReactNode } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { DescriptionList } from '#app/ui/description-list.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { EnquiryProblem } from '../enquiry-rules.ts'
import type { OwnRequestData } from '../own-requests.queries.server.ts'
import { EnquiryThread } from '../parts/enquiry-thread.tsx'
import { ActButton, WordsForm } from '../parts/words-form.tsx'
import type { OwnNews } from './own-requests-page.tsx'

type Under = { name: string; tokens: { 'follow-up': string; withdraw: string; close: string } }
type Props = {
  page: OwnRequestData
  under: Under
  news: OwnNews | null
  refused: FormAnswer<EnquiryProblem> | null
  language: Language
  /** Who opened it, of one in confidence. */
  looked: ReactNode
}

/** One request of one's own: what was asked, what was answered, and how to go on or stop. */
export function OwnRequestPage(props: Props) {
  const { page, news, refused, language } = props
  const t = useTexts('enquiries')
  const form = formState(refused, { id: (name) => name, words: (problem) => t(`problem.${problem}`) })
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('hr.crumb'), steps: [{ href: paths.ownRequests(language), text: t('own.title') }] }}
        title={page.kind === 'contact' ? t('own.inConfidence') : (page.offer?.title ?? t('own.title'))}
        lead={`${t(`state.${page.state}`)}. ${t('own.sent', { date: page.sent })}`}
      />
      {refused ? <ProblemSummary refusal={refused} title={t('problem.summary')} problems={form.problems} /> : null}
      {news && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`own.done.${news}`)}
        </StatusNote>
      ) : null}
      <div className="request">
        {page.kind === 'contact' ? <InConfidence {...props} /> : <InOwnWords {...props} form={form} />}
        {page.until ? <p className="small">{t('own.wiped', { date: page.until })}</p> : null}
      </div>
    </main>
  )
}

function InOwnWords({ page, under, form }: Props & { form: ReturnType<typeof formState> }) {
  const t = useTexts('enquiries')
  return (
    <>
      {page.state === 'returned' ? <StatusNote icon="info">{t('own.returned')}</StatusNote> : null}
      <section aria-labelledby="thread">
        <h2 id="thread">{t('own.thread')}</h2>
        {page.offer ? (
          <p>
            <a href={page.offer.href}>{page.offer.title}</a>
          </p>
        ) : null}
        <EnquiryThread messages={page.messages} />
        <p className="hint" data-icon="lock">
          {t('own.whoReads')}
        </p>
      </section>
      {page.mayFollowUp ? (
        <WordsForm
          form={form}
          intent="follow-up"
          texts={{ label: t('own.followUp'), hint: t('ask.hint'), send: t('own.send') }}
          under={{ name: under.name, token: under.tokens['follow-up'] }}
        />
      ) : null}
      {page.state === 'open' ? (
        <ActButton
          intent="withdraw"
          token={under.tokens.withdraw}
          text={t('own.withdraw')}
          hint={t('own.withdrawHint')}
        />
      ) : null}
      {page.state === 'answered' || page.state === 'returned' ? (
        <ActButton intent="close" token={under.tokens.close} text={t('own.close')} hint={t('own.closeHint')} />
      ) : null}
    </>
  )
}

function InConfidence({ page, under, looked }: Props) {
  const t = useTexts('enquiries')
  const { answer, offer } = page
  const items = [
    ...(offer ? [{ name: t('own.about'), value: <a href={offer.href}>{offer.title}</a> }] : []),
    ...(page.language ? [{ name: t('own.language'), value: t(`ask.${page.language}`) }] : []),
  ]
  return (
    <>
      {page.problem ? (
        <StatusNote kind="warn" role="alert">
          {t(`own.unread.${page.problem}`)}
        </StatusNote>
      ) : null}
      {page.messages.length > 0 ? <StatusNote icon="lock">{t('own.sealed')}</StatusNote> : null}
      {items.length > 0 ? <DescriptionList items={items} /> : null}
      {page.messages.length > 0 ? <EnquiryThread messages={page.messages} /> : null}
      <section aria-labelledby="answer">
        <h2 id="answer">{t('own.answerTitle')}</h2>
        <p>
          {answer
            ? t(`own.answer.${answer.choice}`, { day: answer.day, from: answer.time?.from, until: answer.time?.until })
            : t('own.waiting')}
        </p>
      </section>
      <ActButton
        intent="withdraw"
        token={under.tokens.withdraw}
        text={t('own.contactWithdraw')}
        hint={t('own.contactHint')}
      />
      {looked}
    </>
  )
}

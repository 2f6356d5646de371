import { Form } from '@remix-run/react'
import type { SessionDecisionProblem } from '#app/features/catalogue/decide-session.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { DescriptionList } from '#app/ui/description-list.tsx'
import { FieldGroup } from '#app/ui/field.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { DecisionPageData } from '../decision-page.queries.server.ts'

type DecisionPageProps = {
  page: DecisionPageData
  token: string
  isDone: boolean
  refused: FormAnswer<SessionDecisionProblem | 'no-choice' | 'busy'> | null
  language: Language
}

function DecisionForm({
  page,
  token,
  form,
}: Pick<DecisionPageProps, 'page' | 'token'> & { form: ReturnType<typeof formState> }) {
  const t = useTexts('sessions')
  const field = form.field('decision')
  const said = form.value('decision')
  return (
    <Form method="post" action="?" className="card stack" key={form.key} noValidate>
      <input type="hidden" name="token" value={token} />
      <FieldGroup id={field.id} label={t('decision.question')} problem={field.problem} className="choices">
        <label>
          <input type="radio" name="decision" value="goes-on" defaultChecked={said === 'goes-on'} />
          {t('decision.goesOn')}
        </label>
        <p className="hint">{t('decision.goesOnHow')}</p>
        <label>
          <input type="radio" name="decision" value="does-not-go-on" defaultChecked={said === 'does-not-go-on'} />
          {t('decision.doesNot')}
        </label>
        <p className="hint">{t('decision.doesNotHow', { count: page.people })}</p>
      </FieldGroup>
      <p className="row">
        <button type="submit" className="button">
          {t('decision.send')}
        </button>
      </p>
    </Form>
  )
}

/** Whether a session goes on: one act, with what it means for whoever is attached to it. */
export function DecisionPage({ page, token, isDone, refused, language }: DecisionPageProps) {
  const t = useTexts('sessions')
  const form = formState(refused, { id: 'decision', words: (problem) => t(`decision.problem.${problem}`) })
  const crumbs = [
    { href: paths.hr(language), text: t('hr') },
    { href: paths.editOffer(language, page.offerId, 'sessions'), text: page.title },
  ]
  const isOpen = page.stands === 'open' || page.stands === 'goes-on'
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: crumbs }}
        title={t('decision.title')}
        lead={t('decision.lead', { title: page.title })}
      />
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      {isDone && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(page.stands === 'cancelled' ? 'decision.doneCancelled' : 'decision.doneGoesOn', { count: page.people })}
        </StatusNote>
      ) : null}
      {!isDone && page.stands !== 'open' ? <StatusNote>{t(`decision.stands.${page.stands}`)}</StatusNote> : null}
      <DescriptionList
        look="beside"
        items={[
          { name: t('decision.when'), value: page.days.join('; ') },
          { name: t('decision.taken'), value: t('decision.takenOf', { taken: page.taken, least: page.least ?? 0 }) },
          ...(page.decideOn ? [{ name: t('decision.day'), value: page.decideOn }] : []),
        ]}
      />
      {isOpen && !isDone ? <DecisionForm page={page} token={token} form={form} /> : null}
    </main>
  )
}

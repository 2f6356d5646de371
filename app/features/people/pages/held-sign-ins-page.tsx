import { Form } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { AdminMenu } from '#app/ui/admin-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { DecisionProblem, HeldDecision } from '../decide-held-sign-in.server.ts'
import type { HeldLine } from '../held-sign-ins-page.queries.server.ts'
import { BothSides } from '../parts/both-sides.tsx'
import { ReasonField } from '../parts/reason-field.tsx'

export type HeldSignInsPageProps = {
  held: ReadonlyArray<HeldLine>
  tokens: Readonly<Record<HeldDecision, string>>
  done: HeldDecision | null
  refused: FormAnswer<DecisionProblem | 'reason-too-long'> | null
  language: Language
}

/** First sign-ins that wait until somebody has said whose they are. */
export function HeldSignInsPage(props: HeldSignInsPageProps) {
  const { held, done, refused, language } = props
  const t = useTexts('admin')
  const form = formState(refused, {
    id: (name) => idOfField(name, refused),
    words: (problem) => t(`who.held.problem.${problem}`),
  })
  const steps = [
    { href: paths.admin(language), text: t('title') },
    { href: paths.people(language), text: t('people.title') },
  ]
  return (
    <main className="wrap page" id="content">
      <PageHead crumbs={{ label: t('crumbs'), steps }} title={t('who.held.title')} lead={t('who.held.lead')} />
      <AdminMenu language={language} />
      {refused ? <ProblemSummary refusal={refused} title={t('problemTitle')} problems={form.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`who.held.done.${done}`)}
        </StatusNote>
      ) : null}
      {held.length === 0 ? <p>{t('who.held.none')}</p> : null}
      {held.map((line) => (
        <HeldCard key={line.number} line={line} {...props} />
      ))}
      {held.length > 0 ? (
        <p className="small" data-icon="lock">
          {t('who.held.looked')}
        </p>
      ) : null}
    </main>
  )
}

function idOfField(name: string, refused: FormAnswer | null): string {
  return `${name}-${refused?.intent}-${refused?.sent.number?.[0]}`
}

function HeldCard({ line, ...props }: HeldSignInsPageProps & { line: HeldLine }) {
  const t = useTexts('admin')
  const people = useTexts('people')
  const { known, said, number, roles } = line
  const fields = ['name', 'email', 'homeOrganisation', 'staffNumber'] as const
  return (
    <section className="card held" aria-labelledby={`held-${number}`}>
      <h2 id={`held-${number}`}>{t('who.held.number', { number, name: known.name ?? '' })}</h2>
      <p>{t('who.held.times', { first: line.first, last: line.last })}</p>
      <BothSides
        caption={t('who.held.sides')}
        heads={[t('who.held.known'), t('who.held.said')]}
        rows={fields.map((field) => ({
          key: field,
          name: t(`who.field.${field}`),
          one: known[field],
          other: said[field],
        }))}
      />
      <p>{t('who.held.issuer', { issuer: line.issuer })}</p>
      {line.accounts > 0 ? <p>{t('who.held.accounts', { count: line.accounts })}</p> : null}
      <p>
        {roles.length > 0
          ? t('who.held.roles', { roles: roles.map((role) => people(`role.${role}`)).join(', ') })
          : t('who.held.noRoles')}{' '}
        {line.href === null ? null : <a href={line.href}>{t('who.held.person')}</a>}
      </p>
      {line.isSomebodyElse ? <StatusNote>{t('who.held.decided')}</StatusNote> : null}
      {line.isOwn ? (
        <StatusNote icon="lock">{t('who.held.own')}</StatusNote>
      ) : (
        <>
          <Decision is="same" line={line} {...props} />
          {line.isSomebodyElse ? null : <Decision is="other" line={line} {...props} />}
        </>
      )}
    </section>
  )
}

/** One answer; folded away, so that it takes two steps. */
function Decision({
  is,
  line: { number, known },
  tokens,
  refused,
}: Pick<HeldSignInsPageProps, 'tokens' | 'refused'> & { is: HeldDecision; line: HeldLine }) {
  const t = useTexts('admin')
  const form = formState(refused, {
    intent: is,
    isThis: (sent) => sent('number') === String(number),
    id: (name) => `${name}-${is}-${number}`,
    words: (problem) => t(`who.held.problem.${problem}`),
  })
  const name = known.name ?? ''
  return (
    <details open={form.isRefused} key={form.key}>
      <summary aria-label={t(`who.held.${is}.of`, { name })}>{t(`who.held.${is}.open`)}</summary>
      <Form method="post" className="stack" noValidate>
        <p>{t(`who.held.${is}.text`, { name })}</p>
        <input type="hidden" name="intent" value={is} />
        <input type="hidden" name="token" value={tokens[is]} />
        <input type="hidden" name="number" value={number} />
        <ReasonField {...form.field('reason')} value={form.value('reason')} />
        <button type="submit" className={is === 'same' ? 'button' : 'button danger'}>
          {t(`who.held.${is}.send`)}
        </button>
      </Form>
    </details>
  )
}

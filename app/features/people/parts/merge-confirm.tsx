import { Form } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { Role } from '#app/access/vocabulary.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import type { PersonHandle } from '#app/paths.ts'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { MergePreview, MergeSide } from '../merge-page.queries.server.ts'
import type { MergeProblem } from '../roles/merge-rules.ts'
import { BothSides } from './both-sides.tsx'
import { ReasonField } from './reason-field.tsx'

type Props = {
  preview: MergePreview
  /** The other record, as forms of this auth session write it. */
  other: PersonHandle
  problem: MergeProblem | null
  token: string
  address: string
}

function useRoleNames(): (roles: ReadonlyArray<Role>) => string | null {
  const people = useTexts('people')
  return (roles) => (roles.length === 0 ? null : roles.map((role) => people(`role.${role}`)).join(', '))
}

/** Both records beside each other, what holds after the merge, and the button, with a reason. */
export function MergeConfirm({ preview, other: otherHandle, problem, token, address }: Props) {
  const t = useTexts('admin')
  const names = useRoleNames()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (problem === null) heading.current?.focus()
  }, [problem])
  const { into, other, after } = preview
  const row = (key: 'name' | 'email' | 'homeOrganisation' | 'staffNumber' | 'works' | 'accounts' | 'roles') => ({
    key,
    name: t(`who.field.${key}`),
    one: cell(into, key, names),
    other: cell(other, key, names),
  })
  const [hold, stop] = [names(after.hold), names(after.stop)]
  return (
    <section aria-labelledby="both">
      {problem ? (
        <ProblemSummary
          refusal={preview}
          title={t('problemTitle')}
          problems={[
            { fieldId: problem === 'needs-reason' ? 'merge-reason' : null, text: t(`who.merge.problem.${problem}`) },
          ]}
        />
      ) : null}
      <h2 id="both" ref={heading} tabIndex={-1}>
        {t('who.merge.both')}
      </h2>
      <BothSides
        caption={t('who.merge.both')}
        heads={[t('who.merge.stays'), t('who.merge.goesIn')]}
        rows={(['name', 'email', 'homeOrganisation', 'staffNumber', 'works', 'accounts', 'roles'] as const).map(row)}
      />
      <h2>{t('who.merge.after')}</h2>
      <ul>
        <li>{t('who.merge.oneRecord', { name: into.name, other: other.name })}</li>
        <li>{hold === null ? t('who.merge.noRoles') : t('who.merge.hold', { roles: hold })}</li>
        {stop === null ? null : <li>{t('who.merge.stop', { roles: stop })}</li>}
        {other.accounts > 0 ? <li>{t('who.merge.accounts', { count: other.accounts, name: into.name })}</li> : null}
        {after.movesNumber ? <li>{t('who.merge.number')}</li> : null}
        <li>{t('who.merge.undo')}</li>
      </ul>
      {preview.problem ? (
        problem === preview.problem ? null : (
          <StatusNote kind="warn">{t(`who.merge.problem.${preview.problem}`)}</StatusNote>
        )
      ) : (
        <Form method="post" className="card stack" noValidate>
          <input type="hidden" name="intent" value="merge" />
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="other" value={otherHandle} />
          <ReasonField
            id="merge-reason"
            label={t('who.merge.reason')}
            problem={problem === 'needs-reason' ? t('who.merge.problem.needs-reason') : null}
            value=""
          />
          <button type="submit" className="button danger">
            {t('who.merge.send', { name: into.name })}
          </button>
        </Form>
      )}
      <p>
        <a href={address}>{t('who.merge.again')}</a>
      </p>
    </section>
  )
}

function cell(
  side: MergeSide,
  key: 'name' | 'email' | 'homeOrganisation' | 'staffNumber' | 'works' | 'accounts' | 'roles',
  names: (roles: ReadonlyArray<Role>) => string | null,
): string | null {
  if (key === 'works') return side.works.length === 0 ? null : side.works.join(', ')
  if (key === 'roles') return names(side.roles)
  return key === 'accounts' ? String(side.accounts) : side[key]
}

import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote, TitledNote } from '#app/ui/status-note.tsx'
import { AboutPerson, AccessOf, RelationsOf } from '../parts/about-person.tsx'
import { GrantForm } from '../parts/grant-form.tsx'
import { MergesOf } from '../parts/merges-of.tsx'
import type { PersonPartProps } from '../parts/person-part.ts'
import { RolesOf } from '../parts/roles-of.tsx'
import type { PersonDone } from '../person-form.ts'

type PersonPageProps = PersonPartProps & { done: PersonDone | null }

/** What an administrator sees of somebody, and what they can do about their roles and access. */
export function PersonPage(props: PersonPageProps) {
  const { page, done, refused, language } = props
  const t = useTexts('admin')
  const form = formState(refused, {
    id: (name) => idOfField(name, refused),
    words: (problem) => t(`person.problem.${problem}`),
  })
  const steps = [
    { href: paths.admin(language), text: t('title') },
    { href: paths.people(language), text: t('people.title') },
  ]
  return (
    <main className="wrap page" id="content">
      <PageHead crumbs={{ label: t('crumbs'), steps }} title={page.name} />
      {refused ? <ProblemSummary refusal={refused} title={t('problemTitle')} problems={form.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`person.done.${done}`)}
        </StatusNote>
      ) : null}
      <div className="admin-columns">
        <div>
          <RolesOf {...props} />
          {page.isOwn ? <OwnNote /> : <GrantForm {...props} />}
        </div>
        <div>
          <AboutPerson page={page} />
          <AccessOf {...props} />
          <RelationsOf page={page} />
          {page.isOwn ? null : <MergesOf {...props} />}
          <p className="small" data-icon="lock">
            {t('person.looked')}
          </p>
        </div>
      </div>
    </main>
  )
}

function OwnNote() {
  const t = useTexts('admin')
  return (
    <TitledNote id="own" title={t('person.ownTitle')}>
      <p>{t('person.own')}</p>
    </TitledNote>
  )
}

/** The id of the field a refusal is about: the forms of the page share some names. */
function idOfField(name: string, refused: FormAnswer | null): string {
  if (refused?.intent === 'end-role') return `${name}-${refused.sent.grant?.[0]}`
  if (refused?.intent === 'undo-merge') return `${name}-${refused.sent.merged?.[0]}`
  return refused?.intent === 'grant-role' ? `grant-${name}` : `${name}-${refused?.intent}`
}

import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { AboutPerson, AccessOf, RelationsOf } from '../parts/about-person.tsx'
import { GrantForm } from '../parts/grant-form.tsx'
import { RolesOf } from '../parts/roles-of.tsx'
import type { PersonPageData } from '../person.queries.server.ts'
import type { PersonIntent, PersonRefusal } from '../person-form.ts'

/** What somebody sent and why it was refused, so that nothing they chose is lost. */
export type RefusedPerson = PersonRefusal & { fields: Readonly<Record<string, string>> }

export type PersonPageProps = {
  page: PersonPageData
  /** Proof for each form that it was on this page. */
  tokens: Readonly<Record<PersonIntent, string>>
  done: PersonIntent | null
  refused: RefusedPerson | null
  language: Language
}

/** What an administrator sees of somebody, and what they can do about their roles and access. */
export function PersonPage(props: PersonPageProps) {
  const { page, done, refused, language } = props
  const t = useTexts('admin')
  const steps = [
    { href: paths.admin(language), text: t('title') },
    { href: paths.people(language), text: t('people.title') },
  ]
  return (
    <main className="wrap page" id="content">
      <Crumbs label={t('crumbs')} steps={steps} />
      <h1>{page.name}</h1>
      {refused ? (
        <ProblemSummary
          refusal={refused}
          title={t('problemTitle')}
          problems={[
            { fieldId: refused.field ? idOfField(refused) : null, text: t(`person.problem.${refused.problem}`) },
          ]}
        />
      ) : null}
      {done && !refused ? (
        <p className="note ok" data-icon="check" role="status">
          {t(`person.done.${done}`)}
        </p>
      ) : null}
      <div className="desk-columns">
        <div>
          <RolesOf {...props} />
          {page.isOwn ? <OwnNote /> : <GrantForm {...props} />}
        </div>
        <div>
          <AboutPerson page={page} />
          <AccessOf {...props} />
          <RelationsOf page={page} />
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
    <section className="note" data-icon="info" aria-labelledby="own">
      <div>
        <h2 id="own">{t('person.ownTitle')}</h2>
        <p>{t('person.own')}</p>
      </div>
    </section>
  )
}

/** The id of the field a refusal is about: the forms of the page share some names. */
function idOfField({ field, fields }: RefusedPerson): string {
  const { intent, grant } = fields
  return intent === 'end-role' ? `${field}-${grant}` : intent === 'grant-role' ? `grant-${field}` : `${field}-${intent}`
}

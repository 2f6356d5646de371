import { Form } from '@remix-run/react'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { DescriptionList } from '#app/ui/description-list.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { PersonPageData } from '../person.queries.server.ts'
import type { PersonPartProps } from './person-part.ts'
import { ReasonField } from './reason-field.tsx'

function useDays(): (line: { from: string; until: string | null }) => string {
  const t = useTexts('admin')
  return ({ from, until }) => (until === null ? t('person.since', { from }) : t('person.between', { from, until }))
}

/** Name, address, language and where somebody works: read only, because the HR file decides. */
export function AboutPerson({ page }: { page: PersonPageData }) {
  const t = useTexts('admin')
  const people = useTexts('people')
  const days = useDays()
  return (
    <section className="card" aria-labelledby="about">
      <h2 id="about">{t('person.about')}</h2>
      <DescriptionList
        items={[
          { name: t('person.email'), value: page.email ?? t('person.noEmail') },
          { name: t('person.language'), value: t(`common:language.${page.language}`) },
        ]}
      />
      <h3>{t('person.affiliations')}</h3>
      {page.affiliations.length === 0 ? <p>{t('person.noAffiliations')}</p> : null}
      <RowList>
        {page.affiliations.map((line) => (
          <ListRow key={line.id} isPast={line.when === 'ended'}>
            <h4>{line.unit}</h4>
            <p>
              {[people(`staffCategory.${line.category}`), line.stage ? people(`careerStage.${line.stage}`) : null]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <p>{days(line)}</p>
          </ListRow>
        ))}
      </RowList>
      <p className="small">{t('person.fromHr')}</p>
    </section>
  )
}

/** Whether somebody can get in, and the means to stop that: at once, or only what is open now. */
export function AccessOf({ page, tokens, refused, language }: PersonPartProps) {
  const t = useTexts('admin')
  const intent = page.shutOutSince === null ? 'shut-out' : 'let-in'
  const form = formState(refused, {
    intent,
    id: (name) => `${name}-${intent}`,
    words: (problem) => t(`person.problem.${problem}`),
  })
  const { name } = page
  return (
    <section className="card" aria-labelledby="access">
      <h2 id="access">{t('person.access.title')}</h2>
      <p>
        {page.shutOutSince === null
          ? t('person.access.open')
          : t('person.access.shutSince', { day: page.shutOutSince })}
      </p>
      <p>{page.signIns === 0 ? t('person.access.notSignedIn') : t('person.access.signIns', { count: page.signIns })}</p>
      {page.isOwn ? (
        <p>
          <a href={paths.account(language)}>{t('person.ownSignIns')}</a>
        </p>
      ) : (
        <>
          {page.signIns > 0 ? (
            <details>
              <summary>{t('person.access.endSignIns')}</summary>
              <Form method="post" className="stack">
                <p>{t('person.access.endSignInsHint', { name })}</p>
                <input type="hidden" name="intent" value="end-sign-ins" />
                <input type="hidden" name="token" value={tokens['end-sign-ins']} />
                <button type="submit" className="button danger">
                  {t('person.access.endSignIns')}
                </button>
              </Form>
            </details>
          ) : null}
          <details open={form.isRefused} key={intent + form.key}>
            <summary>{intent === 'shut-out' ? t('person.access.shutOut') : t('person.access.letIn')}</summary>
            <Form method="post" className="stack" noValidate>
              <p>
                {intent === 'shut-out'
                  ? t('person.access.shutOutHint', { name })
                  : t('person.access.letInHint', { name })}
              </p>
              <input type="hidden" name="intent" value={intent} />
              <input type="hidden" name="token" value={tokens[intent]} />
              <ReasonField {...form.field('reason')} value={form.value('reason')} />
              <button type="submit" className={intent === 'shut-out' ? 'button danger' : 'button'}>
                {intent === 'shut-out' ? t('person.access.shutOut') : t('person.access.letIn')}
              </button>
            </Form>
          </details>
        </>
      )}
    </section>
  )
}

/** What ties somebody to one record; read only, because the record's own feature decides. */
export function RelationsOf({ page }: { page: PersonPageData }) {
  const t = useTexts('admin')
  const people = useTexts('people')
  const days = useDays()
  return (
    <section className="card" aria-labelledby="relations">
      <h2 id="relations">{t('person.relations')}</h2>
      {page.relations.length === 0 ? (
        <p>{t('person.noRelations', { name: page.name })}</p>
      ) : (
        <>
          <p>{t('person.relationsLead')}</p>
          <RowList>
            {page.relations.map((line) => (
              <ListRow key={line.id} isPast={line.when === 'ended'}>
                <h3>{people(`relation.${line.relation}`)}</h3>
                <p>{line.record}</p>
                <p>{days(line)}</p>
              </ListRow>
            ))}
          </RowList>
        </>
      )}
    </section>
  )
}

import { Form } from '@remix-run/react'
import { useTexts } from '#app/i18n/use-texts.ts'
import { Field } from '#app/ui/field.tsx'
import type { PersonPageProps } from '../pages/person-page.tsx'
import type { PersonField } from '../person-form.ts'
import { ReasonField } from './reason-field.tsx'
import { RoleOptions } from './role-options.tsx'
import { UnitOptions } from './unit-options.tsx'

/** Grants a role. All fields are there for every role, because the form works without script; what does not go together is said. */
export function GrantForm({ page, tokens, refused }: PersonPageProps) {
  const t = useTexts('admin')
  const mine = refused?.fields.intent === 'grant-role' ? refused : null
  const field = (name: PersonField) => ({
    id: `grant-${name}`,
    name,
    problem: mine && mine.field === name ? t(`person.problem.${mine.problem}`) : null,
  })
  const kept = (name: PersonField) => mine?.fields[name] ?? ''
  return (
    <section className="card" aria-labelledby="grant">
      <h2 id="grant">{t('person.grant.title')}</h2>
      <p>{t('person.grant.lead')}</p>
      <Form method="post" className="stack" noValidate key={page.grants.length}>
        <input type="hidden" name="intent" value="grant-role" />
        <input type="hidden" name="token" value={tokens['grant-role']} />
        <Field {...field('role')} label={t('person.grant.role')}>
          {(control) => (
            <select {...control} defaultValue={kept('role')}>
              <option value="">{t('person.grant.choose')}</option>
              <RoleOptions />
            </select>
          )}
        </Field>
        <Field {...field('unit')} label={t('person.grant.unit')} hint={t('person.grant.unitHint')}>
          {(control) => (
            <select {...control} defaultValue={kept('unit')}>
              <option value="">{t('person.grant.noUnit')}</option>
              <UnitOptions units={page.units} />
            </select>
          )}
        </Field>
        <Field {...field('provider')} label={t('person.grant.provider')} hint={t('person.grant.providerHint')}>
          {(control) => (
            <select {...control} defaultValue={kept('provider')}>
              <option value="">{t('person.grant.noProvider')}</option>
              {page.providers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="side-by-side">
          <Field {...field('from')} label={t('person.grant.from')} hint={t('person.grant.fromHint')}>
            {(control) => <input {...control} type="date" defaultValue={kept('from')} />}
          </Field>
          <Field {...field('until')} label={t('person.grant.until')} hint={t('person.grant.untilHint')}>
            {(control) => <input {...control} type="date" min={page.today} defaultValue={kept('until')} />}
          </Field>
        </div>
        <ReasonField {...field('reason')} value={kept('reason')} />
        <button type="submit" className="button">
          {t('person.grant.send')}
        </button>
      </Form>
    </section>
  )
}

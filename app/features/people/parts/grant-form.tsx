import { Form } from '@remix-run/react'
import { useTexts } from '#app/i18n/use-texts.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import type { PersonPartProps } from './person-part.ts'
import { ReasonField } from './reason-field.tsx'
import { RoleOptions } from './role-options.tsx'
import { UnitOptions } from './unit-options.tsx'

/** Grants a role. All fields are there for every role, because the form works without script; what does not go together is said. */
export function GrantForm({ page, tokens, refused }: PersonPartProps) {
  const t = useTexts('admin')
  const form = formState(refused, {
    intent: 'grant-role',
    id: 'grant',
    words: (problem) => t(`person.problem.${problem}`),
  })
  return (
    <section className="card" aria-labelledby="grant">
      <h2 id="grant">{t('person.grant.title')}</h2>
      <p>{t('person.grant.lead')}</p>
      <Form method="post" className="stack" noValidate key={page.grants.length + form.key}>
        <input type="hidden" name="intent" value="grant-role" />
        <input type="hidden" name="token" value={tokens['grant-role']} />
        <Field {...form.field('role')} label={t('person.grant.role')}>
          {(control) => (
            <select {...control} defaultValue={form.value('role')}>
              <option value="">{t('person.grant.choose')}</option>
              <RoleOptions />
            </select>
          )}
        </Field>
        <Field {...form.field('unit')} label={t('person.grant.unit')} hint={t('person.grant.unitHint')}>
          {(control) => (
            <select {...control} defaultValue={form.value('unit')}>
              <option value="">{t('person.grant.noUnit')}</option>
              <UnitOptions units={page.units} />
            </select>
          )}
        </Field>
        <Field {...form.field('provider')} label={t('person.grant.provider')} hint={t('person.grant.providerHint')}>
          {(control) => (
            <select {...control} defaultValue={form.value('provider')}>
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
          <Field {...form.field('from')} label={t('person.grant.from')} hint={t('person.grant.fromHint')}>
            {(control) => <input {...control} type="date" defaultValue={form.value('from')} />}
          </Field>
          <Field {...form.field('until')} label={t('person.grant.until')} hint={t('person.grant.untilHint')}>
            {(control) => <input {...control} type="date" min={page.today} defaultValue={form.value('until')} />}
          </Field>
        </div>
        <ReasonField {...form.field('reason')} value={form.value('reason')} />
        <button type="submit" className="button">
          {t('person.grant.send')}
        </button>
      </Form>
    </section>
  )
}

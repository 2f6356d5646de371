import { Form } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import type { UnitIntent } from '../unit-form.ts'
import { LONGEST_UNIT_NAME } from '../units.ts'
import type { UnitFormFor } from '../units-page.queries.server.ts'
import { UnitOptions } from './unit-options.tsx'

/** Adds a unit under another, or renames or moves one. */
export function UnitForm({
  form,
  state,
  tokens,
  language,
}: {
  form: UnitFormFor
  state: FormState
  tokens: Readonly<Record<UnitIntent, string>>
  language: Language
}) {
  const t = useTexts('admin')
  const before = form.intent === 'change' ? form.unit : null
  const about = form.intent === 'change' ? form.unit : form.parent
  const address = paths.units(language, { [form.intent]: about.id })
  return (
    <section className="card" aria-labelledby="unit-form">
      <h2 id="unit-form">{t(`units.form.${form.intent}`, { name: about.name[language] })}</h2>
      <Form method="post" action={address} className="stack" noValidate key={address + state.key}>
        <input type="hidden" name="intent" value={form.intent} />
        <input type="hidden" name="token" value={tokens[form.intent]} />
        {form.intent === 'add' ? (
          <>
            <input type="hidden" name="parent" value={form.parent.id} />
            <KindField kinds={form.kinds} kept={state.value('kind', form.kinds[0])} />
          </>
        ) : (
          <>
            <input type="hidden" name="unit" value={form.unit.id} />
            {form.parents.length === 0 ? <input type="hidden" name="parent" value="" /> : null}
          </>
        )}
        <Field {...state.field('nameNl')} label={t('units.form.nameNl')} hint={t('units.form.nameHint')}>
          {(control) => (
            <input
              {...control}
              type="text"
              lang="nl"
              maxLength={LONGEST_UNIT_NAME}
              defaultValue={state.value('nameNl', before?.name.nl)}
            />
          )}
        </Field>
        <Field {...state.field('nameEn')} label={t('units.form.nameEn')}>
          {(control) => (
            <input
              {...control}
              type="text"
              lang="en"
              maxLength={LONGEST_UNIT_NAME}
              defaultValue={state.value('nameEn', before?.name.en)}
            />
          )}
        </Field>
        {form.intent === 'change' && form.parents.length > 0 ? (
          <Field {...state.field('parent')} label={t('units.form.parent')} hint={t('units.form.parentHint')}>
            {(control) => (
              <select {...control} defaultValue={state.value('parent', before?.parentId ?? '')}>
                <UnitOptions
                  units={form.parents.map(({ id, name, depth }) => ({
                    id,
                    name: name[language],
                    depth: Math.max(0, depth - 1),
                  }))}
                />
              </select>
            )}
          </Field>
        ) : null}
        <p className="row">
          <button type="submit" className="button">
            {form.intent === 'add' ? t('units.form.sendAdd') : t('units.form.sendChange')}
          </button>
          <a href={paths.units(language)}>{t('units.form.cancel')}</a>
        </p>
      </Form>
    </section>
  )
}

function KindField({ kinds, kept }: { kinds: Extract<UnitFormFor, { intent: 'add' }>['kinds']; kept: string }) {
  const t = useTexts('admin')
  const people = useTexts('people')
  const [first] = kinds
  if (kinds.length === 1) return <input type="hidden" name="kind" value={first} />
  return (
    <Field id="unit-kind" name="kind" label={t('units.form.kind')}>
      {(control) => (
        <select {...control} defaultValue={kept}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {people(`unitKind.${kind}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

import { Form } from '@remix-run/react'
import { toDateParts } from '#app/i18n/date-parts.ts'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormState } from '#app/platform/http/form/form-state.ts'
import { DateField } from '#app/ui/date-field.tsx'
import { Field } from '#app/ui/field.tsx'
import type { ClosingDays } from '../working-day-rules.ts'

type State = FormState & { date: (name: 'from' | 'until', before: string) => ReturnType<typeof toDateParts> }

/** The fields of a form with the boxes of its dates: what was sent, else what is stored. */
function withDates(state: FormState): State {
  const date: State['date'] = (name, before) => {
    const parts = toDateParts(before)
    return {
      day: state.value(`${name}.day`, parts.day),
      month: state.value(`${name}.month`, parts.month),
      year: state.value(`${name}.year`, parts.year),
    }
  }
  return { ...state, date }
}

/** Adds closing days, or changes those that are there. */
export function ClosingDayForm({
  days,
  state,
  token,
  language,
}: {
  days: ClosingDays | null
  state: FormState
  token: string
  language: Language
}) {
  const t = useTexts('closing')
  const form = withDates(state)
  const isOneDay = days?.from === days?.until
  const address = paths.closingDays(language, days ? { change: days.id } : {})
  return (
    <section className="card" aria-labelledby="closing-form">
      <h2 id="closing-form">{days ? t('form.change') : t('form.add')}</h2>
      <Form method="post" action={address} className="stack" noValidate key={address + form.key}>
        <input type="hidden" name="intent" value={days ? 'change' : 'add'} />
        <input type="hidden" name="token" value={token} />
        {days ? <input type="hidden" name="id" value={days.id} /> : null}
        <DateField
          {...form.field('from')}
          problem={form.field('from.day').problem}
          label={t('form.from')}
          value={form.date('from', days?.from ?? '')}
        />
        <DateField
          {...form.field('until')}
          problem={form.field('until.day').problem}
          label={t('form.until')}
          hint={t('form.untilHint')}
          value={form.date('until', isOneDay ? '' : (days?.until ?? ''))}
        />
        {(['nl', 'en'] as const).map((one) => {
          const name = one === 'nl' ? 'nameNl' : 'nameEn'
          return (
            <Field key={one} {...form.field(name)} label={t(`form.${name}`)}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  lang={one}
                  maxLength={80}
                  defaultValue={form.value(name, days?.name[one] ?? '')}
                />
              )}
            </Field>
          )
        })}
        <p className="row">
          <button type="submit" className="button">
            {days ? t('form.sendChange') : t('form.sendAdd')}
          </button>
          {days ? <a href={paths.closingDays(language)}>{t('form.cancel')}</a> : null}
        </p>
      </Form>
    </section>
  )
}

import { Form } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { Field, FieldGroup } from '#app/ui/field.tsx'
import type { ClosingDaysPageData } from '../closing-days-page.queries.server.ts'
import { HOLIDAY_COUNTRIES } from '../vocabulary.ts'

/** Public holidays of a year, to be chosen from. Nothing is chosen beforehand. */
export function HolidaysForm({
  propose,
  token,
  language,
}: {
  propose: ClosingDaysPageData['propose']
  token: string
  language: Language
}) {
  const t = useTexts('closing')
  const { country, year, years, holidays } = propose
  return (
    <section className="card" aria-labelledby="holidays-form">
      <h2 id="holidays-form">{t('holidays.title')}</h2>
      <p>{t('holidays.lead')}</p>
      <form method="get" action={paths.closingDays(language)} className="row">
        <Field id="holidays-country" name="country" label={t('holidays.country')}>
          {(control) => (
            <select {...control} defaultValue={country}>
              {HOLIDAY_COUNTRIES.map((one) => (
                <option key={one} value={one}>
                  {t(`holidays.in.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field id="holidays-year" name="year" label={t('holidays.year')}>
          {(control) => (
            <select {...control} defaultValue={String(year)}>
              {years.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" className="button quiet">
          {t('holidays.show')}
        </button>
      </form>
      {holidays.length === 0 ? <p>{t('holidays.allThere', { year })}</p> : null}
      {holidays.length > 0 ? (
        <Form method="post" className="stack" key={`${country}${year}`}>
          <input type="hidden" name="intent" value="propose" />
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="country" value={country} />
          <input type="hidden" name="year" value={year} />
          <FieldGroup
            id="holidays-list"
            label={t('holidays.which', { country: t(`holidays.in.${country}`), year })}
            className="choices"
          >
            {holidays.map(({ key, day, name }) => (
              <label key={key}>
                <input type="checkbox" name="holiday" value={key} />
                <span>
                  {name[language]} <span className="small">{day}</span>
                </span>
              </label>
            ))}
          </FieldGroup>
          <p>
            <button type="submit" className="button">
              {t('holidays.send')}
            </button>
          </p>
        </Form>
      ) : null}
    </section>
  )
}

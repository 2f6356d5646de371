import type { ReactNode } from 'react'
import { DATE_PARTS, type DateParts, datePartName } from '#app/i18n/date-parts.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { FieldGroup, type FieldProps } from './field.tsx'

const DIGITS = { day: 2, month: 2, year: 4 } as const

/** A date as three boxes, day, month and year, named in the language of the page; the browser's own field speaks the browser's. */
export function DateField({
  id,
  name,
  label,
  hint,
  problem,
  value,
}: FieldProps & { label: string; hint?: ReactNode; value: DateParts }) {
  const t = useTexts()
  return (
    <FieldGroup id={id} label={label} hint={hint} problem={problem} className="date">
      <div className="date-boxes">
        {DATE_PARTS.map((part) => (
          <label key={part}>
            {t(`date.${part}`)}
            <input
              type="text"
              inputMode="numeric"
              autoComplete="off"
              id={`${id}-${part}`}
              name={datePartName(name, part)}
              maxLength={DIGITS[part]}
              defaultValue={value[part]}
              aria-invalid={problem ? true : undefined}
            />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

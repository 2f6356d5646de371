import { useTexts } from '#app/i18n/use-texts.ts'
import { LONGEST_REASON } from '#app/platform/audit/reason.ts'
import { Field } from '#app/ui/field.tsx'

/** Why something is changed, in the administrator's own words. */
export function ReasonField({
  id,
  problem,
  value,
  label,
}: {
  id: string
  problem: string | null
  value: string
  /** Where a reason is needed, the field says so itself. */
  label?: string
}) {
  const t = useTexts('admin')
  return (
    <Field
      id={id}
      name="reason"
      label={label ?? t('person.grant.reason')}
      hint={t('person.grant.reasonHint')}
      problem={problem}
    >
      {(control) => (
        <input {...control} type="text" maxLength={LONGEST_REASON} autoComplete="off" defaultValue={value} />
      )}
    </Field>
  )
}

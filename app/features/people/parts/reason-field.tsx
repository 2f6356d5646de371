import { useTexts } from '#app/i18n/use-texts.ts'
import { LONGEST_REASON } from '#app/platform/audit/reason.ts'
import { Field } from '#app/ui/field.tsx'

/** Why something is changed, in the administrator's own words; never needed. */
export function ReasonField({ id, problem, value }: { id: string; problem: string | null; value: string }) {
  const t = useTexts('admin')
  return (
    <Field id={id} name="reason" label={t('person.grant.reason')} hint={t('person.grant.reasonHint')} problem={problem}>
      {(control) => (
        <input {...control} type="text" maxLength={LONGEST_REASON} autoComplete="off" defaultValue={value} />
      )}
    </Field>
  )
}

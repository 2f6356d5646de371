import { toDateParts } from '#app/i18n/date-parts.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { BulkPanel } from '#app/ui/bulk-panel.tsx'
import { DateField } from '#app/ui/date-field.tsx'
import { Field } from '#app/ui/field.tsx'
import type { OfferListData } from '../offer-list.queries.server.ts'

export type BulkProblem =
  | 'wrong-day'
  | 'in-the-past'
  | 'no-unit'
  | 'no-email'
  | 'wrong-weeks'
  | 'nothing-chosen'
  | 'too-many'

/** What can be done with the chosen offers at once, each by a button of its own. */
export function OffersAtOnce({
  page,
  token,
  refused,
}: {
  page: OfferListData
  token: string
  refused: FormAnswer<BulkProblem> | null
}) {
  const t = useTexts('hr')
  const form = formState(refused, { id: 'at-once', words: (problem) => t(`list.problem.${problem}`) })
  const standard = toDateParts(page.reviewDefault)
  const box = (part: 'day' | 'month' | 'year') => form.value(`review.${part}`, standard[part])
  return (
    <BulkPanel
      form="at-once"
      title={t('list.atOnce')}
      said={(count) => t('list.chosen', { count })}
      isOpen={refused !== null}
    >
      <form method="post" id="at-once" className="at-once" key={form.key} noValidate>
        <p className="small">{t('list.atOnceHow')}</p>
        <input type="hidden" name="token" value={token} />
        <div className="at-once-acts">
          <div>
            <DateField
              {...form.field('review')}
              label={t('list.review')}
              problem={form.field('review.day').problem}
              value={{ day: box('day'), month: box('month'), year: box('year') }}
            />
            <button type="submit" name="act" value="review" className="button quiet small">
              {t('list.setReview')}
            </button>
          </div>
          <div>
            <Field {...form.field('unit')} label={t('list.newOwner')}>
              {(control) => (
                <select {...control} defaultValue={form.value('unit')}>
                  <option value="">{t('list.chooseOwner')}</option>
                  {page.owners.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field {...form.field('email')} label={t('list.email')}>
              {(control) => <input {...control} type="email" autoComplete="off" defaultValue={form.value('email')} />}
            </Field>
            <button type="submit" name="act" value="owner" className="button quiet small">
              {t('list.setOwner')}
            </button>
          </div>
          <div>
            <Field {...form.field('weeks')} label={t('list.weeks')}>
              {(control) => (
                <input {...control} type="text" inputMode="numeric" defaultValue={form.value('weeks', '26')} />
              )}
            </Field>
            <button type="submit" name="act" value="copy" className="button quiet small">
              {t('list.copy')}
            </button>
          </div>
        </div>
      </form>
    </BulkPanel>
  )
}

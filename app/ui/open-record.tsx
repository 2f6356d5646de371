import { useId } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'

type Reason = 'stands-in' | 'takes-over' | 'was-asked' | 'complaint' | 'urgent'
const REASONS: ReadonlyArray<Reason> = ['stands-in', 'takes-over', 'was-asked', 'complaint', 'urgent']

/**
 * Opens somebody else's record: one press for who is assigned to it, else one of five reasons; nothing is typed. Says beforehand that it is noted
 * and who sees that.
 */
export function OpenRecord({ action, token, isAssigned }: { action: string; token: string; isAssigned: boolean }) {
  const t = useTexts()
  const id = useId()
  return (
    <form method="post" action={action} className="stack">
      <input type="hidden" name="token" value={token} />
      <p id={id}>{t('openRecord.noted')}</p>
      {isAssigned ? null : (
        <fieldset className="choices" aria-describedby={id}>
          <legend>{t('openRecord.why')}</legend>
          {REASONS.map((reason) => (
            <label key={reason}>
              <input type="radio" name="reason" value={reason} required />
              {t(`openRecord.reason.${reason}`)}
            </label>
          ))}
        </fieldset>
      )}
      <button type="submit" className="button" data-icon="lock">
        {t('openRecord.open')}
      </button>
    </form>
  )
}

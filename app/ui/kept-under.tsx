import { useTexts } from '#app/i18n/use-texts.ts'

/**
 * Beside the button of a form that takes something confidential: the name it is kept under, and the token of that very auth session, which the form
 * sends back. A sign-in that somebody planted shows by the name, one that was swapped meanwhile fails by the token.
 */
export function KeptUnder({ name, token }: { name: string; token: string }) {
  const t = useTexts()
  return (
    <>
      <input type="hidden" name="token" value={token} />
      <p className="hint kept-under" data-icon="lock">
        {t('keptUnder', { name })}
      </p>
    </>
  )
}

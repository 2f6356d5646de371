import { useTexts } from '#app/i18n/use-texts.ts'

const NEAR = 0.9

/** How much of the room in a field is used; the server counts again. */
export function Counter({ id, count, most }: { id: string; count: number; most: number }) {
  const t = useTexts()
  const state = count > most ? ' over' : count > most * NEAR ? ' near' : ''
  return (
    <p className={`counter${state}`} id={id}>
      {t('counter', { count, most })}
    </p>
  )
}

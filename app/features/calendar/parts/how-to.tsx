import { useTexts } from '#app/i18n/use-texts.ts'

const PROGRAMS = ['outlook', 'outlookOld', 'google', 'apple', 'thunderbird'] as const

/** Where each program takes the address of a calendar. */
export function HowToSubscribe() {
  const t = useTexts('calendar')
  return (
    <section aria-labelledby="how-to">
      <h2 id="how-to">{t('howTo.title')}</h2>
      <div className="prose">
        {PROGRAMS.map((program) => (
          <details key={program}>
            <summary>{t(`howTo.${program}.name`)}</summary>
            <ol>
              <li>{t(`howTo.${program}.one`)}</li>
              <li>{t(`howTo.${program}.two`)}</li>
              <li>{t(`howTo.${program}.three`)}</li>
            </ol>
          </details>
        ))}
        <p>{t('howTo.refresh')}</p>
      </div>
    </section>
  )
}

import { useTexts } from '#app/i18n/use-texts.ts'

export type Step = { text: string; note?: string; href?: string; state: 'done' | 'here' | 'coming' }

/** Where one is in a form of several steps. Every step has an address of its own; what is done can be opened again. */
export function StepsList({ steps }: { steps: ReadonlyArray<Step> }) {
  const t = useTexts()
  const here = steps.findIndex(({ state }) => state === 'here')
  return (
    <nav aria-label={t('steps.label')}>
      <p className="steps-now">
        <strong>{t('steps.now', { step: here + 1, steps: steps.length })}</strong>
        {steps[here] ? `: ${steps[here].text}` : null}
      </p>
      <ol className="plain steps">
        {steps.map((step) => (
          <li
            key={step.text}
            className={step.state === 'done' ? 'done' : undefined}
            aria-current={step.state === 'here' ? 'step' : undefined}
          >
            <span className="step-mark" data-icon={step.state === 'done' ? 'check' : undefined} />
            <StepName step={step} />
            {step.state === 'done' ? <span className="unseen">, {t('steps.done')}</span> : null}
            {step.note ? <small>{step.note}</small> : null}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function StepName({ step: { text, href, state } }: { step: Step }) {
  if (state === 'here') return <strong>{text}</strong>
  return href ? <a href={href}>{text}</a> : <em>{text}</em>
}

import { type MouseEvent, useEffect, useRef } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'

/** One thing that is wrong, in the same words as beside its field. `fieldId` is null when it is about the whole form. */
export type SummaryProblem = { readonly fieldId: string | null; readonly text: string }

/** Boxes to type in take the focus themselves; of choices the question does, which says what they are about. */
const TYPED = 'input:not([type="checkbox"], [type="radio"]), select'

/** To the field without a step in the history: with that step Remix would forget the refusal that is being mended. */
function toField(event: MouseEvent<HTMLAnchorElement>): void {
  const field = document.getElementById(event.currentTarget.hash.slice(1))
  if (!field) return
  event.preventDefault()
  const first = field instanceof HTMLFieldSetElement ? field.querySelector<HTMLElement>(TYPED) : null
  ;(first ?? field).focus()
}

/** All that is wrong with a form, at the top of the page, each with a link to its field; it takes the focus, also after a next `refusal`. */
export function ProblemSummary({
  refusal,
  title,
  problems,
  takesFocus = true,
}: {
  refusal: object
  /** Instead of how many things are wrong. */
  title?: string
  problems: ReadonlyArray<SummaryProblem>
  /** Not where it only is shown, as in the gallery. */
  takesFocus?: boolean
}) {
  const t = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words may be said of a next attempt
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [refusal])
  const lines = problems.map(({ fieldId, text }) =>
    fieldId ? (
      <a key={fieldId} href={`#${fieldId}`} onClick={toField}>
        {text}
      </a>
    ) : (
      text
    ),
  )
  // A form that is shown again without anything wrong: a list that got a thing more, or one that waited for a sign-in.
  if (problems.length === 0) return null
  return (
    <div className="note danger problems" data-icon="warning" role="alert">
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {title ?? t('problems', { count: problems.length })}
        </h2>
        {lines.length === 1 ? (
          <p>{lines[0]}</p>
        ) : (
          <ol>
            {lines.map((line, place) => (
              // Problems of one answer never change place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={place}>{line}</li>
            ))}
          </ol>
        )}
      </div>
    </div>
  )
}

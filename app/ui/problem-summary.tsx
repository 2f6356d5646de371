import { type MouseEvent, useEffect, useRef } from 'react'

/** To the field without a step in the history: with that step Remix would forget the refusal that is being mended. */
function toField(event: MouseEvent<HTMLAnchorElement>): void {
  const field = document.getElementById(event.currentTarget.hash.slice(1))
  if (!field) return
  event.preventDefault()
  field.focus()
}

/** All that was refused, at the top of the page and in the same words as beside each field it leads to; it takes the focus, also after a next `refusal`. */
export function ProblemSummary({
  refusal,
  title,
  problems,
}: {
  refusal: object
  title: string
  problems: ReadonlyArray<{ fieldId: string | null; text: string }>
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words may be said of a next attempt
  useEffect(() => heading.current?.focus(), [refusal])
  const shown = problems.map(({ fieldId, text }) =>
    fieldId ? (
      <a key={fieldId} href={`#${fieldId}`} onClick={toField}>
        {text}
      </a>
    ) : (
      text
    ),
  )
  return (
    <div className="note danger" data-icon="warning" role="alert">
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {shown.length === 1 ? (
          <p>{shown}</p>
        ) : (
          <ul>
            {shown.map((one, place) => (
              // Problems of one answer never change place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={place}>{one}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

import { type MouseEvent, useEffect, useRef } from 'react'

/** To the field without a step in the history: with that step Remix would forget the refusal that is being mended. */
function toField(event: MouseEvent<HTMLAnchorElement>): void {
  const field = document.getElementById(event.currentTarget.hash.slice(1))
  if (!field) return
  event.preventDefault()
  field.focus()
}

/** What was refused, at the top of the page and in the same words as beside the field it leads to; it takes the focus, also after a next `refusal`. */
export function ProblemSummary({
  refusal,
  title,
  text,
  href,
}: {
  refusal: object
  title: string
  text: string
  href: string | null
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words may be said of a next attempt
  useEffect(() => heading.current?.focus(), [refusal])
  return (
    <div className="note danger" data-icon="warning" role="alert">
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p>
          {href ? (
            <a href={href} onClick={toField}>
              {text}
            </a>
          ) : (
            text
          )}
        </p>
      </div>
    </div>
  )
}

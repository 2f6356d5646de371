import { useEffect, useRef } from 'react'

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
        <p>{href ? <a href={href}>{text}</a> : text}</p>
      </div>
    </div>
  )
}

import { Fragment } from 'react'

/** A text with the found words marked: they stand between private-use characters, so nothing in a text is ever taken for mark-up. */
export function Marked({ text }: { text: string }) {
  if (!text.includes('\uE000')) return <>{text}</>
  const parts = text.split(/[\uE000\uE001]/)
  return (
    <>
      {parts.map((part, place) =>
        // The parts of one text never change place: odd ones are the marked ones.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        place % 2 === 1 ? <mark key={place}>{part}</mark> : <Fragment key={place}>{part}</Fragment>,
      )}
    </>
  )
}

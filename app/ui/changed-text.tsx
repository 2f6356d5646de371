import { Fragment } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'

/** A run of words of a text that changed: the same as before, gone, or new. */
export type TextPiece = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** Words of what stayed that are shown on each side of a change. */
const AROUND = 60

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= AROUND * 2) return text
  const [head, tail] = [text.slice(0, AROUND), text.slice(-AROUND)]
  if (isFirst) return `… ${tail.slice(tail.indexOf(' ') + 1)}`
  if (isLast) return `${head.slice(0, head.lastIndexOf(' '))} …`
  return `${head.slice(0, head.lastIndexOf(' '))} … ${tail.slice(tail.indexOf(' ') + 1)}`
}

/** A text with what is gone struck through and what is new underlined; also said in words for who does not see it. */
export function ChangedText({ pieces, language }: { pieces: ReadonlyArray<TextPiece>; language?: string }) {
  const t = useTexts()
  return (
    <p className="changed-text" lang={language}>
      {pieces.map(({ kind, text }, place) => {
        const key = `${place} ${kind}`
        if (kind === 'same')
          return <Fragment key={key}>{shortened(text, place === 0, place === pieces.length - 1)}</Fragment>
        if (text.trim() === '') return kind === 'gone' ? null : <Fragment key={key}>{text}</Fragment>
        return kind === 'gone' ? (
          <del key={key}>
            <span className="unseen">{t('changedText.gone')} </span>
            {text}
          </del>
        ) : (
          <ins key={key}>
            <span className="unseen">{t('changedText.new')} </span>
            {text}
          </ins>
        )
      })}
    </p>
  )
}

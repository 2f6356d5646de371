import { useEffect, useId, useState } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'

/** The address of a feed: to copy, or to open in a program that takes it. Copying needs script; selecting does not. */
export function FeedAddress({ address, webcal, label }: { address: string; webcal: string; label: string }) {
  const t = useTexts('calendar')
  const id = useId()
  const [mayCopy, setMayCopy] = useState(false)
  const [isCopied, setCopied] = useState(false)
  useEffect(() => setMayCopy(typeof navigator.clipboard?.writeText === 'function'), [])
  async function copy() {
    try {
      await navigator.clipboard.writeText(address)
      setCopied(true)
    } catch {
      // A browser may refuse: the address stands there to be selected.
      setMayCopy(false)
    }
  }
  return (
    <div className="field feed-address">
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <input id={id} readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
        {mayCopy ? (
          <button type="button" className="button quiet" onClick={copy}>
            {t('copy')}
          </button>
        ) : null}
        <a className="button" href={webcal} data-icon="subscribe">
          {t('open')}
        </a>
      </div>
      <p role="status">{isCopied ? t('copied') : null}</p>
    </div>
  )
}

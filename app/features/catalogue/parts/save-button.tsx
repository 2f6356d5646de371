import { useState } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'
import { setSaved, useSaved } from './saved-offers.ts'

/** "Save for later", in this browser. Not shown without script, because it could not work. */
export function SaveButton({ id }: { id: string }) {
  const t = useTexts()
  const [message, setMessage] = useState('')
  const isSaved = useSaved().includes(id)
  return (
    <>
      <button
        type="button"
        className="linklike with-script"
        data-icon={isSaved ? 'check' : 'save'}
        aria-pressed={isSaved}
        onClick={() => {
          if (setSaved(id, !isSaved)) setMessage(t(isSaved ? 'saved.announceRemoved' : 'saved.announceSaved'))
        }}
      >
        {isSaved ? t('saved.saved') : t('saved.save')}
      </button>
      <span className="unseen" role="status">
        {message}
      </span>
    </>
  )
}

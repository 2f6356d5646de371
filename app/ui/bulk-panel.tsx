import { type ReactNode, useEffect, useState } from 'react'

/** How many boxes of this form, wherever they stand on the page, are ticked; null as long as nobody counts. */
function useChosen(form: string): number | null {
  const [count, setCount] = useState<number | null>(null)
  useEffect(() => {
    const read = () => setCount(document.querySelectorAll(`input[type=checkbox][form="${form}"]:checked`).length)
    read()
    document.addEventListener('change', read)
    return () => document.removeEventListener('change', read)
  }, [form])
  return count
}

/**
 * What can be done with all that is chosen in a list: it stands above the list, opens without script, and stays in sight as soon as something is
 * chosen. `said` puts how much is chosen into words.
 */
export function BulkPanel({
  form,
  title,
  said,
  isOpen,
  children,
}: {
  form: string
  title: string
  said: (count: number) => string
  isOpen: boolean
  children: ReactNode
}) {
  const count = useChosen(form)
  return (
    <details className="card bulk" open={isOpen}>
      <summary>
        <span className="bulk-title">{title}</span> <span className="small">{count === null ? '' : said(count)}</span>
      </summary>
      {children}
    </details>
  )
}

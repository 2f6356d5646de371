import { useNavigate } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'

/**
 * A question before something that cannot be taken back. A link opens it and it has an address of its own: without script it is a part of the
 * page at that address, with script it lies over the page and Escape leads to `closeHref`.
 */
export function Dialog({
  id,
  title,
  closeHref,
  children,
}: {
  id: string
  title: string
  closeHref: string
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const navigate = useNavigate()
  useEffect(() => {
    const opener = document.activeElement
    const element = dialog.current
    // It came open, for a browser without script: only one that is closed can open over the page.
    element?.close()
    element?.showModal()
    return () => {
      element?.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      open
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        navigate(closeHref, { preventScrollReset: true })
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}

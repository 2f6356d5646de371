import { useLocation, useNavigate } from '@remix-run/react'
import { useEffect, useRef } from 'react'

function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.defaultPrevented &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey
  )
}

/**
 * Plain links stay in the page: one listener instead of a router component a link, which on a page of a hundred links is
 * a quarter of the server's work, and links inside texts count too. Another language, another site, a file or a new tab load as ever.
 */
export function useFollowLinks(): void {
  const navigate = useNavigate()
  useEffect(() => {
    function follow(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link?.href || !isPlainClick(event) || link.target || link.hasAttribute('download')) return
      const to = new URL(link.href)
      const [, language] = location.pathname.split('/')
      const isOurs = to.origin === location.origin && to.pathname.split('/')[1] === language
      const isHere = to.pathname === location.pathname && to.search === location.search && to.hash !== ''
      if (!isOurs || isHere) return
      event.preventDefault()
      navigate(to.pathname + to.search + to.hash, { preventScrollReset: link.hasAttribute('data-keep-scroll') })
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [navigate])
}

/** After a step to another page inside the portal the focus goes to its heading, as a browser would begin a page it loads; so a screen reader says where one is. */
export function useFocusOnNewPage(): void {
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    const heading = document.querySelector<HTMLElement>('#content h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  }, [pathname])
}

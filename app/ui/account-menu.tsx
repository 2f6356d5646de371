import { useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { IconName } from './icon-names.ts'
import type { WorkEntry } from './work-entry.tsx'

type Entry = 'account' | 'todo' | 'admin'
/** The own pages of who is signed in, and after how many minutes without use the portal signs them out; their name is not in the header. */
export type AccountEntries = { entries: ReadonlyArray<Entry>; work?: WorkEntry; idleMinutes: number }

const ICON: Record<Entry, IconName> = { account: 'person', todo: 'asked', admin: 'desk' }

/** The link to the sign-in page: signing in leads back to the page one is on; from the home page and the sign-in page it leads to the account. */
function useSignInLink(language: Language): { href: string; isHere: boolean } {
  const { pathname, search } = useLocation()
  const isHere = pathname === paths.signIn(language)
  if (isHere || pathname === paths.home(language)) return { href: paths.signIn(language), isHere }
  return { href: paths.signIn(language, { to: pathname + search }), isHere }
}

function SignOut() {
  const t = useTexts()
  return (
    <form method="post" action={paths.signOut()}>
      <button type="submit" data-icon="sign-out">
        {t('accountMenu.signOut')}
      </button>
    </form>
  )
}

/** The same entries once more at the end of the menu, where a phone shows it. */
export function AccountLinks({ language, menu }: { language: Language; menu: AccountEntries | null }) {
  const t = useTexts()
  const { pathname } = useLocation()
  const signIn = useSignInLink(language)
  const links = menu
    ? menu.entries.map((entry) => ({
        href: paths[entry](language),
        icon: ICON[entry],
        text: t(`accountMenu.${entry}`),
        isHere: pathname === paths[entry](language),
      }))
    : [{ ...signIn, icon: 'person' as const, text: t('accountMenu.signIn') }]
  return (
    <ul className="plain account-links">
      {links.map(({ href, icon, text, isHere }) => (
        <li key={href}>
          <a href={href} data-icon={icon} aria-current={isHere ? 'page' : undefined}>
            {text}
          </a>
        </li>
      ))}
      {menu ? (
        <li>
          <SignOut />
        </li>
      ) : null}
    </ul>
  )
}

/** Closes an open disclosure by Escape, by a click or the focus beside it, and on the next page. Without script its own button does. */
function useCloses(address: string) {
  const details = useRef<HTMLDetailsElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it has done its work when the address changes
  useEffect(() => {
    if (details.current) details.current.open = false
  }, [address])
  useEffect(() => {
    function closeBeside({ target }: Event) {
      const menu = details.current
      if (menu?.open && target instanceof Node && !menu.contains(target)) menu.open = false
    }
    function closeByKey({ key }: KeyboardEvent) {
      const menu = details.current
      if (key !== 'Escape' || !menu?.open) return
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', closeBeside)
    document.addEventListener('focusin', closeBeside)
    document.addEventListener('keydown', closeByKey)
    return () => {
      document.removeEventListener('pointerdown', closeBeside)
      document.removeEventListener('focusin', closeBeside)
      document.removeEventListener('keydown', closeByKey)
    }
  }, [])
  return details
}

/** The sign-in link, or for somebody signed in their own pages and the sign-out button. A native disclosure, so that it opens without script. */
export function AccountMenu({ language, menu }: { language: Language; menu: AccountEntries | null }) {
  const t = useTexts()
  const { pathname, search } = useLocation()
  const details = useCloses(pathname + search)
  const signIn = useSignInLink(language)
  if (!menu) {
    return (
      <a className="sign-in" href={signIn.href} data-icon="person" aria-current={signIn.isHere ? 'page' : undefined}>
        <span>{t('accountMenu.signIn')}</span>
      </a>
    )
  }
  return (
    <details className="account-menu" ref={details}>
      <summary data-icon="person">
        <span className="unseen">{t('accountMenu.label')}</span>
      </summary>
      <ul className="plain">
        {menu.entries.map((entry) => (
          <li key={entry}>
            <a
              href={paths[entry](language)}
              data-icon={ICON[entry]}
              aria-current={pathname === paths[entry](language) ? 'page' : undefined}
            >
              {t(`accountMenu.${entry}`)}
            </a>
          </li>
        ))}
        <li>
          <SignOut />
        </li>
      </ul>
    </details>
  )
}

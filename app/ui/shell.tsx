import { useLocation } from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { LANGUAGES, type Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { inLanguage, paths } from '#app/paths.ts'
import { type AccountEntries, AccountLinks, AccountMenu } from './account-menu.tsx'
import { useFocusOnNewPage, useFollowLinks } from './follow-links.ts'
import { closesPopover, opens, POPOVER } from './popover.ts'
import { StaySignedIn } from './stay-signed-in.tsx'
import { WorkLink } from './work-entry.tsx'

export type Portal = {
  name: string
  /** Stands in the place of the compass; sizes in pixels, so that nothing moves when it arrives. */
  logo: { href: string; width: number; height: number } | null
  modules: ReadonlyArray<string>
  demo: boolean
  /** What stands in the header for somebody who is signed in; their name does not. */
  menu: AccountEntries | null
}

/** The same page in the other language. `addresses` are this page's own addresses where they differ by language. */
function LanguageSwitch({
  language,
  addresses,
}: {
  language: Language
  addresses?: Readonly<Record<Language, string>>
}) {
  const t = useTexts()
  const { pathname, search } = useLocation()
  return (
    <nav aria-label={t('language.label')} className="languages">
      {LANGUAGES.map((other) => (
        <a
          key={other}
          href={addresses?.[other] ?? inLanguage(other, pathname, search)}
          lang={other}
          hrefLang={other}
          aria-current={other === language ? 'true' : undefined}
          // What one sees comes first in the name, for who speaks to the computer.
          aria-label={`${other.toUpperCase()}, ${t(`language.${other}`)}`}
        >
          {other.toUpperCase()}
        </a>
      ))}
    </nav>
  )
}

/** The name of the portal with its mark. A picture is called by the name, so that the word beside it is not read out once more. */
function Logo({ href, portal: { name, logo } }: { href: string; portal: Portal }) {
  if (!logo) {
    return (
      <a className="logo" href={href}>
        <span className="logo-mark" data-icon="compass" />
        {name}
      </a>
    )
  }
  return (
    <a className="logo" href={href}>
      <img className="logo-image" src={logo.href} width={logo.width} height={logo.height} alt={name} />
      <span aria-hidden="true">{name}</span>
    </a>
  )
}

function MainNav({ language, portal }: { language: Language; portal: Portal }) {
  const t = useTexts()
  const { pathname, search } = useLocation()
  const address = `${pathname}${search}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the menu has done its work when the address changes
  useEffect(() => {
    document.getElementById('menu')?.togglePopover?.(false)
  }, [address])
  const links = [
    {
      to: paths.catalogue(language),
      text: t('nav.catalogue'),
      on: pathname.startsWith(paths.catalogue(language)),
      show: true,
    },
    {
      to: paths.calendar(language),
      text: t('nav.calendar'),
      on: pathname.startsWith(paths.calendar(language)),
      show: portal.modules.includes('calendar'),
    },
    {
      to: paths.guide(language, 'how-career-advice-works'),
      text: t('nav.advice'),
      on: pathname === paths.guide(language, 'how-career-advice-works'),
      show: portal.modules.includes('guides'),
    },
    {
      to: paths.stories(language),
      text: t('nav.stories'),
      on: pathname === paths.stories(language),
      show: portal.modules.includes('stories') || portal.modules.includes('guides'),
    },
    {
      to: paths.saved(language),
      text: t('nav.saved'),
      on: pathname === paths.saved(language),
      show: portal.modules.includes('saved'),
    },
  ]
  return (
    <nav className="main-nav" id="menu" aria-label={t('nav.label')} {...POPOVER}>
      <ul className="plain">
        {links
          .filter((link) => link.show)
          .map((link) => (
            <li key={link.to}>
              <a href={link.to} aria-current={link.on ? 'page' : undefined}>
                {link.text}
              </a>
            </li>
          ))}
        <WorkLink entry={portal.menu?.work} language={language} />
      </ul>
      <AccountLinks language={language} menu={portal.menu} />
      <button type="button" className="close-menu linklike" data-icon="close" {...closesPopover('menu')}>
        {t('closeMenu')}
      </button>
    </nav>
  )
}

/** Pages of one person, of a desk, and forms about the portal itself: what is wrong there, nobody of the public can say. */
const NOT_PUBLIC = /^\/(?:nl|en)\/(?:my|desk|hr|advice|sign-in|remark|wish|saved)(?:\/|$)/

/** Where somebody says that this page is wrong, without its query: what was searched stays out of it. */
function RemarkLink({ language }: { language: Language }) {
  const t = useTexts()
  const { pathname } = useLocation()
  if (NOT_PUBLIC.test(pathname) || pathname.endsWith('/ask')) return null
  return (
    <p>
      <a href={paths.remark(language, { page: pathname })}>{t('footer.remark')}</a>
    </p>
  )
}

function Footer({ language, portal }: { language: Language; portal: Portal }) {
  const t = useTexts()
  const guides = [
    ['about', t('footer.about')],
    ['privacy', t('footer.privacy')],
    ['accessibility', t('footer.accessibility')],
    ...(portal.modules.includes('guides') ? [['for-managers', t('footer.managers')] as const] : []),
  ] as const
  return (
    <footer className="foot">
      <div className="wrap">
        <nav aria-label={t('footer.label', { name: portal.name })}>
          <ul className="plain">
            {guides.map(([name, text]) => (
              <li key={name}>
                <a href={paths.guide(language, name)}>{text}</a>
              </li>
            ))}
            {portal.modules.includes('wishes') ? (
              <li>
                <a href={paths.wish(language)}>{t('footer.miss')}</a>
              </li>
            ) : null}
          </ul>
        </nav>
        {portal.modules.includes('remarks') ? <RemarkLink language={language} /> : null}
        {portal.demo ? <p>{t('footer.demo')}</p> : null}
      </div>
    </footer>
  )
}

/** What stands around every page: skip link, header, footer. */
export function Shell({
  language,
  portal,
  addresses,
  children,
}: {
  language: Language
  portal: Portal
  addresses?: Readonly<Record<Language, string>>
  children: ReactNode
}) {
  const t = useTexts()
  useFollowLinks()
  useFocusOnNewPage()
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="top">
        <div className="wrap">
          <button type="button" className="menu-button" data-icon="menu" {...opens('menu')}>
            <span className="unseen">{t('menu')}</span>
          </button>
          <Logo href={paths.home(language)} portal={portal} />
          <MainNav language={language} portal={portal} />
          <LanguageSwitch language={language} addresses={addresses} />
          <AccountMenu language={language} menu={portal.menu} />
        </div>
      </header>
      {children}
      <Footer language={language} portal={portal} />
      {portal.menu ? <StaySignedIn language={language} idleMinutes={portal.menu.idleMinutes} /> : null}
    </>
  )
}

import { useLocation } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { changesIn, type IdleState, idleState, lastsAfterAnswer } from './idle.ts'

/** What the portal says when it is asked whether one is still signed in (app/routes/my/stay.ts). `last`: nothing can make it longer. */
type Stays = { seconds: number; isLast: boolean }

/** Asks the portal to go on: null when the sign-in has ended already. Throws when the portal cannot be reached. */
async function askToStay(language: Language): Promise<Stays | null> {
  // The answer for who is not signed in redirects to the sign-in page: it is not followed.
  const answer = await fetch(paths.stay(language), { redirect: 'manual', headers: { Accept: 'application/json' } })
  if (answer.type === 'opaqueredirect') return null
  if (!answer.ok) throw new Error(`status ${answer.status}`)
  return (await answer.json()) as Stays
}

/** Keeps the moment at which the sign-in of this browser ends, together with its other tabs: use of one counts for all. */
function useIdleEnd(idleMinutes: number) {
  const { key } = useLocation()
  const [state, setState] = useState<IdleState>('quiet')
  const endsAt = useRef(Number.POSITIVE_INFINITY)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const tabs = useRef<BroadcastChannel>()

  const look = useCallback(() => {
    clearTimeout(timer.current)
    const now = Date.now()
    setState(idleState(endsAt.current, now))
    const wait = changesIn(endsAt.current, now)
    if (wait !== null) timer.current = setTimeout(look, wait)
  }, [])
  const lasts = useCallback(
    (ms: number) => {
      endsAt.current = Date.now() + ms
      look()
    },
    [look],
  )
  useEffect(() => {
    const channel = new BroadcastChannel('koers-in-use')
    channel.onmessage = ({ data }: MessageEvent<number>) => lasts(data)
    tabs.current = channel
    // A timer does not run while a device sleeps.
    document.addEventListener('visibilitychange', look)
    return () => {
      channel.close()
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', look)
    }
  }, [look, lasts])
  const used = useCallback(
    (ms: number) => {
      lasts(ms)
      tabs.current?.postMessage(ms)
    },
    [lasts],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step inside the portal was an answer too
  useEffect(() => used(lastsAfterAnswer(idleMinutes)), [key, idleMinutes, used])
  return { state, used, ended: () => setState('out') }
}

/**
 * Says two minutes before the sign-in ends that it will, and goes on with one click; what was typed stays. Once it has ended it says so and
 * leads to the sign-in page in a new tab. Says nothing of anybody, so that pages which are the same for many may hold it.
 */
export function StaySignedIn({ language, idleMinutes }: { language: Language; idleMinutes: number }) {
  const t = useTexts()
  const { state, used, ended } = useIdleEnd(idleMinutes)
  const [said, setSaid] = useState<'none' | 'stayed' | 'last' | 'failed'>('none')
  const before = useRef<Element | null>(null)
  // The next sign-in begins anew.
  useEffect(() => {
    if (state === 'out') setSaid('none')
  }, [state])

  async function stay() {
    try {
      const stays = await askToStay(language)
      if (!stays) return ended()
      setSaid(stays.isLast ? 'last' : 'stayed')
      used(stays.seconds * 1_000)
      // The button goes: back to where one was.
      if (before.current instanceof HTMLElement) before.current.focus()
    } catch {
      setSaid('failed')
    }
  }

  // Not there while there is nothing to say, so that an alert on the page is the page's own. One that appears is read out all the same.
  if (state === 'quiet' && said !== 'stayed') return null
  return (
    <div className={state === 'quiet' ? 'unseen' : 'stay'} role="alert">
      {state === 'quiet' ? t('stay.stayed') : null}
      {state === 'soon' ? (
        <div className="wrap">
          <p data-icon="clock">{t(said === 'last' || said === 'failed' ? `stay.${said}` : 'stay.soon')}</p>
          {said === 'last' ? null : (
            <button
              type="button"
              className="button"
              onFocus={({ relatedTarget }) => {
                before.current = relatedTarget
              }}
              onClick={stay}
            >
              {t('stay.button')}
            </button>
          )}
        </div>
      ) : null}
      {state === 'out' ? (
        <div className="wrap">
          <p data-icon="lock">{t('stay.out')}</p>
          <a className="button" href={paths.signIn(language)} target="_blank" rel="noreferrer">
            {t('stay.again')}
          </a>
        </div>
      ) : null}
    </div>
  )
}

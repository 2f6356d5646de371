import { createContext, useContext } from 'react'

/** The number that lets the page's own scripts run under the content security policy; empty in the browser. */
export const NonceContext = createContext<string | undefined>(undefined)

export function useNonce(): string | undefined {
  return useContext(NonceContext)
}

/** Gives the number of a failed request while the server renders; the browser keeps what the server wrote. */
export const ReferenceContext = createContext<() => string>(() => '')

export function useReference(): string {
  return useContext(ReferenceContext)()
}

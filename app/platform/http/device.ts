const BROWSERS = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const
const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

function nameIn(list: ReadonlyArray<readonly [string, RegExp]>, agent: string): string {
  return list.find(([, pattern]) => pattern.test(agent))?.[0] ?? ''
}

/** Browser and system, as `Firefox, Windows`, so that somebody knows their own devices in a list; nothing more of the User-Agent is kept. */
export function deviceOf(userAgent: string | null): string {
  const agent = userAgent ?? ''
  return [nameIn(BROWSERS, agent), nameIn(SYSTEMS, agent)].filter(Boolean).join(', ')
}

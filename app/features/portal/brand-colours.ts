/**
 * From one brand colour and one accent to all the tokens of app/ui/tokens.css that are a university's own, in light and dark, so that every
 * text stays readable: at least 4.5 to 1 (WCAG 2.2, 1.4.3). Colours are `#rrggbb`; the sums are done in OKLCH, where a lighter colour keeps its hue.
 */
const READABLE = 4.5

/** What a colour of the university may stand on or under; the values of app/ui/tokens.css, and a test says so. */
export const GROUNDS = {
  light: {
    paper: '#fbfaf7',
    surface: '#ffffff',
    sunken: '#f3f1ec',
    'ok-tint': '#e4f2e8',
    'warn-tint': '#fdf3dc',
    'danger-tint': '#fbe6e7',
  },
  dark: {
    paper: '#14191f',
    surface: '#1c232b',
    sunken: '#232b34',
    'ok-tint': '#1b3524',
    'warn-tint': '#3a2f17',
    'danger-tint': '#43222a',
  },
} as const
/** What the portal uses as long as nobody chooses anything else. */
export const STANDARD = { brand: '#0f4c5c', accent: '#b4441f' } as const
export type Own = keyof typeof STANDARD

type Triple = [number, number, number]
type Oklch = { l: number; c: number; h: number }

function channels(hex: string): Triple {
  const part = (place: number) => Number.parseInt(hex.slice(place, place + 2), 16) / 255
  return [part(1), part(3), part(5)]
}

const toLinear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const fromLinear = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055)

/** The ratio of two colours as WCAG 2.2 defines it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = channels(hex).map(toLinear) as Triple
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Björn Ottosson, https://bottosson.github.io/posts/oklab/ */
function toOklch(hex: string): Oklch {
  const [red, green, blue] = channels(hex).map(toLinear) as Triple
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, c: Math.hypot(a, b), h: Math.atan2(b, a) }
}

function toRgb({ l, c, h }: Oklch): Triple {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)]
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ]
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ]
}

/** The colour on a screen: as colourful as asked for, or as the screen can show at this lightness. */
function shown(colour: Oklch): string {
  let rgb = toRgb(colour)
  for (let c = colour.c; c > 0 && rgb.some((part) => part < -0.0005 || part > 1.0005); ) {
    c = c > 0.004 ? c - 0.004 : 0
    rgb = toRgb({ ...colour, c })
  }
  const digits = rgb.map((part) => {
    const byte = Math.round(fromLinear(Math.min(1, Math.max(0, part))) * 255)
    return byte.toString(16).padStart(2, '0')
  })
  return `#${digits.join('')}`
}

function isReadableOn(colour: string, grounds: ReadonlyArray<string>): boolean {
  return grounds.every((ground) => contrast(colour, ground) >= READABLE)
}

/** The lightness of a step towards what is readable. */
const STEP = 0.004

const lightTint = ({ c, h }: Oklch) => shown({ l: 0.95, c: Math.min(c, 0.022), h })
const darkTint = ({ c, h }: Oklch) => shown({ l: 0.32, c: Math.min(c, 0.045), h })

function isReadableInLight(hex: string): boolean {
  return isReadableOn(hex, [...Object.values(GROUNDS.light), lightTint(toOklch(hex))])
}

/** The colour itself when texts in it are readable on every light ground; else the nearest that is: the same hue, only as much darker as it takes. */
export function nearestReadable(hex: string): string {
  if (isReadableInLight(hex)) return hex
  const own = toOklch(hex)
  for (let l = own.l; l > 0; l -= STEP) {
    const darker = shown({ ...own, l })
    if (isReadableInLight(darker)) return darker
  }
  return '#000000'
}

/** Light enough for the dark theme: it starts where the standard colours are, and goes on until everything under it can be read. */
function inDark(own: Oklch, tint: string): Oklch {
  const grounds = [...Object.values(GROUNDS.dark), tint]
  const start = { l: 0.77, c: Math.min(own.c, 0.11), h: own.h }
  for (let l = start.l; l < 1; l += STEP) if (isReadableOn(shown({ ...start, l }), grounds)) return { ...start, l }
  return { ...start, l: 1, c: 0 }
}

export type Tokens = Readonly<Record<string, string>>

function brandTokens(hex: string): { light: Tokens; dark: Tokens } {
  const own = toOklch(hex)
  const tint = darkTint(own)
  const dark = inDark(own, tint)
  return {
    light: {
      brand: hex,
      'brand-strong': shown({ l: own.l * 0.75, c: own.c * 0.9, h: own.h }),
      'brand-tint': lightTint(own),
      'on-brand': '#ffffff',
    },
    dark: {
      brand: shown(dark),
      'brand-strong': shown({ l: Math.min(0.97, dark.l + 0.11), c: dark.c * 0.6, h: dark.h }),
      'brand-tint': tint,
      'on-brand': shown({ l: 0.23, c: Math.min(own.c, 0.03), h: own.h }),
    },
  }
}

function accentTokens(hex: string): { light: Tokens; dark: Tokens } {
  const own = toOklch(hex)
  const tint = darkTint(own)
  return {
    light: { accent: hex, 'accent-tint': lightTint(own) },
    dark: { accent: shown(inDark(own, tint)), 'accent-tint': tint },
  }
}

/** The tokens for these colours. A colour that is not given, or that is not readable, keeps its standard tokens. */
export function brandTokensFor(colours: { brand: string | null; accent: string | null }): {
  light: Tokens
  dark: Tokens
} {
  const of = (hex: string | null, make: (hex: string) => { light: Tokens; dark: Tokens }) =>
    hex !== null && isReadableInLight(hex) ? make(hex) : { light: {}, dark: {} }
  const [brand, accent] = [of(colours.brand, brandTokens), of(colours.accent, accentTokens)]
  return { light: { ...brand.light, ...accent.light }, dark: { ...brand.dark, ...accent.dark } }
}

/** The tokens as a stylesheet; it wins from app/ui/tokens.css wherever it stands. Empty when there is nothing to set. */
export function styleSheet({ light, dark }: { light: Tokens; dark: Tokens }): string {
  const lines = (tokens: Tokens) => Object.entries(tokens).map(([name, value]) => `--${name}:${value}`)
  if (lines(light).length === 0) return ''
  // On a screen only, as in tokens.css: paper is white.
  return `html:root{${lines(light).join(';')}}\n@media screen and (prefers-color-scheme:dark){html:root{${lines(dark).join(';')}}}\n`
}

/** The only characters that HTTP allows around a value (RFC 9110): space and tab. `trim()` and `\s` also strip U+00A0, a byte that a header can carry. */
function isBlank(sign: string | undefined): boolean {
  return sign === ' ' || sign === '\t'
}

/** The value without spaces and tabs around it; every other character stays. */
export function stripBlanks(value: string): string {
  let start = 0
  let end = value.length
  while (start < end && isBlank(value[start])) start++
  while (end > start && isBlank(value[end - 1])) end--
  return value.slice(start, end)
}

/** The parts of a header between these separators, without blanks around them. */
export function headerParts(value: string | null | undefined, separator: ',' | ';'): string[] {
  return value ? value.split(separator).map(stripBlanks) : []
}

/** Whether a value consists of these characters only, and has at least one. */
function consistsOf(value: string, allowed: ReadonlySet<string>): boolean {
  if (value === '') return false
  for (const sign of value) if (!allowed.has(sign)) return false
  return true
}

const DIGITS: ReadonlySet<string> = new Set('0123456789')
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const HOST_NAME: ReadonlySet<string> = new Set([...LETTERS, ...DIGITS, '.', '-', '_'])
const IPV6: ReadonlySet<string> = new Set([...DIGITS, ...'abcdefABCDEF', ':', '.'])
const QUALITY: ReadonlySet<string> = new Set([...DIGITS, '.'])

function isPortNumber(text: string): boolean {
  return text.length <= 5 && consistsOf(text, DIGITS) && Number(text) <= 65_535
}

/** The name in a Host header, without its port; null when it names no host. */
export function hostName(value: string): string | null {
  const bracket = value.startsWith('[') ? value.indexOf(']') : -1
  const nameEnd = bracket >= 0 ? bracket + 1 : value.includes(':') ? value.indexOf(':') : value.length
  const [name, port] = [value.slice(0, nameEnd), value.slice(nameEnd)]
  const isPort = port === '' || (port.startsWith(':') && isPortNumber(port.slice(1)))
  const isName = bracket >= 0 ? consistsOf(name.slice(1, -1), IPV6) : consistsOf(name, HOST_NAME)
  return isPort && isName ? name : null
}

/** A quality value (`q=0.8`) as a number; 1 when there is none, 0 when it is malformed. */
export function qualityOf(parameters: ReadonlyArray<string>): number {
  const written = parameters.find((one) => one.toLowerCase().startsWith('q='))
  if (written === undefined) return 1
  const value = Number(written.slice(2))
  return consistsOf(written.slice(2), QUALITY) && value <= 1 ? value : 0
}

/** Whether a browser accepts gzip, by its Accept-Encoding header: `gzip;q=0` refuses it. */
export function acceptsGzip(header: string | null | undefined): boolean {
  return headerParts(header, ',').some((part) => {
    const [coding = '', ...parameters] = headerParts(part, ';')
    return coding.toLowerCase() === 'gzip' && qualityOf(parameters) > 0
  })
}

/** The media type of a Content-Type header in lower case, without its parameters. */
export function mediaType(header: string): string {
  return (headerParts(header, ';')[0] ?? '').toLowerCase()
}

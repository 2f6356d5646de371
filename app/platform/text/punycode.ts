/** What RFC 3492 fixes. */
const [BASE, T_MIN, T_MAX, SKEW, DAMP, FIRST_BIAS, FIRST_CODE] = [36, 1, 26, 38, 700, 72, 128]
const LAST_CODE = 0x10ffff

function digitOf(sign: string): number {
  const place = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(sign)
  return place < 0 ? Number.POSITIVE_INFINITY : place
}

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}

/** A variable-length integer of the encoded part, from this place on; null when it is none. */
function readDelta(encoded: string, from: number, bias: number): { value: number; next: number } | null {
  let [value, weight, at] = [0, 1, from]
  for (let k = BASE; ; k += BASE) {
    const digit = digitOf(encoded[at++] ?? '')
    value += digit * weight
    if (!Number.isSafeInteger(value)) return null
    const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX)
    if (digit < threshold) return { value, next: at }
    weight *= BASE - threshold
  }
}

/** The letters of one label of a host name that begins with `xn--`, by RFC 3492; null when it is not a valid one. Any other label is as it is. */
export function labelInLetters(label: string): string | null {
  if (!label.startsWith('xn--')) return label
  const encoded = label.slice('xn--'.length)
  const hyphen = encoded.lastIndexOf('-')
  const points = [...encoded.slice(0, Math.max(hyphen, 0))].map((sign) => sign.charCodeAt(0))
  let [code, bias, index, at] = [FIRST_CODE, FIRST_BIAS, 0, hyphen < 0 ? 0 : hyphen + 1]
  while (at < encoded.length) {
    const delta = readDelta(encoded, at, bias)
    if (!delta) return null
    const total = index + delta.value
    const length = points.length + 1
    bias = adapt(delta.value, length, index === 0 && code === FIRST_CODE)
    code += Math.floor(total / length)
    index = total % length
    if (code > LAST_CODE) return null
    points.splice(index, 0, code)
    index++
    at = delta.next
  }
  return String.fromCodePoint(...points)
}

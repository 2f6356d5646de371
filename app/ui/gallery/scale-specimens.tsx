import { useTexts } from '#app/i18n/use-texts.ts'
import { Specimen } from './specimen.tsx'

const SIZES = [1, 2, 3, 4, 5, 6] as const
const DISTANCES = [1, 2, 3, 4, 5, 6, 7] as const
const COLOURS = ['paper', 'surface', 'sunken', 'brand', 'brand-tint', 'accent', 'ok', 'warn', 'danger'] as const

/** The scales behind everything: six sizes of type, seven distances, the colours. */
export function ScaleSpecimens() {
  const t = useTexts('admin')
  return (
    <Specimen name="scales" component="tokens.css">
      <div className="specimen-columns">
        <ul className="plain">
          {SIZES.map((size) => (
            <li key={size} data-step={size}>
              {t('gallery.scale.size', { size })}
            </li>
          ))}
        </ul>
        <ul className="plain distances">
          {DISTANCES.map((distance) => (
            <li key={distance}>
              <span data-space={distance} />
              {t('gallery.scale.distance', { distance })}
            </li>
          ))}
        </ul>
        <ul className="plain chips">
          {COLOURS.map((colour) => (
            <li key={colour} className="swatch-of">
              <span data-swatch={colour} />
              <code>{colour}</code>
            </li>
          ))}
        </ul>
      </div>
    </Specimen>
  )
}

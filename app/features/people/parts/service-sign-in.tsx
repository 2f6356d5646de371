import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'

/** The way to the university's sign-in service. A link and no form: what a form may lead to is held to this portal. */
export function ServiceSignIn({ name, to }: { name: string; to: string | null }) {
  const t = useTexts('people')
  return (
    <section aria-labelledby="service-sign-in">
      <h2 id="service-sign-in">{t('service.title')}</h2>
      <p>{t('service.text', { name })}</p>
      <p>
        <a className="button" href={paths.startSignIn({ to: to ?? undefined })}>
          {t('service.signIn', { name })}
        </a>
      </p>
    </section>
  )
}

import adminEn from '#locales/en/screens/admin.json'
import auditEn from '#locales/en/screens/audit.json'
import calendarEn from '#locales/en/screens/calendar.json'
import catalogueEn from '#locales/en/screens/catalogue.json'
import closingEn from '#locales/en/screens/closing.json'
import commonEn from '#locales/en/screens/common.json'
import enquiriesEn from '#locales/en/screens/enquiries.json'
import guidanceEn from '#locales/en/screens/guidance.json'
import hrEn from '#locales/en/screens/hr.json'
import mediaEn from '#locales/en/screens/media.json'
import peopleEn from '#locales/en/screens/people.json'
import privacyEn from '#locales/en/screens/privacy.json'
import publishingEn from '#locales/en/screens/publishing.json'
import remarksEn from '#locales/en/screens/remarks.json'
import sessionsEn from '#locales/en/screens/sessions.json'
import signUpEn from '#locales/en/screens/sign-up.json'
import wordsEn from '#locales/en/screens/words.json'
import checksEn from '#locales/en/server/checks.json'
import editorEn from '#locales/en/server/editor.json'
import importEn from '#locales/en/server/import.json'
import mailEn from '#locales/en/server/mail.json'
import offerEn from '#locales/en/server/offer.json'
import operatorEn from '#locales/en/server/operator.json'
import searchEn from '#locales/en/server/search.json'
import serverEn from '#locales/en/server/server.json'
import adminNl from '#locales/nl/screens/admin.json'
import auditNl from '#locales/nl/screens/audit.json'
import calendarNl from '#locales/nl/screens/calendar.json'
import catalogueNl from '#locales/nl/screens/catalogue.json'
import closingNl from '#locales/nl/screens/closing.json'
import commonNl from '#locales/nl/screens/common.json'
import enquiriesNl from '#locales/nl/screens/enquiries.json'
import guidanceNl from '#locales/nl/screens/guidance.json'
import hrNl from '#locales/nl/screens/hr.json'
import mediaNl from '#locales/nl/screens/media.json'
import peopleNl from '#locales/nl/screens/people.json'
import privacyNl from '#locales/nl/screens/privacy.json'
import publishingNl from '#locales/nl/screens/publishing.json'
import remarksNl from '#locales/nl/screens/remarks.json'
import sessionsNl from '#locales/nl/screens/sessions.json'
import signUpNl from '#locales/nl/screens/sign-up.json'
import wordsNl from '#locales/nl/screens/words.json'
import checksNl from '#locales/nl/server/checks.json'
import editorNl from '#locales/nl/server/editor.json'
import importNl from '#locales/nl/server/import.json'
import mailNl from '#locales/nl/server/mail.json'
import offerNl from '#locales/nl/server/offer.json'
import operatorNl from '#locales/nl/server/operator.json'
import searchNl from '#locales/nl/server/search.json'
import serverNl from '#locales/nl/server/server.json'
import { joinLogTexts, type TextsOf } from './log-texts.ts'

/** The one list of namespaces. Those of screens travel to the browser, but for what the audit log says (`log`). */
const screens = {
  nl: {
    common: commonNl,
    admin: adminNl,
    audit: auditNl,
    calendar: calendarNl,
    catalogue: catalogueNl,
    closing: closingNl,
    enquiries: enquiriesNl,
    'sign-up': signUpNl,
    guidance: guidanceNl,
    media: mediaNl,
    hr: hrNl,
    people: peopleNl,
    privacy: privacyNl,
    remarks: remarksNl,
    publishing: publishingNl,
    sessions: sessionsNl,
    words: wordsNl,
  },
  en: {
    common: commonEn,
    admin: adminEn,
    audit: auditEn,
    calendar: calendarEn,
    catalogue: catalogueEn,
    closing: closingEn,
    enquiries: enquiriesEn,
    'sign-up': signUpEn,
    guidance: guidanceEn,
    media: mediaEn,
    hr: hrEn,
    people: peopleEn,
    privacy: privacyEn,
    remarks: remarksEn,
    publishing: publishingEn,
    sessions: sessionsEn,
    words: wordsEn,
  },
}
const server = {
  nl: {
    checks: checksNl,
    editor: editorNl,
    import: importNl,
    mail: mailNl,
    offer: offerNl,
    operator: operatorNl,
    search: searchNl,
    server: serverNl,
  },
  en: {
    checks: checksEn,
    editor: editorEn,
    import: importEn,
    mail: mailEn,
    offer: offerEn,
    operator: operatorEn,
    search: searchEn,
    server: serverEn,
  },
}

/** Dutch is the text of record: its shape is the type of every key, and English must fill that shape. */
const nl = { ...screens.nl, ...server.nl }
const en = { ...screens.en, ...server.en } satisfies typeof nl

export type Resources = TextsOf<typeof nl>
export type ScreenNamespace = keyof typeof screens.nl
export const resources: Readonly<Record<'nl' | 'en', Resources>> = { nl: joinLogTexts(nl), en: joinLogTexts(en) }

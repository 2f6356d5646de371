// How the texts are built. {c} is the subject in some wording, {o} another subject, {d} the discipline, {j} a job,
// {a} the audience, {p} the person who gives it, {u} the unit; {n} a passer-by, {r} a rare word, {w} a common one,
// {t} a thing, {v} a verb, {#} a number. A capital, as in {C}, starts with one.
import { lines } from './random.mjs'

/** Titles for each kind; {c} is in nearly all of them. */
export const TITLES = {
  nl: {
    training: lines(`
      Training {c}
      Cursus {c}
      Workshop {c}
      {C} voor {a}
      {C} in drie middagen
      {C}: training voor {a}
      {C}: de eerste stappen
      Aan de slag met {c}
      {C} voor wie werkt in de {d}
      {C} zonder omwegen
      Basiscursus: {c}
    `),
    mentoring: lines(`
      Een mentor voor {c}
      Mentoring: {c}
      {C}: mentoring voor {a}
      Een jaar met een mentor: {c}
    `),
    coaching: lines(`
      Coaching: {c}
      Een coach voor {c}
      {C}: coaching voor {a}
      Vijf gesprekken met een coach over {c}
    `),
    vacancy: lines(`
      {J} {d}
      {J} bij de {u}, {d}
      Vacature: {j} {d}
    `),
    event: lines(`
      Lezing over {c}
      Bijeenkomst: {c}
      {C}: een middag met {p}
      Lunchbijeenkomst {c}
      {P} over {c}
    `),
    'self-test': lines(`
      Zelftest: {c}
      Zelftest {c}
      {C}: waar sta jij?
      Opdracht: {c}
    `),
    story: lines(`
      {P} over {c}
      {C}: het verhaal van {p}
      Wat {p} leerde over {c}
    `),
    'career-advice': lines(`
      Loopbaanadvies: {c}
      Spreekuur {c}
      Met een loopbaanadviseur praten over {c}
      Loopbaanadvies voor {a}: {c}
    `),
  },
  en: {
    training: lines(`
      Training: {c}
      Course: {c}
      Workshop: {c}
      {C} for {a}
      {C} in three afternoons
      {C}: training for {a}
      {C}: the first steps
      Getting started: {c}
      {C} for those who work in {d}
      {C} without detours
      Basic course: {c}
    `),
    mentoring: lines(`
      A mentor for {c}
      Mentoring: {c}
      {C}: mentoring for {a}
      A year with a mentor: {c}
    `),
    coaching: lines(`
      Coaching: {c}
      A coach for {c}
      {C}: coaching for {a}
      Five talks with a coach about {c}
    `),
    vacancy: lines(`
      {J} in {d}
      {J}, {d}, {u}
      Vacancy: {j} in {d}
    `),
    event: lines(`
      Lecture about {c}
      Meeting: {c}
      {C}: an afternoon with {p}
      Lunch meeting: {c}
      {P} on {c}
    `),
    'self-test': lines(`
      Self-test: {c}
      Self-test about {c}
      {C}: where are you?
      Assignment: {c}
    `),
    story: lines(`
      {P} on {c}
      {C}: the story of {p}
      What {p} learned about {c}
    `),
    'career-advice': lines(`
      Career advice: {c}
      Drop-in hour: {c}
      Talking to a career advisor about {c}
      Career advice for {a}: {c}
    `),
  },
}

/** Titles that do not name the subject: the summary does. */
export const VEILED = {
  nl: lines(`
    Wat wil ik eigenlijk?
    Van {w} naar {w}
    Eén {t}, drie gesprekken
    De {t} op tafel
    Ruimte voor {w} werk
  `),
  en: lines(`
    What do I really want?
    From {w} to {w}
    One {t}, three talks
    The {t} on the table
    Room for {w} work
  `),
}

export const SUMMARIES = {
  nl: lines(`
    Je {v} wat {c} van je vraagt, en {v} één {t} uit je eigen week.
    In een kleine groep werk je aan {c}. Met een {t} die je dezelfde week gebruikt.
    {C}: je {v} een {w} {t} en hoort van anderen wat werkte.
    Voor {a} die met {c} verder willen, ook zonder ervaring.
    Met {p} kijk je naar {c}, {w} en zonder oordeel.
    Wat betekent {c} voor jouw {t}? Je {v} het in {#} weken.
    Je eerste kennismaking met {c}, met een {t} uit de {d}.
  `),
  en: lines(`
    You {v} what {c} asks of you, and {v} one {t} from your own week.
    Work on {c} in a small group, with a {t} that you use the same week.
    {C}: you {v} a {w} {t} and hear from others what worked.
    For {a} who want to go further with {c}, even without experience.
    With {p} you look at {c}, in a {w} way and without judging.
    What does {c} mean for your {t}? You {v} it in {#} weeks.
    Your first acquaintance with {c}, with a {t} from {d}.
  `),
}

export const VACANCY_SUMMARIES = {
  nl: lines(`
    Je versterkt de {u} als {j} en {v} er {w} werk.
    Als {j} help je collega's uit de {d} met een {w} {t}.
    Voor {#} uur per week. Ook als je nu {o} als {t} ziet.
  `),
  en: lines(`
    You join the {u} as {j} and {v} {w} work there.
    As {j} you help colleagues in {d} with a {w} {t}.
    For {#} hours a week. Also if {o} is new to you.
  `),
}

export const BODIES = {
  nl: lines(`
    Een collega uit de {d} komt steeds met dezelfde {t}.
    Je kent het: de {t} is {w} en de {t} {w}, en intussen wacht het {r}.
    In deze weken werk je aan {c}, met een {t} die je zelf kiest.
    Je {v} eerst je eigen {r} en daarna dat van een ander.
    Met {n} bespreek je daarna wat er anders kan.
    {N} van {u} vertelt over een {r} dat mislukte.
    Wie eerder iets deed aan {o}, herkent het {r}.
    We beginnen {w}, met een {t} en een {r}.
    Iedereen neemt een {r} mee, of een {t} van vorige week.
    Na {#} weken kijk je terug op je {t} en je {r}.
    Je hoeft niets te weten van {o} of van een {r}.
    De groep telt {#} mensen, van {j} tot {j}.
    Het {r} ligt klaar bij de balie, naast het {r}.
    Soms helpt een {w} {t} meer dan een {r}.
    {C} vraagt tijd, en die {t} krijg je hier.
    Je {v} een {t}, je {v} een {r}, en pas daarna kies je.
    Een {j} uit de {d} leest mee en {v} je {r}.
    Wat je deelt, blijft in de groep: ook het {r}, ook de {t}.
    Vooraf lees je {#} bladzijden over {r} en {r}.
    Er is ook aandacht voor {o}, als de groep dat wil.
    Aan het eind heb je een {w} {t} en een plan voor {#} maanden.
    Vragen over {c}? Bel {n} of loop langs bij {u}.
    Het gaat over {r}, over {r} en over wat je zelf {w} vindt.
    {N} en {n} maakten er samen een {r} van.
    Op {#} plekken in het gebouw hangt een {r}.
    Neem je {t} mee, en als je wilt een {r}.
    Niet elke {t} past bij elke {j}.
    De {d} heeft daar een eigen {r} voor.
    Je krijgt {w} commentaar op je {t}, van {#} collega's.
    Het {r} van {n} is te zien in de hal.
  `),
  en: lines(`
    A colleague in {d} keeps bringing up the same {t}.
    You know how it goes: the {t} is {w}, the {t} is {w}, and the {r} has to wait.
    In these weeks you work on {c}, with a {t} that you choose yourself.
    First you {v} your own {r}, then that of somebody else.
    After that you and {n} discuss what could be different.
    {N} of {u} tells of a {r} that failed.
    If you once did something about {o}, you will know the {r}.
    We begin in a {w} way, with a {t} and a {r}.
    Everyone brings a {r}, or a {t} from last week.
    After {#} weeks you look back at your {t} and your {r}.
    You need to know nothing of {o} or of any {r}.
    There are {#} people in the group, from {j} to {j}.
    The {r} is waiting at the desk, next to the {r}.
    Now and then a {w} {t} helps more than a {r}.
    {C} takes time, and here you get that {t}.
    You {v} a {t}, you {v} a {r}, and only then do you choose.
    A {j} from {d} reads along and will {v} your {r}.
    What you share stays in the group: the {r} too, and the {t}.
    Beforehand you read {#} pages on {r} and {r}.
    There is room for {o} as well, if the group would like it.
    At the end you have a {w} {t} and a plan for {#} months.
    Questions about {c}? Ring {n} or drop by at {u}.
    It is about {r}, about {r} and about what you find {w}.
    {N} and {n} turned it into a {r} together.
    In {#} places in the building there is a {r}.
    Bring your {t}, and if you like a {r}.
    Not every {t} suits every {j}.
    In {d} they have a {r} of their own for that.
    You get {w} comments on your {t}, from {#} colleagues.
    The {r} by {n} can be seen in the hall.
  `),
}

/** The line that names the person, in every text that has one. */
export const PERSON_LINE = {
  nl: lines(`
    {P} begeleidt je.
    Het wordt gegeven door {p}.
    Je spreekt {p}, {j} bij {u}.
  `),
  en: lines(`
    {P} guides you.
    It is given by {p}.
    You meet {p}, {j} at {u}.
  `),
}

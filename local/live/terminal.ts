import { terminalLanguage } from '../terminal/language'

import type { Live } from '.'
import { bandOf, LIVE_CONSOLE } from './console/band'
import { filled, liveTexts } from './console/texts'
import type { LiveSettings } from './settings'

/** What the terminal says of the real hosts: whether they are written to, what is wrong with them, and where to look. */
export async function liveBox(live: Live, url: string, env: NodeJS.ProcessEnv): Promise<string> {
  const language = terminalLanguage(env)
  await live.check()
  const problems = live.notices.list().map(({ sentence }) => `  ! ${sentence[language]}`)
  const registered = live.registered()
  if (registered.length > 0)
    problems.push(`  ! ${filled(liveTexts(language).registered, registered.join(', '))}`)
  return [`  ${bandOf(live, language).text}`, `  ${url}${LIVE_CONSOLE}`, ...problems, '', ''].join(
    '\n'
  )
}

/** The plug-ins that no real host has taken the place of. */
export const standIns = <Name extends string>(
  settings: LiveSettings | undefined,
  plugins: readonly Name[]
): readonly Name[] =>
  plugins.filter(
    name => !(name === 'store' && settings?.store) && !(name === 'carrefour' && settings?.carrefour)
  )

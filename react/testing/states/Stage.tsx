import { InMemoryCache } from 'apollo-cache-inmemory'
import { ApolloClient } from 'apollo-client'
import { createMemoryHistory } from 'history'
import React, { useEffect, useMemo, useRef, useState } from 'react'
import { ApolloProvider } from 'react-apollo'
import { IntlProvider } from 'react-intl'

import routes from '../../../admin/routes.json'
import { RuntimeProvider } from '../../../local/admin/stand-ins/render-runtime'
import en from '../../../messages/en.json'
import es from '../../../messages/es.json'
import pt from '../../../messages/pt.json'
import { useText } from '../../ui/useText'
import { scripted } from '../scripted'
import type { UnderWay } from '../scripted'
import type { Scene } from './scene'
import { perform, untilAnswered } from './steps'

const MESSAGES = { pt, en, es }
const LOCALES = { pt: 'pt-BR', en: 'en-US', es: 'es-AR' } as const
export type Language = keyof typeof LOCALES
export const LANGUAGES: readonly Language[] = ['pt', 'en', 'es']
export const localeOf = (language: Language) => LOCALES[language]

/** One state, as the Admin would show it, over a scripted service. */
export function Stage({ scene, language }: { scene: Scene; language: Language }) {
  const { client, history, underWay } = useMemo(() => {
    const calls: UnderWay = { count: 0 }
    return {
      client: new ApolloClient({
        link: scripted(scene.answers?.() ?? {}, undefined, calls),
        cache: new InMemoryCache(),
      }),
      history: createMemoryHistory({
        initialEntries: [scene.path ?? '/admin/carrefour-inventory'],
      }),
      underWay: calls,
    }
  }, [scene])
  const [location, setLocation] = useState(history.location)
  useEffect(() => history.listen(setLocation), [history])
  const surroundings = useMemo(
    () => ({
      account: 'lojademo',
      workspace: 'master',
      culture: { locale: LOCALES[language], language, country: '' },
      route: { id: '', path: '', params: {} },
      pages: routes,
      history,
    }),
    [language, history]
  )

  return (
    <IntlProvider locale={LOCALES[language]} messages={MESSAGES[language]}>
      <ApolloProvider client={client}>
        <RuntimeProvider surroundings={surroundings} search={location.search}>
          <Performance scene={scene} underWay={underWay} />
        </RuntimeProvider>
      </ApolloProvider>
    </IntlProvider>
  )
}

/** `data-state` says when the steps are done and answered, and `data-problem` that one of them found nothing. */
function Performance({ scene, underWay }: { scene: Scene; underWay: UnderWay }) {
  const text = useText()
  const root = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'performing' | 'ready'>('performing')
  const [problem, setProblem] = useState<string | null>(null)
  const { Show } = scene

  useEffect(() => {
    if (root.current === null) return
    perform(scene.covers ? document.body : root.current, scene.steps ?? [], text)
      .then(() => untilAnswered(underWay))
      .catch((error: unknown) => setProblem(String(error)))
      .finally(() => setState('ready'))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a performance is given once
  }, [])

  return (
    <div
      ref={root}
      data-scene-shown={scene.id}
      data-state={state}
      {...(problem === null ? {} : { 'data-problem': problem })}
    >
      <Show />
    </div>
  )
}

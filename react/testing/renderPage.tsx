import { render } from '@testing-library/react'
import { InMemoryCache } from 'apollo-cache-inmemory'
import { ApolloClient } from 'apollo-client'
import { ApolloLink, Observable } from 'apollo-link'
import { createMemoryHistory } from 'history'
import React, { useEffect, useState } from 'react'
import type { ComponentType } from 'react'
import { ApolloProvider } from 'react-apollo'
import { IntlProvider } from 'react-intl'

import routes from '../../admin/routes.json'
import { RuntimeProvider } from '../../local/admin/stand-ins/render-runtime'
import en from '../../messages/en.json'
import es from '../../messages/es.json'
import pt from '../../messages/pt.json'

const MESSAGES = { pt, en, es }

type Answer = object | string | Error

/** What the service would answer, by operation name. A function gets the variables; an Error is thrown. */
export type Answers = Record<string, Answer | ((variables: Record<string, unknown>) => Answer)>

interface Options {
  answers: Answers
  path?: string
  language?: keyof typeof MESSAGES
}

/** Shows a page as the Admin does, with a scripted service; `asked` lists what it was asked. */
export function renderPage(
  Page: ComponentType,
  { answers, path = '/admin/x', language = 'pt' }: Options
) {
  const asked: Array<{ name: string; variables: Record<string, unknown> }> = []
  const history = createMemoryHistory({ initialEntries: [path] })
  const client = new ApolloClient({ link: scripted(answers, asked), cache: new InMemoryCache() })

  function Admin() {
    const [location, setLocation] = useState(history.location)
    useEffect(() => history.listen(setLocation), [])
    return (
      <IntlProvider locale={language} messages={MESSAGES[language]} timeZone="America/Sao_Paulo">
        <ApolloProvider client={client}>
          <RuntimeProvider surroundings={SURROUNDINGS(history)} search={location.search}>
            <Page />
          </RuntimeProvider>
        </ApolloProvider>
      </IntlProvider>
    )
  }

  return { ...render(<Admin />), history, asked, answers }
}

const SURROUNDINGS = (history: ReturnType<typeof createMemoryHistory>) => ({
  account: 'loja',
  workspace: 'master',
  culture: { locale: 'pt-BR', language: 'pt', country: 'BR' },
  route: { id: '', path: '', params: {} },
  pages: routes,
  history,
})

function scripted(
  answers: Answers,
  asked: Array<{ name: string; variables: Record<string, unknown> }>
) {
  return new ApolloLink(
    ({ operationName, variables }) =>
      new Observable(observer => {
        asked.push({ name: operationName, variables })
        const answer = answers[operationName]
        const value = typeof answer === 'function' ? call(answer, variables) : answer
        const timer = setTimeout(() => {
          if (value instanceof Error) observer.error(value)
          else observer.next({ data: { [operationName]: value } })
          observer.complete()
        }, 0)
        return () => clearTimeout(timer)
      })
  )
}

/** Narrowing an object to a function leaves TypeScript without its signature. */
const call = (answer: unknown, variables: Record<string, unknown>) =>
  (answer as (given: Record<string, unknown>) => Answer)(variables)

import { render } from '@testing-library/react'
import { InMemoryCache } from 'apollo-cache-inmemory'
import { ApolloClient } from 'apollo-client'
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
import { scripted } from './scripted'
import type { Answers, Asked } from './scripted'

export type { Answers } from './scripted'

const MESSAGES = { pt, en, es }

interface Options {
  answers: Answers
  path?: string
  language?: keyof typeof MESSAGES
}

/** Renders a page as the Admin does, with a scripted service; `asked` lists its operations. */
export function renderPage(
  Page: ComponentType,
  { answers, path = '/admin/x', language = 'pt' }: Options
) {
  const asked: Asked[] = []
  const history = createMemoryHistory({
    initialEntries: [path],
    getUserConfirmation: (question, answer) => answer(window.confirm(question)),
  })
  const client = new ApolloClient({
    link: scripted(answers, one => asked.push(one)),
    cache: new InMemoryCache(),
  })

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

  return { ...render(<Admin />), history, asked, answers, client }
}

const SURROUNDINGS = (history: ReturnType<typeof createMemoryHistory>) => ({
  account: 'loja',
  workspace: 'master',
  culture: { locale: 'pt-BR', language: 'pt', country: 'BR' },
  route: { id: '', path: '', params: {} },
  pages: routes,
  history,
})

import type { History, Location } from 'history'
import React, { useMemo } from 'react'

import { matchRoute } from '../../stand-ins/runtime.logic'
import { RuntimeProvider } from '../../stand-ins/render-runtime'
import { loadEntry, ROUTES } from '../app'
import { ErrorPage } from '../ErrorPage'
import { LOCALES } from '../language'
import type { Language } from '../language'
import { textsOf } from '../texts'
import { useLoaded } from '../useLoaded'

interface PageProps {
  account: string
  language: Language
  location: Location
  history: History
}

const nothing = () => Promise.resolve(null)

/** The app's page that the address opens, with what VTEX gives to a page around it. */
export function Page({ account, language, location, history }: PageProps) {
  const texts = textsOf(language)
  const match = matchRoute(ROUTES, location.pathname)
  const component = match === null ? null : match.route.component
  const around = match === null ? '' : (match.route.around ?? []).join(' ')
  const loaded = useLoaded(
    useMemo(
      () =>
        component === null
          ? nothing
          : () =>
              Promise.all(
                [component, ...around.split(' ').filter(name => name !== '')].map(loadEntry)
              ),
      [component, around]
    )
  )

  const surroundings = useMemo(() => {
    const locale = LOCALES[language]
    const [, country = ''] = locale.split('-')
    return {
      account,
      workspace: 'master',
      culture: { locale, language, country },
      route: {
        id: match?.id ?? '',
        path: match?.route.path ?? '',
        params: match?.params ?? {},
      },
      pages: ROUTES,
      history,
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a match is a new object at each render; the path decides it
  }, [account, language, location.pathname, history])

  if (match === null) {
    return (
      <div className="shell-center">
        <h1>{texts.notFound}</h1>
        <p>{texts.notFoundHelp}</p>
      </div>
    )
  }
  if (loaded === null) {
    return (
      <p role="status" className="shell-center">
        {texts.loading}
      </p>
    )
  }
  return (
    <RuntimeProvider surroundings={surroundings} search={location.search}>
      <ErrorPage key={location.pathname} texts={texts}>
        {shownInside(loaded)}
      </ErrorPage>
    </RuntimeProvider>
  )
}

/** A page inside its layouts, the innermost first. */
const shownInside = ([Entry, ...layouts]: readonly React.ComponentType[]) =>
  layouts.reduce<React.ReactNode>(
    (inner, Layout) => <Layout>{inner}</Layout>,
    Entry === undefined ? null : <Entry />
  )

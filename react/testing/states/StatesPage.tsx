import React, { useEffect, useState } from 'react'

import { GROUPS } from './groups'
import type { Scene, SceneGroup } from './scene'
import { LANGUAGES, localeOf, Stage } from './Stage'
import type { Language } from './Stage'

const ADDRESS = '/admin/states'

/**
 * All states of the pages and their parts, for whoever maintains them: an index, and each state alone
 * (`?state=`), because dialogs of several would lie over each other. Part of the local workspace; nothing of it is shipped.
 */
export default function StatesPage() {
  const asked = new URLSearchParams(useSearch())
  const language = LANGUAGES.find(one => one === asked.get('language')) ?? 'pt'
  const alone = GROUPS.flatMap(group => group.scenes).find(({ id }) => id === asked.get('state'))
  useEffect(() => {
    document.documentElement.lang = localeOf(language)
    document.title = alone === undefined ? 'States · Admin' : `${alone.title} · Admin`
  }, [language, alone])

  if (alone !== undefined) {
    return (
      <main id="content" className="shell-content">
        <Stage key={alone.id} scene={alone} language={language} />
      </main>
    )
  }
  return <Index language={language} />
}

/** The address's query, also after a move within the page: tests go from state to state without loading anew. */
function useSearch(): string {
  const [search, setSearch] = useState(window.location.search)
  useEffect(() => {
    const onMove = () => setSearch(window.location.search)
    window.addEventListener('popstate', onMove)
    return () => window.removeEventListener('popstate', onMove)
  }, [])
  return search
}

const href = (language: Language, state?: Scene) =>
  `${ADDRESS}?language=${language}${state === undefined ? '' : `&state=${state.id}`}`

function Index({ language }: { language: Language }) {
  return (
    <div lang="en" className="pa5 pa7-ns">
      <h1 className="t-heading-2 mt0 mb3">States</h1>
      <p className="lh-copy mt0 mb5 mw7">
        Every state of the pages and of their parts, over a scripted service. Each has an address of
        its own, for pictures and for the accessibility tests.
      </p>
      <nav aria-label="Languages and groups" className="mb6">
        <ul className="list pl0 ma0 flex flex-wrap">
          {LANGUAGES.map(one => (
            <li key={one} className="mr5 mb3">
              <a
                href={href(one)}
                className="c-link"
                aria-current={one === language ? 'true' : undefined}
              >
                {localeOf(one)}
              </a>
            </li>
          ))}
          {GROUPS.map(({ id, title }) => (
            <li key={id} className="mr5 mb3">
              <a href={`#${id}`} className="c-link">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {GROUPS.map(group => (
        <Group key={group.id} group={group} language={language} />
      ))}
    </div>
  )
}

function Group({ group, language }: { group: SceneGroup; language: Language }) {
  return (
    <section aria-labelledby={group.id} className="mb7">
      <h2 id={group.id} className="t-heading-3 mt0 mb4">
        {group.title}
      </h2>
      <ul className="list pl0 ma0" style={{ columnWidth: 280, columnGap: 24 }}>
        {group.scenes.map(scene => (
          <li key={scene.id} className="mb3">
            <a
              href={href(language, scene)}
              className="c-link"
              data-scene={scene.id}
              {...(scene.covers ? { 'data-covers': true } : {})}
            >
              {scene.title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

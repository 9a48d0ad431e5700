import React, { useEffect, useRef, useState } from 'react'
import { Button, IconClear, Input } from 'vtex.styleguide'

import { PlainButton } from '../../components/PlainButton'
import { useText } from '../../texts/useText'
import { cleanSearch, SEARCH_LIMIT } from './view.logic'

interface SearchBoxProps {
  /** What the list is searched for now; empty for nothing. */
  searched: string
  onSearch: (search: string) => void
}

/** Searches when asked to (Enter or the button): every search is a request to the service. */
export function SearchBox({ searched, onSearch }: SearchBoxProps) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(searched)
  useEffect(() => setTyped(searched), [searched])

  return (
    <form
      role="search"
      className="flex items-end"
      onSubmit={event => {
        event.preventDefault()
        onSearch(cleanSearch(typed))
      }}
    >
      <div className="flex-auto mr3">
        <Input
          ref={input}
          label={text('inventory.search.label')}
          placeholder={text('inventory.search.placeholder')}
          value={typed}
          maxLength={SEARCH_LIMIT}
          autoComplete="off"
          onChange={event => setTyped(event.target.value)}
          suffix={
            typed === '' ? null : (
              <PlainButton
                label={text('inventory.search.clear')}
                onClick={() => {
                  setTyped('')
                  if (searched !== '') onSearch('')
                  input.current?.focus()
                }}
              >
                <IconClear size={16} />
              </PlainButton>
            )
          }
        />
      </div>
      <Button type="submit" variation="secondary">
        {text('inventory.search.submit')}
      </Button>
    </form>
  )
}

import React from 'react'

import type { FieldProblem } from '../../graphql/connectionTypes'
import { problemKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { focusField } from './focusField'
import { fieldKeyOf } from './fields'
import { sortProblems } from './form.logic'

/** Every field that needs a change, each leading to it. */
export function ProblemSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const text = useText()
  return (
    <>
      <h2 className="t-heading-5 ma0 mb2">
        {text('save.problems.title', { count: problems.length })}
      </h2>
      <ul className="list pl0 ma0">
        {sortProblems(problems).map(({ field, code }) => {
          const labelKey = fieldKeyOf(field)
          return (
            <li key={`${field}-${code}`} className="mb2">
              <button
                type="button"
                className="bn bg-transparent pa0 t-body tl c-link underline pointer lh-copy"
                onClick={() => focusField(field)}
              >
                {text(problemKey(code), { field: labelKey === null ? field : text(labelKey) })}
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

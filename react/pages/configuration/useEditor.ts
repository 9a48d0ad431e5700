import { useReducer } from 'react'

import { useSaveConfiguration } from '../../data/useSaveConfiguration'
import type { Configuration } from '../../graphql/connectionTypes'
import type { FieldRule } from '../../graphql/keyTestTypes'
import { problemOf, reduceEditor, startEditor } from './editor.logic'
import { isChanged, toForm, toInput } from './form.logic'
import type { FieldName, Form } from './form.logic'
import { explained, mayKeepKey, problemsBy } from './rules.logic'

/** The form while it is edited: what is typed, what was answered, and how to save. */
export function useEditor(loaded: Configuration | null, rules: readonly FieldRule[]) {
  const [editor, dispatch] = useReducer(reduceEditor, loaded, startEditor)
  const [run, saving] = useSaveConfiguration()

  const save = async (confirmedShopId?: string) => {
    const { saved, form } = editor
    const problems = problemsBy(rules, form, mayKeepKey(saved, form))
    if (problems.length > 0) {
      dispatch({ type: 'unsendable', problems: explained(problems, saved, form) })
      return
    }
    const sendable = toInput(editor.form, editor.saved === null ? null : editor.saved.version)
    if ('problems' in sendable) {
      dispatch({ type: 'unsendable', problems: sendable.problems })
      return
    }
    dispatch({ type: 'answered', outcome: await run(sendable.input, confirmedShopId) })
  }

  return {
    ...editor,
    rules,
    saving,
    changed: isChanged(editor.form, toForm(editor.saved)),
    type: (change: Partial<Form>) => dispatch({ type: 'typed', change }),
    leave: (field: FieldName) => dispatch({ type: 'left', field }),
    problemOf: (field: FieldName) => problemOf(editor, rules, field),
    takeSaved: (current: Configuration | null) => dispatch({ type: 'saved-wanted', current }),
    keepTyped: (current: Configuration | null) => dispatch({ type: 'typed-wanted', current }),
    save,
  }
}

export type EditorControl = ReturnType<typeof useEditor>

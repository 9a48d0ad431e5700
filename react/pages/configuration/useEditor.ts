import { useReducer } from 'react'

import { useSaveConfiguration } from '../../data/useSaveConfiguration'
import type { Configuration } from '../../graphql/connectionTypes'
import { reduceEditor, startEditor } from './editor.logic'
import { isChanged, toForm, toInput } from './form.logic'
import type { Form } from './form.logic'

/** The form while it is edited: what is typed, what was answered, and how to save. */
export function useEditor(loaded: Configuration | null) {
  const [editor, dispatch] = useReducer(reduceEditor, loaded, startEditor)
  const [run, saving] = useSaveConfiguration()

  const save = async () => {
    const sendable = toInput(editor.form, editor.saved === null ? null : editor.saved.version)
    if ('problems' in sendable) {
      dispatch({ type: 'unsendable', problems: sendable.problems })
      return
    }
    dispatch({ type: 'answered', outcome: await run(sendable.input) })
  }

  return {
    ...editor,
    saving,
    changed: isChanged(editor.form, toForm(editor.saved)),
    type: (change: Partial<Form>) => dispatch({ type: 'typed', change }),
    takeSaved: (current: Configuration) => dispatch({ type: 'saved-wanted', current }),
    keepTyped: (current: Configuration) => dispatch({ type: 'typed-wanted', current }),
    save,
  }
}

export type EditorControl = ReturnType<typeof useEditor>

import { useReducer } from 'react'

import type { Failure } from '../api/failure'
import { CONFIGURATION_RULES, SAVE_CONFIGURATION } from '../api/generated'
import type {
  WholeConfiguration,
  FieldRule,
  NamedShop,
  Nameless,
  SaveConfigurationAnswer,
} from '../api/generated'
import { useOperation } from '../api/useOperation'
import type { Outcome } from '../api/useOperation'
import { useQueryOf } from '../api/useQueryOf'
import { isChanged, toForm, toInput } from './form.logic'
import type { FieldName, Form } from './form.logic'
import { explained, mayKeepKey, problemsBy } from './rules.logic'
import type { FieldProblem } from './rules.logic'

/** What stands above the form after a try to save. */
export type Answer =
  | { type: 'problems'; problems: readonly FieldProblem[] }
  | { type: 'refused'; httpStatus: number; message: string }
  | { type: 'unreachable'; message: string; retryAfterSeconds: number | null }
  | { type: 'limited'; waitSeconds: number }
  | { type: 'store-unreachable'; message: string }
  | { type: 'other-shop'; shop: NamedShop; shopId: string }
  | { type: 'shop-to-confirm'; shop: NamedShop | null; former: NamedShop | null }
  /** Null: the connection was taken down meanwhile. */
  | { type: 'conflict'; current: WholeConfiguration | null }
  | { type: 'failed'; failure: Failure }
  | { type: 'saved'; blocked: number; nameless: Nameless | null }

interface Editor {
  /** As the service holds it; null until the first save. */
  saved: WholeConfiguration | null
  form: Form
  answer: Answer | null
  /** The form that `answer` is about. */
  judged: Form | null
  /** Fields that the person has left: only their problems are shown. */
  left: readonly FieldName[]
  /** What the last try to save was about. */
  part: Part
}

/** What is saved: the whole form, or the ShopKey with shop and address alone. */
export type Part = 'all' | 'key'

/** The fields that are saved with the ShopKey. */
const KEY_FIELDS = ['shopKey', 'shopId', 'carrefourUrl'] as const

type EditorEvent =
  | { type: 'typed'; change: Partial<Form> }
  | { type: 'left'; field: FieldName }
  | { type: 'unsendable'; problems: readonly FieldProblem[] }
  | { type: 'tried'; part: Part }
  | { type: 'answered'; outcome: Outcome<SaveConfigurationAnswer> }
  | { type: 'saved-wanted'; current: WholeConfiguration | null }
  | { type: 'typed-wanted'; current: WholeConfiguration | null }

export const startEditor = (saved: WholeConfiguration | null): Editor => ({
  saved,
  form: toForm(saved),
  answer: null,
  judged: null,
  left: [],
  part: 'all',
})

/** The form's reducer. Typed text is only lost when the person asks for the saved values. */
export function reduceEditor(editor: Editor, event: EditorEvent): Editor {
  switch (event.type) {
    case 'typed':
      return { ...editor, form: { ...editor.form, ...event.change } }
    case 'left':
      return editor.left.includes(event.field)
        ? editor
        : { ...editor, left: [...editor.left, event.field] }
    case 'unsendable':
      return judged(editor, { type: 'problems', problems: event.problems })
    case 'tried':
      return { ...editor, part: event.part }
    case 'answered':
      return answered(editor, event.outcome)
    case 'saved-wanted':
      return startEditor(event.current)
    case 'typed-wanted':
      return { ...editor, saved: event.current, answer: null }
  }
}

const judged = (editor: Editor, answer: Answer): Editor => ({
  ...editor,
  answer,
  judged: editor.form,
})

function answered(editor: Editor, outcome: Outcome<SaveConfigurationAnswer>): Editor {
  if ('failure' in outcome) {
    return judged(editor, { type: 'failed', failure: outcome.failure })
  }
  const result = outcome.done
  switch (result.__typename) {
    case 'CarrefourSaved': {
      const saved = result.connection.configuration
      return {
        ...startEditor(saved),
        ...(saved === null ? { form: { ...editor.form, shopKey: '' } } : {}),
        ...(saved !== null && editor.part === 'key' ? { form: keptOf(editor, saved) } : {}),
        answer: {
          type: 'saved',
          blocked: result.blocked,
          // With a ShopId it is known whose stock is sent, whether or not Carrefour names the shop today.
          nameless: saved === null || saved.shopId === '' ? result.nameless : null,
        },
      }
    }
    case 'CarrefourInvalidConfiguration':
      return judged(editor, {
        type: 'problems',
        problems: explained(result.problems, editor.saved, editor.form),
      })
    case 'CarrefourOtherShop':
      return judged(editor, { type: 'other-shop', shop: result.opens, shopId: result.shopId })
    case 'CarrefourShopToConfirm':
      return judged(editor, {
        type: 'shop-to-confirm',
        shop: result.shop,
        former:
          result.formerShopId === null
            ? null
            : { shopId: result.formerShopId, name: result.formerShopName ?? '' },
      })
    case 'CarrefourShopKeyRefused':
      return judged(editor, { ...pickRefused(result), type: 'refused' })
    case 'CarrefourUnreachable':
      return judged(editor, {
        type: 'unreachable',
        message: result.message,
        retryAfterSeconds: result.retryAfterSeconds,
      })
    case 'CarrefourTestLimited':
      return judged(editor, { type: 'limited', waitSeconds: result.waitSeconds })
    case 'CarrefourStoreUnreachable':
      return judged(editor, { type: 'store-unreachable', message: result.message })
    case 'CarrefourConfigurationConflict':
      return judged(editor, { type: 'conflict', current: result.current })
  }
}

/** The form after the ShopKey alone was saved: what else was typed is still to be saved. */
const keptOf = ({ form }: Editor, saved: WholeConfiguration): Form => ({
  ...form,
  ...keyPart(toForm(saved)),
})

const keyPart = ({ shopKey, shopId, carrefourUrl }: Form) => ({ shopKey, shopId, carrefourUrl })

const pickRefused = ({ httpStatus, message }: { httpStatus: number; message: string }) => ({
  httpStatus,
  message,
})

/**
 * What is to be said beside a field: what the last answer said of it, unless the field was changed since;
 * else, once the person has left the field, what the rules say. That a field is still empty is only said when
 * somebody wants to save: an empty ShopKey may be tested, which means the saved one.
 */
export function problemOf(
  { answer, judged: about, form, left, saved }: Editor,
  rules: readonly FieldRule[],
  field: FieldName
): FieldProblem['code'] | null {
  const unchanged = about === null || about[field] === form[field]
  if (answer !== null && answer.type === 'problems' && unchanged) {
    const found = answer.problems.find(problem => problem.field === field)
    if (found) return found.code
  }
  if (!left.includes(field)) return null
  const problems = problemsBy(rules, form, mayKeepKey(saved, form))
  const found = explained(problems, saved, form).find(problem => problem.field === field)
  const isUntouched = form[field] === toForm(saved)[field]
  return found === undefined || (isUntouched && found.code === 'REQUIRED') ? null : found.code
}

/** The form while it is edited: typed values, the last answer, and how to save. */
export function useEditor(loaded: WholeConfiguration | null, rules: readonly FieldRule[]) {
  const [editor, dispatch] = useReducer(reduceEditor, loaded, startEditor)
  const [run, saving] = useOperation(SAVE_CONFIGURATION)

  const send = async (part: Part, confirmedShopId: string | null) => {
    const { saved } = editor
    const form = part === 'key' ? { ...toForm(saved), ...keyPart(editor.form) } : editor.form
    dispatch({ type: 'tried', part })
    const problems = problemsBy(rules, form, mayKeepKey(saved, form))
    if (problems.length > 0) {
      dispatch({ type: 'unsendable', problems: explained(problems, saved, form) })
      return
    }
    const sendable = toInput(form, saved === null ? null : saved.version)
    if ('problems' in sendable) {
      dispatch({ type: 'unsendable', problems: sendable.problems })
      return
    }
    dispatch({
      type: 'answered',
      outcome: await run({ ...sendable.toSave, confirmedShopId }),
    })
  }
  const original = toForm(editor.saved)

  return {
    ...editor,
    rules,
    saving,
    changed: isChanged(editor.form, original),
    keyChanged: KEY_FIELDS.some(field => editor.form[field] !== original[field]),
    type: (change: Partial<Form>) => dispatch({ type: 'typed', change }),
    leave: (field: FieldName) => dispatch({ type: 'left', field }),
    problemOf: (field: FieldName) => problemOf(editor, rules, field),
    takeSaved: (current: WholeConfiguration | null) => dispatch({ type: 'saved-wanted', current }),
    keepTyped: (current: WholeConfiguration | null) => dispatch({ type: 'typed-wanted', current }),
    /** Once the shop is confirmed, the previous save is repeated. */
    save: (confirmedShopId?: string) =>
      confirmedShopId === undefined ? send('all', null) : send(editor.part, confirmedShopId),
    saveKey: () => send('key', null),
  }
}

export type EditorControl = ReturnType<typeof useEditor>

const NONE: readonly FieldRule[] = []

/**
 * What each field of the form must be like. Null while it is asked for; none when that failed: then the service alone
 * judges.
 */
export function useFieldRules(): readonly FieldRule[] | null {
  const { data, failure } = useQueryOf(CONFIGURATION_RULES, {})
  return data ?? (failure === null ? null : NONE)
}

import type { Failure } from '../../data/failure.logic'
import type { Outcome } from '../../data/useAction'
import type { Configuration, FieldProblem, SaveResult } from '../../graphql/connectionTypes'
import { toForm } from './form.logic'
import type { Form } from './form.logic'

/** What stands above the form after a try to save. */
export type Answer =
  | { type: 'problems'; problems: readonly FieldProblem[] }
  | { type: 'refused'; httpStatus: number; message: string }
  | { type: 'unreachable'; message: string; retryAfterSeconds: number | null }
  | { type: 'conflict'; current: Configuration }
  | { type: 'failed'; failure: Failure }
  | { type: 'saved'; blocked: number }

export interface Editor {
  /** As the service holds it; null until the first save. */
  saved: Configuration | null
  form: Form
  answer: Answer | null
}

export type EditorEvent =
  | { type: 'typed'; change: Partial<Form> }
  | { type: 'unsendable'; problems: readonly FieldProblem[] }
  | { type: 'answered'; outcome: Outcome<SaveResult> }
  | { type: 'saved-wanted'; current: Configuration }
  | { type: 'typed-wanted'; current: Configuration }

export const startEditor = (saved: Configuration | null): Editor => ({
  saved,
  form: toForm(saved),
  answer: null,
})

/** Moves the form on. What was typed is lost only when the person asks for what is saved. */
export function reduceEditor(editor: Editor, event: EditorEvent): Editor {
  switch (event.type) {
    case 'typed':
      return { ...editor, form: { ...editor.form, ...event.change } }
    case 'unsendable':
      return { ...editor, answer: { type: 'problems', problems: event.problems } }
    case 'answered':
      return answered(editor, event.outcome)
    case 'saved-wanted':
      return startEditor(event.current)
    case 'typed-wanted':
      return { ...editor, saved: event.current, answer: null }
  }
}

function answered(editor: Editor, outcome: Outcome<SaveResult>): Editor {
  if ('failure' in outcome) {
    return { ...editor, answer: { type: 'failed', failure: outcome.failure } }
  }
  const result = outcome.done
  switch (result.__typename) {
    case 'CarrefourSaved': {
      const saved = result.connection.configuration
      return {
        saved,
        form: saved === null ? { ...editor.form, shopKey: '' } : toForm(saved),
        answer: { type: 'saved', blocked: result.blocked },
      }
    }
    case 'CarrefourInvalidConfiguration':
      return { ...editor, answer: { type: 'problems', problems: result.problems } }
    case 'CarrefourShopKeyRefused':
      return { ...editor, answer: { ...pickRefused(result), type: 'refused' } }
    case 'CarrefourUnreachable':
      return {
        ...editor,
        answer: {
          type: 'unreachable',
          message: result.message,
          retryAfterSeconds: result.retryAfterSeconds,
        },
      }
    case 'CarrefourConfigurationConflict':
      return { ...editor, answer: { type: 'conflict', current: result.current } }
  }
}

const pickRefused = ({ httpStatus, message }: { httpStatus: number; message: string }) => ({
  httpStatus,
  message,
})

/** The code of a field's problem, if it has one. */
export const problemOf = (answer: Answer | null, field: string): string | null =>
  answer !== null && answer.type === 'problems'
    ? (answer.problems.find(problem => problem.field === field)?.code ?? null)
    : null

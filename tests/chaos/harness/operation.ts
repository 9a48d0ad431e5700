type Operation = 'STO01' | 'STO02' | 'STO03' | 'OF21' | 'P31' | 'other'

/** Mirakl's name of the operation at a path without its query; what stock does not need is `other`. */
export function operationAt(path: string): Operation {
  if (/\/offers\/stock\/imports$/.test(path)) return 'STO01'
  if (/\/offers\/stock\/imports\/[^/]+\/status$/.test(path)) return 'STO02'
  if (/\/offers\/stock\/imports\/[^/]+\/error_report$/.test(path)) return 'STO03'
  if (/\/api\/offers$/.test(path)) return 'OF21'
  return /\/api\/products$/.test(path) ? 'P31' : 'other'
}

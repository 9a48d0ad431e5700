/** Mirakl's name of the operation at a path without its query; what is not about stock files is `other`. */
export function operationAt(path: string): 'STO01' | 'STO02' | 'STO03' | 'other' {
  if (/\/offers\/stock\/imports$/.test(path)) return 'STO01'
  if (/\/offers\/stock\/imports\/[^/]+\/status$/.test(path)) return 'STO02'
  if (/\/offers\/stock\/imports\/[^/]+\/error_report$/.test(path)) return 'STO03'
  return 'other'
}

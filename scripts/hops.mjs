// How much of the code somebody reads who follows a flow from its entrance to its end, counted on the static graph of calls.
import path from 'node:path'
import ts from 'typescript'

/**
 * The flows as legs, each from an entrance to an end: exported names, or `Class.method`. Where something was renamed or
 * moved, its older names follow, so that an older commit can be measured too.
 */
const FLOWS = {
  'one notification to the row on the page': [
    ['notify', 'VBaseRequestQueue.enqueue|VBaseRequests.mark'],
    ['workEvent|work', 'claim'],
    ['claim', 'VBaseControl.saveBatch'],
    ['workEvent|work', 'perform'],
    ['send', 'VBaseRequestQueue.remove|VBaseRequests.remove'],
    ['send', 'StoreClient.simulate'],
    ['send', 'CarrefourClient.sendStock'],
    ['poll', 'CarrefourClient.importStatus'],
    ['report', 'CarrefourClient.errorReport'],
    ['settleJudged|settle', 'MasterDataLedger.put'],
    ['Inventory', 'ProcessRow'],
    ['carrefourProcesses', 'MasterDataLedger.search'],
  ],
  '“reprocess all” from the click to the batch': [
    ['ReprocessAll'],
    ['Jobs', 'PlanDialog'],
    ['PlanDialog', 'useReprocessPlan|useQueryOf'],
    ['carrefourReprocessPlan', 'MasterDataLedger.count'],
    ['PlanDialog', 'useStartReprocess|useOperation'],
    ['startCarrefourReprocess', 'VBaseJobs.update'],
    ['gatherJobs|keepJobs', 'VBaseJobs.saveChunk'],
    ['claim', 'VBaseJobs.readChunk'],
  ],
  'save the ShopKey': [
    ['ConfigurationEditor', 'useSaveConfiguration|useOperation'],
    ['saveCarrefourConfiguration', 'CarrefourClient.ping'],
    ['saveCarrefourConfiguration', 'SavedConnection.replace|SettingsConfigurations.write'],
  ],
}

const isFunction = node =>
  node !== undefined &&
  (ts.isFunctionLike(node) ||
    (ts.isCallExpression(node) && (isFunction(node.expression) || node.arguments.some(isFunction))))

/**
 * The graph of a checkout's production code. A piece of code is what stands at the top of a file or is a member of a
 * class there; it leads to every piece that it names as a value. A call through an interface leads to the classes that
 * declare to implement it.
 *
 * @param files paths below `root`
 * @returns pieces, each with `name`, `file`, whether it is a function, and the pieces that it leads to, in its order
 */
function graphOf(root, files) {
  const program = ts.createProgram(
    files.map(file => path.join(root, file)),
    {
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      esModuleInterop: true,
      jsx: ts.JsxEmit.React,
      target: ts.ScriptTarget.ES2021,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    }
  )
  const checker = program.getTypeChecker()
  const pieces = new Map()
  const implementations = new Map()

  const add = (node, name, runs) => {
    const file = path.relative(root, node.getSourceFile().fileName).split(path.sep).join('/')
    pieces.set(node, { name, file, runs, to: [] })
  }
  const addClass = node => {
    const name = node.name?.text ?? 'default'
    add(node, name, false)
    const members = node.members.filter(member => member.name)
    for (const member of members)
      add(
        member,
        `${name}.${member.name.getText()}`,
        ts.isFunctionLike(member) || isFunction(member.initializer)
      )
    for (const base of (node.heritageClauses ?? []).flatMap(({ types }) => types))
      for (const { name: own, valueDeclaration } of checker.getTypeAtLocation(base).getProperties())
        for (const member of members)
          if (member.name.getText() === own && valueDeclaration && valueDeclaration !== member)
            implementations.set(valueDeclaration, [
              ...(implementations.get(valueDeclaration) ?? []),
              member,
            ])
  }
  const addStatement = node => {
    if (ts.isFunctionDeclaration(node)) add(node, node.name?.text ?? 'default', true)
    else if (ts.isClassDeclaration(node)) addClass(node)
    else if (ts.isVariableStatement(node))
      for (const one of node.declarationList.declarations)
        add(one, one.name.getText(), isFunction(one.initializer))
  }

  /** The pieces that an identifier means, through imports and interfaces. */
  const meantBy = identifier => {
    let symbol = ts.isShorthandPropertyAssignment(identifier.parent)
      ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
      : checker.getSymbolAtLocation(identifier)
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol)
    const declaration = symbol?.valueDeclaration
    if (!declaration) return []
    return [
      ...(pieces.has(declaration) ? [declaration] : []),
      ...(implementations.get(declaration) ?? []),
    ]
  }
  const link = (node, from) => {
    if (pieces.has(node) || ts.isTypeNode(node)) return
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      const { to } = pieces.get(from)
      for (const piece of meantBy(node)) if (piece !== from && !to.includes(piece)) to.push(piece)
    }
    ts.forEachChild(node, child => link(child, from))
  }

  for (const file of files)
    for (const statement of program.getSourceFile(path.join(root, file)).statements)
      addStatement(statement)
  for (const piece of pieces.keys()) ts.forEachChild(piece, child => link(child, piece))
  return pieces
}

/** The first piece that has one of these names. */
function pieceNamed(pieces, names) {
  for (const name of names.split('|'))
    for (const [piece, facts] of pieces) if (facts.name === name) return piece
  throw new Error(`hops: there is no ${names}`)
}

/** The shortest way from one piece to another, both included. */
function wayBetween(pieces, from, to) {
  const before = new Map([[from, null]])
  for (const piece of before.keys()) {
    if (piece === to) break
    for (const next of pieces.get(piece).to) if (!before.has(next)) before.set(next, piece)
  }
  if (!before.has(to))
    throw new Error(`hops: no way from ${pieces.get(from).name} to ${pieces.get(to).name}`)
  const way = []
  for (let at = to; at; at = before.get(at)) way.unshift(at)
  return way
}

/** The files in the order in which a reader opens them, and those that lie on the way itself. */
function readingOf(pieces, legs) {
  const opened = []
  const onTheWay = new Set()
  const read = new Set()
  const open = piece => {
    const { file } = pieces.get(piece)
    if (opened[opened.length - 1] !== file) opened.push(file)
  }
  for (const [entrance, end = entrance] of legs) {
    const way = wayBetween(pieces, pieceNamed(pieces, entrance), pieceNamed(pieces, end))
    for (const [index, piece] of way.entries()) {
      const { file, runs, to } = pieces.get(piece)
      open(piece)
      onTheWay.add(file)
      if (read.has(piece)) continue
      read.add(piece)
      // Of a table the reader follows the entry in question alone.
      const calls = runs ? to.filter(called => pieces.get(called).runs) : []
      for (const called of calls) {
        if (called === way[index + 1] || read.has(called)) continue
        read.add(called)
        if (pieces.get(called).file !== file) opened.push(pieces.get(called).file)
      }
    }
  }
  return { opened, onTheWay: [...onTheWay] }
}

const foldersOf = files => new Set(files.map(file => path.posix.dirname(file))).size

/**
 * What each flow asks of its reader.
 *
 * @param files production files of both packages, as paths below `root`
 * @returns by flow: hops, files, folders, returns; files and folders of the way itself; and the files in their order
 */
export function measureFlows(root, files) {
  const pieces = graphOf(root, files)
  return Object.entries(FLOWS).map(([flow, legs]) => {
    const { opened, onTheWay } = readingOf(pieces, legs)
    const distinct = [...new Set(opened)]
    return {
      flow,
      hops: opened.length,
      files: distinct.length,
      folders: foldersOf(distinct),
      returns: opened.length - distinct.length,
      wayFiles: onTheWay.length,
      wayFolders: foldersOf(onTheWay),
      opened,
    }
  })
}

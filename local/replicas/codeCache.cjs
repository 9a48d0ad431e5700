// What V8 has made of the service's 2,000 files is kept beside the service as it was built: a replica then starts with half the
// processor's work. Tests start and end replicas by the dozen. What is kept of a file counts only while the file is as it
// was; a service that is built anew begins without any.
'use strict'

const { readFileSync, renameSync, statSync, writeFileSync } = require('node:fs')
const Module = require('node:module')
const { dirname } = require('node:path')
const v8 = require('node:v8')
const vm = require('node:vm')

/** Of a script whose code was kept, Node 20 no longer knows where its `import()` leads: it is loaded as ever. */
const IMPORTS = /\bimport\s*\(/
const WRAPPER = Module.wrapper[0].length

/** What tells that a file is another one; null when there is none. */
function markOf(filename) {
  const stat = statSync(filename, { throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.mtimeMs} ${stat.size}`
}

function compile(filename, { source, code }) {
  return new vm.Script(Module.wrap(source), {
    filename,
    cachedData: code,
    columnOffset: -WRAPPER,
  })
}

/** Runs a script as the module that it is. */
function run(script, module, filename) {
  const require = id => module.require(id)
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options)
  require.main = process.mainModule
  require.extensions = Module._extensions
  require.cache = Module._cache
  const { exports } = module
  const args = [exports, require, module, filename, dirname(filename)]
  return Reflect.apply(script.runInThisContext(), exports, args)
}

function read(path) {
  try {
    return v8.deserialize(readFileSync(path))
  } catch {
    // None yet, or of another Node: what is loaded now is kept.
    return undefined
  }
}

/** Loads what is kept; answers what ends that. */
function replay({ files, places }) {
  const { _resolveFilename: find } = Module
  const load = Module._extensions['.js']
  const known = new Map()
  const isAsKept = filename => {
    const kept = files.get(filename)
    if (kept !== undefined && !known.has(filename))
      known.set(filename, kept.mark === markOf(filename))
    return known.get(filename) === true
  }
  Module._resolveFilename = function (request, parent, isMain, options) {
    const place = options ? undefined : places.get(`${parent?.path}\0${request}`)
    return place !== undefined && isAsKept(place)
      ? place
      : Reflect.apply(find, Module, [request, parent, isMain, options])
  }
  Module._extensions['.js'] = (module, filename) =>
    isAsKept(filename)
      ? run(compile(filename, files.get(filename)), module, filename)
      : load(module, filename)
  return () => {
    Module._resolveFilename = find
    Module._extensions['.js'] = load
    files.clear()
    places.clear()
  }
}

/** Loads as ever and notes what is loaded; answers what ends that, and keeps it in `path`. */
function record(path) {
  const { _resolveFilename: find } = Module
  const { _compile: compileModule } = Module.prototype
  const files = new Map()
  const places = new Map()
  Module._resolveFilename = function (request, parent, isMain, options) {
    const place = Reflect.apply(find, Module, [request, parent, isMain, options])
    if (!options && parent?.path) places.set(`${parent.path}\0${request}`, place)
    return place
  }
  Module.prototype._compile = function (source, filename, format) {
    // Those in the new format of modules are Node's to compile.
    const isScript = format === undefined || format === 'commonjs'
    if (!isScript || IMPORTS.test(source))
      return Reflect.apply(compileModule, this, [source, filename, format])
    const script = compile(filename, { source })
    files.set(filename, { source, script, mark: markOf(filename) })
    return run(script, this, filename)
  }
  return () => {
    Module._resolveFilename = find
    Module.prototype._compile = compileModule
    const kept = new Map()
    for (const [filename, { source, script, mark }] of files)
      kept.set(filename, { source, mark, code: script.createCachedData() })
    const next = `${path}.${process.pid}`
    try {
      writeFileSync(next, v8.serialize({ files: kept, places }))
      renameSync(next, path)
    } catch {
      // A folder that cannot be written: the next replica loads as this one did.
    }
    files.clear()
    places.clear()
  }
}

/**
 * What is required from now on is loaded from `path`, or noted to be kept there.
 *
 * @param {string} path
 * @returns {() => void} ends that, once everything is loaded
 */
function keepCode(path) {
  const file = `${path}-${process.version}-${process.arch}`
  const kept = read(file)
  return kept === undefined ? record(file) : replay(kept)
}

module.exports = { keepCode }

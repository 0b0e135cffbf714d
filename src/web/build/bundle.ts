/**
 * Builds the web client: a folder of files whose names say what they hold, and `bundle.json`, which says it again with SHA-256. The
 * same sources and lock file give the same bytes on every machine, so that anybody can check what a gateway serves.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import type { InlineConfig, Plugin } from 'vite'
import { libsodiumWasm } from './libsodium-wasm.ts'
import { messageTitles } from './message-titles.ts'
import { precompiledSchemas } from './precompiled.ts'

/** A file of the bundle. */
export interface BundleFile {
  /** Relative to the bundle's folder, with `/`. */
  readonly path: string
  /** SHA-256 in base64url. */
  readonly digest: string
  readonly size: number
  /** Bytes that travel. */
  readonly gzip: number
}

const ROOT = resolve(import.meta.dirname, '..')
const INDEX = 'bundle.json'

/** Builds into a folder, which is emptied first, and returns what lies there. `workerPlugins`: for tests, before our own. */
export async function buildBundle(
  outDir: string,
  workerPlugins: readonly Plugin[] = [],
): Promise<readonly BundleFile[]> {
  await rm(outDir, { recursive: true, force: true })
  await build(configuration(outDir, workerPlugins))
  const files = await listFiles(outDir)
  await writeFile(join(outDir, INDEX), `${JSON.stringify({ v: 1, files }, null, 2)}\n`)
  return files
}

function configuration(outDir: string, workerPlugins: readonly Plugin[]): InlineConfig {
  const names = {
    entryFileNames: 'assets/[name]-[hash].js',
    chunkFileNames: 'assets/[name]-[hash].js',
    assetFileNames: 'assets/[name]-[hash][extname]',
  }
  return {
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    base: '/',
    plugins: [messageTitles()],
    resolve: { alias: { 'markdown-to-jsx/react': resolve(ROOT, 'forms/no-markdown.ts') } },
    worker: {
      format: 'es',
      plugins: () => [...workerPlugins, precompiledSchemas(), libsodiumWasm()],
      rolldownOptions: {
        output: { ...names, entryFileNames: 'assets/crypto-worker-[hash].js' },
        checks: { pluginTimings: false },
      },
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2024',
      // The first versions with `light-dark()`.
      cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
      sourcemap: false,
      // Its polyfill is a script of its own, and every browser that has Trusted Types has preloading.
      modulePreload: { polyfill: false },
      // Nothing may be loaded from a `data:` address.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      // The budget is a test: it counts what travels.
      chunkSizeWarningLimit: Infinity,
      rolldownOptions: {
        output: names,
        checks: { pluginTimings: false },
        // 'use client' is said to servers that render; here there is none.
        onLog: (level, log, next) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log)
        },
      },
    },
  }
}

async function listFiles(dir: string): Promise<BundleFile[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name !== INDEX)
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
  return Promise.all(
    paths.sort().map(async (path) => {
      const bytes = await readFile(join(dir, path))
      return {
        path,
        digest: createHash('sha256').update(bytes).digest('base64url'),
        size: bytes.length,
        gzip: gzipSync(bytes, { level: 9 }).length,
      }
    }),
  )
}
